"""What colleagues look at: the list, its reasons, and what it keeps to itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medagora.people.models import Person
from medagora.reader import tasks_papers
from medagora.reader.models import Entry
from medagora.reader.queries import colleagues
from medagora.reader.queries.colleagues import Looking, list_looked_at
from medagora.reader.queries.readings import reading_of_feeds
from medagora.reader.services import following, marking
from tests.people.hats.building import as_professional
from tests.reader.conftest import NOW, MakeEntries, MakeFeed

PAPER = {"doi": "10.1056/paper", "title": "The paper"}
Make = Callable[..., Any]


@pytest.fixture
def verified(make_person: Make) -> list[Person]:
    """Six people who each have a verified hat of a profession."""
    return [as_professional(make_person(f"Doctor{n}")) for n in range(6)]


def look(topic: str = "", language: str = "") -> Looking:
    return list_looked_at(
        reading_of_feeds([]), topic=topic, language=language, names_in="en", now=NOW
    )


def shown(looking: Looking) -> list[tuple[str, int, int]]:
    return [(found.line.title, found.sources, found.saves) for found in looking.lines]


def save(entry: Entry, *people: Person) -> None:
    for person in people:
        marking.save(person, entry.work, at=NOW)


def test_what_several_sources_carry_is_looked_at(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    journal, news = make_public("Journal"), make_public("News")
    make_entries(journal, PAPER, {"title": "alone"})
    make_entries(news, PAPER)

    assert shown(look()) == [("The paper", 2, 0)]


def test_a_blog_that_links_to_it_counts_as_a_source(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    make_entries(make_public(), PAPER)
    html = '<a href="https://doi.org/10.1056/paper">x</a>'
    (post,) = make_entries(make_public(), {"title": "Post", "html": html})
    tasks_papers.entries_arrived.call(str(post.pk))

    assert shown(look()) == [("The paper", 2, 0)]


def test_two_feeds_of_one_resource_are_one_source(
    make_public: MakeFeed, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    first = make_public()
    second = make_feed(resource=first.resource)
    for feed in (first, second):
        make_entries(feed, PAPER)

    assert shown(look()) == []


def test_saves_of_a_crowd_count_and_those_of_a_few_do_not(
    make_public: MakeFeed,
    make_entries: MakeEntries,
    verified: list[Person],
    make_person: Make,
) -> None:
    journal = make_public()
    many, few = make_entries(journal, {"title": "many"}, {"title": "few"})
    save(many, *verified[:3])
    save(few, *verified[:2], *(make_person() for _n in range(5)))

    assert shown(look()) == [("many", 1, 3)]


def test_sources_of_readers_own_neither_count_nor_are_shown(
    make_public: MakeFeed,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    verified: list[Person],
) -> None:
    make_entries(make_feed("Private"), PAPER)
    own = make_feed("Private too")
    (other,) = make_entries(own, {"title": "secret"})
    make_entries(make_public(), PAPER)
    for person in verified[:3]:
        following.follow(person, own)
    save(other, *verified[:3])

    assert shown(look()) == []


def test_what_is_old_is_not_looked_at(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    for _number in range(2):
        make_entries(make_public(), PAPER, at=NOW - timedelta(days=15))

    assert shown(look()) == []


def test_the_list_is_narrowed_by_topic_and_language(
    make_public: MakeFeed,
    make_entries: MakeEntries,
    make_topic: Make,
    make_resource: Make,
) -> None:
    make_topic("asthma")
    make_topic("gout")
    on_asthma = [make_resource(topics=("asthma",)) for _n in range(2)]
    for resource in on_asthma:
        make_entries(make_public(resource=resource), PAPER)
    german = {"doi": "10.1/de", "title": "Das Blatt", "language": "de"}
    for _number in range(2):
        make_entries(make_public(), german)

    assert {title for title, *_why in shown(look())} == {"The paper", "Das Blatt"}
    assert shown(look(topic="asthma")) == [("The paper", 2, 0)]
    assert shown(look(topic="gout")) == []
    assert shown(look(topic="nonsense")) == []
    assert shown(look(language="de")) == [("Das Blatt", 2, 0)]
    assert [line.slug for line in look().topics] == ["asthma"]
    assert look().languages == ("de", "en")


def test_the_ranking_is_made_once_in_ten_minutes(
    make_public: MakeFeed,
    make_entries: MakeEntries,
    django_assert_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    for _number in range(2):
        make_entries(make_public(), PAPER)
    colleagues.ranking_at(NOW)

    with django_assert_num_queries(0):
        assert len(colleagues.ranking_at(NOW)) == 1


def test_more_papers_cost_no_more_queries(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    feeds = [make_public(), make_public()]

    def count(papers: int) -> int:
        for feed in feeds:
            made = ({"doi": f"10.{papers}/{n}"} for n in range(papers))
            make_entries(feed, *made)
        with CaptureQueriesContext(connection) as queries:
            assert colleagues.make_ranking(NOW)
        return len(queries)

    assert count(3) == count(30)


# ---- the page ----------------------------------------------------------------------
@pytest.fixture
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medagora.reader.views.colleagues.timezone.now", lambda: NOW)


@pytest.mark.usefixtures("_now")
def test_the_page_says_why_and_how(
    client: Client,
    make_public: MakeFeed,
    make_entries: MakeEntries,
    verified: list[Person],
) -> None:
    entries = [make_entries(make_public(), PAPER)[0] for _n in range(2)]
    save(entries[0], *verified[:3])

    page = client.get(reverse("reader:colleagues")).content.decode()

    assert "The paper" in page
    assert "in 2 sources; saved by 3 colleagues" in page
    assert "nobody can pay for a place" in page


@pytest.mark.usefixtures("_now")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["", "?topic=x&language=de", "?language=%00&topic=../..", "?language=xx-yy"],
)
def test_an_empty_page_says_so(client: Client, query: str) -> None:
    response = client.get(reverse("reader:colleagues") + query)

    assert response.status_code == 200
    assert "Nothing stands out" in response.content.decode()
