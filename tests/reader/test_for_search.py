"""What the search room is given of what sources published, and when it is told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.people.models import Person
from medagora.reader.domain.words import KEPT, NoticeKind
from medagora.reader.models import Entry, Feed, Notice
from medagora.reader.queries.for_search import (
    FreshRow,
    count_fresh,
    fresh_cards,
    fresh_rows,
)
from medagora.reader.services import following
from tests.reader.conftest import NOW, MakeEntries, MakeFeed

Make = Callable[..., Any]
SINCE = NOW - timedelta(days=90)
PAPER = {"title": "Salt and the heart", "doi": "10.1000/salt"}


@pytest.fixture
def make_public(make_feed: MakeFeed, make_resource: Make) -> MakeFeed:
    """A source of the catalogue, with a resource of its own."""

    def make(title: str = "", **fields: Any) -> Feed:
        resource = fields.pop("resource", None) or make_resource()
        return make_feed(title, resource=resource, **fields)

    return make


def rows(ids: list[int] | None = None, since: datetime = SINCE) -> list[FreshRow]:
    return sorted(fresh_rows(ids, since), key=lambda row: row.entry)


def retire(resource: Resource | None) -> None:
    assert resource is not None
    publishing.move(resource, Move.RETIRE, by="system", at=NOW)


def test_a_row_has_the_words_of_its_entry_and_what_its_source_says(
    make_public: MakeFeed,
    make_entries: MakeEntries,
    make_resource: Make,
    make_topic: Make,
) -> None:
    make_topic("asthma")
    resource = make_resource(topics=("asthma",))
    feed = make_public("Heart", sort="journal", language="hu", resource=resource)
    (entry,) = make_entries(
        feed,
        {
            **PAPER,
            "pmid": "123",
            "journal": "Heart Weekly",
            "authors": ("Ada", "Ben", "Cy", "Di"),
            "text": "Less salt. " * 200,
        },
    )

    (row,) = rows()

    assert (row.id, row.entry, row.title) == (entry.work, entry.pk, PAPER["title"])
    assert row.summary.startswith("Less salt.")
    assert len(row.summary) <= 600
    assert (row.source, row.journal) == ("Heart", "Heart Weekly")
    assert row.authors == ("Ada", "Ben", "Cy")
    assert (row.language, row.sort, row.topics) == ("hu", "journal", ("asthma",))
    assert (row.doi, row.pmid) == (PAPER["doi"], "123")
    assert (row.day, row.is_retracted) == (entry.published_at, False)
    assert row.resource_uid == resource.uid


def test_what_only_a_reader_added_is_never_given(
    make_feed: MakeFeed, make_entries: MakeEntries, member: Person
) -> None:
    private, kept = make_feed("Mine"), make_feed("Kept")
    Feed.objects.filter(pk=kept.pk).update(key=f"{KEPT}x")
    following.follow(member, private)
    made = [*make_entries(private, 2), *make_entries(kept, 1)]
    works = [entry.work for entry in made]

    assert rows() == rows(works) == []
    assert fresh_cards(works) == []
    assert count_fresh(SINCE) == 0


def test_a_paper_is_shown_by_its_first_public_entry(
    make_feed: MakeFeed, make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    private, one, two = make_feed("Mine"), make_public("One"), make_public("Two")
    make_entries(private, PAPER, at=NOW - timedelta(days=3))
    (first,) = make_entries(one, PAPER, at=NOW - timedelta(days=2))
    (again,) = make_entries(two, PAPER)
    assert again.work == first.work != first.pk

    (row,) = rows()

    assert (row.entry, row.source) == (first.pk, "One")
    assert rows([first.work]) == [row]
    assert count_fresh(SINCE) == 1
    (card,) = fresh_cards([first.work])
    assert (card.entry, card.also_in) == (first.pk, 1)


def test_a_source_counts_only_while_its_resource_is_published(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    one, two = make_public("One"), make_public("Two")
    (entry,) = make_entries(one, PAPER, at=NOW - timedelta(days=2))
    make_entries(two, PAPER)

    retire(one.resource)

    assert [row.source for row in rows()] == ["Two"]
    assert fresh_cards([entry.work])[0].also_in == 0
    assert count_fresh(SINCE) == 1

    retire(two.resource)

    assert rows() == []
    assert fresh_cards([entry.work]) == []
    assert count_fresh(SINCE) == 0


def test_only_what_came_and_is_dated_lately_is_fresh(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_public()
    make_entries(feed, {"title": "old", "published_at": SINCE - timedelta(days=1)})
    make_entries(
        feed,
        {"title": "late", "published_at": SINCE - timedelta(days=900)},
        {"title": "undated", "published_at": None},
        {"title": "ahead", "published_at": NOW + timedelta(days=30)},
    )

    found = {row.title: row for row in rows()}

    assert set(found) == {"undated", "ahead"}
    assert found["ahead"].day == found["undated"].day == NOW
    assert count_fresh(SINCE) == 2


def test_a_paper_that_was_known_before_is_not_fresh_because_somebody_repeats_it(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    old, new = make_public(), make_public()
    (entry,) = make_entries(old, PAPER, at=SINCE - timedelta(days=10))
    make_entries(new, PAPER)

    assert rows() == rows([entry.work]) == []
    assert count_fresh(SINCE) == 0
    assert [card.id for card in fresh_cards([entry.work])] == [entry.work]


def test_a_retraction_counts_for_every_entry_of_the_paper(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    blog, journal = make_public("Blog"), make_public("Journal")
    link = {"link": "https://journal.example.org/salt", "title": "Salt and the heart"}
    (entry,) = make_entries(blog, link, at=NOW - timedelta(days=1))
    (paper,) = make_entries(journal, {**link, "doi": "10.1000/salt"})
    assert paper.work == entry.work
    for kind in (NoticeKind.CORRECTION, NoticeKind.RETRACTION, NoticeKind.CONCERN):
        Notice.objects.create(doi="10.1000/salt", kind=kind, source="x", added_at=NOW)

    (row,), (card,) = rows(), fresh_cards([entry.work])

    assert (row.is_retracted, row.doi, row.source) == (True, "10.1000/salt", "Blog")
    assert card.notice == NoticeKind.RETRACTION


def test_cards_come_in_the_order_of_the_numbers_and_are_never_without_a_title(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    made = make_entries(make_public(), {"title": ""}, {}, {"title": "", "text": ""})
    order = [made[1].work, 5, made[0].work, made[2].work]

    cards = fresh_cards(order)

    assert [card.id for card in cards] == [order[0], *order[2:]]
    assert all(card.title for card in cards)


def test_more_papers_cost_no_more_queries(
    make_public: MakeFeed,
    make_entries: MakeEntries,
    django_assert_num_queries: Any,
) -> None:
    works = []
    for _ in range(6):
        made = make_entries(make_public(), {"doi": f"10.1000/{_}a"}, {}, {})
        works += [entry.work for entry in made]

    with django_assert_num_queries(6):
        assert len(fresh_cards(works)) == 18
    with django_assert_num_queries(6):
        assert len(rows(works)) == 18
    with django_assert_num_queries(8):  # where everything begins and ends
        assert len(rows()) == 18
    with django_assert_num_queries(3):
        assert count_fresh(SINCE) == 18


def test_many_papers_come_in_several_portions_each_once(
    make_public: MakeFeed, make_entries: MakeEntries, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("for_search", "public_papers"):
        monkeypatch.setattr(f"medagora.reader.queries.{module}.CHUNK", 3)
    one, two = make_public(), make_public()
    papers = [{"doi": f"10.1000/{number}"} for number in range(8)]
    made = make_entries(one, *papers, at=NOW - timedelta(days=1))
    make_entries(two, *reversed(papers))

    assert [row.id for row in rows()] == [entry.work for entry in made]
    assert rows([entry.work for entry in made]) == rows()
    assert len(fresh_cards(entry.work for entry in made)) == 8


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    arrivals=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 200)),
        max_size=12,
    ),
    retired=st.sets(st.integers(0, 3), max_size=2),
)
def test_everything_at_once_and_one_by_one_agree_with_the_count(
    make_feed: MakeFeed,
    make_public: MakeFeed,
    make_entries: MakeEntries,
    arrivals: list[tuple[int, int, int]],
    retired: set[int],
) -> None:
    Entry.objects.all().delete()
    feeds = [make_feed(), make_public(), make_public(), make_public()]
    for feed, paper, days in sorted(arrivals, key=lambda each: -each[2]):
        at = NOW - timedelta(days=days)
        make_entries(feeds[feed], {"doi": f"10.{id(feeds)}/{paper}"}, at=at)
    for number in retired - {0}:
        retire(feeds[number].resource)
    works = set(Entry.objects.values_list("work", flat=True))

    found = rows()

    assert len(found) == len({row.id for row in found}) == count_fresh(SINCE)
    assert found == rows(list(works))
    shown = {card.id: card.entry for card in fresh_cards(works)}
    assert all(shown[row.id] == row.entry for row in found)
