"""Search in entries: the engines narrow, the query judges, the newest come first."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from medagora.catalogue.models import Resource
from medagora.kernel.query_language import Node
from medagora.reader.domain.wanted import Wanted, parse
from medagora.reader.models import Entry, Notice
from medagora.reader.queries import finding
from medagora.reader.queries.finding import find_entries, find_entry_ids
from medagora.reader.queries.items import items_of
from medagora.topics.models import Topic
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.watching.queries import WORDS, nodes

pytestmark = pytest.mark.django_db


def titles(query: str, **scope: Any) -> list[str]:
    ids = find_entry_ids(
        parse(query), **{"feeds": None, "before": 0, "limit": 50, **scope}
    )
    rows = Entry.objects.in_bulk(ids)
    return [rows[number].title for number in ids]


@pytest.fixture
def library(
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    make_resource: Callable[..., Resource],
    make_topic: Callable[..., Topic],
) -> None:
    """Two sources, one of them on a topic below another."""
    make_topic("lung-disease")
    make_topic("asthma", parent="lung-disease")
    resource = make_resource(topics=("asthma",))
    journal = make_feed("The Lancet", resource=resource)
    podcast = make_feed("Magas vérnyomás", sort="podcast", language="hu")
    make_entries(
        journal,
        {
            "title": "Steroids in asthma",
            "text": "Steroids in asthma. Heart failure was rare.",
            "authors": ("Jane Smith",),
            "doi": "10.1000/182",
            "pmid": "31978945",
        },
        {
            "title": "Another paper",
            "text": "Another paper about failure of the heart",
            "journal": "Respiratory Medicine",
            "published_at": None,
        },
        {"title": "肺癌治疗", "text": "肺癌治疗", "language": "zh-Hans"},
    )
    make_entries(podcast, {"title": "A szív", "text": "A szív és az asztma"})
    Notice.objects.create(
        doi="10.1000/182", kind="retraction", source="test", added_at=NOW
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("heart", ["Another paper", "Steroids in asthma"]),
        ('"heart failure"', ["Steroids in asthma"]),
        ("hear*", ["Another paper", "Steroids in asthma"]),
        ("heart -asthma", ["Another paper"]),
        ("szív OR 肺癌", ["A szív", "肺癌治疗"]),
        ("szív OR kind:journal", ["A szív", "肺癌治疗", "Another", "Steroids"]),
        ("癌", ["肺癌治疗"]),
        ("author:smith", ["Steroids in asthma"]),
        ("title:another", ["Another paper"]),
        ("source:lancet heart", ["Another paper", "Steroids in asthma"]),
        ("source:respir*", ["Another paper"]),
        ("journal:vérnyomás", ["A szív"]),
        ("topic:asthma heart", ["Another paper", "Steroids in asthma"]),
        ("topic:lung-disease rare", ["Steroids in asthma"]),
        ('topic:"asthma lay hu" rare', ["Steroids in asthma"]),
        ("topic:copd", []),
        ("lang:hu", ["A szív"]),
        ("lang:zh", ["肺癌治疗"]),
        ("kind:podcast", ["A szív"]),
        ("doi:10.1000/182", ["Steroids in asthma"]),
        ("pmid:31978945", ["Steroids in asthma"]),
        ("is:retracted", ["Steroids in asthma"]),
        ("heart after:2026-11-23", ["Steroids in asthma"]),
        ("heart before:2026-11-23", ["Another paper"]),  # undated: a day back
        ("after:2027", []),
    ],
)
def test_finds(library: None, query: str, found: list[str]) -> None:
    def order(names: list[str]) -> list[str]:
        return sorted(name.split()[0] for name in names)

    assert order(titles(query)) == order(found)


def test_the_newest_come_first_page_by_page(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed()
    rows = make_entries(feed, *({"text": f"asthma {n}"} for n in range(25)))
    wanted = parse("asthma")

    pages = []
    before = 0
    while page := find_entry_ids(wanted, feeds=None, before=before, limit=10):
        pages.append(page)
        before = page[-1]

    assert [len(page) for page in pages] == [10, 10, 5]
    assert [pk for page in pages for pk in page] == sorted(
        (row.pk for row in rows), reverse=True
    )


def test_only_in_some_sources(make_feed: MakeFeed, make_entries: MakeEntries) -> None:
    one, other = make_feed(), make_feed()
    (mine,) = make_entries(one, {"text": "asthma"})
    make_entries(other, {"text": "asthma"})
    wanted = parse("asthma")

    assert find_entries(wanted, feeds=[one.pk], limit=9).ids == [mine.pk]
    assert find_entries(wanted, feeds=[], limit=9).ids == []
    assert find_entries(parse("kind:journal"), feeds=[one.pk], limit=9).ids == [mine.pk]


def test_a_rare_thing_is_looked_for_in_bounds(
    make_feed: MakeFeed, make_entries: MakeEntries, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = make_feed()
    rows = make_entries(feed, *({"text": "heart of failure"} for _n in range(300)))
    monkeypatch.setattr(finding, "MOST_LOOKED", 100)

    found = find_entries(parse('"heart failure"'), limit=5)
    everything = find_entries(parse("heart"), limit=5)

    assert found.ids == []
    assert found.through == sorted(row.pk for row in rows)[-100]
    assert len(everything.ids) == 5


def test_what_was_let_go_is_not_found(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    (row,) = make_entries(make_feed(), {"text": "asthma"})
    Entry.objects.all().delete()

    assert find_entries(parse("asthma"), limit=5).ids == []
    assert items_of([row.pk]) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(node=nodes)
def test_the_engine_never_loses_what_matches(many: list[int], node: Node) -> None:
    wanted = Wanted(node)
    judged = [item.id for item in items_of(many) if wanted.matches(item)]

    assert find_entries(wanted, limit=1_000).ids == sorted(judged, reverse=True)


@pytest.fixture
def many(
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    make_resource: Callable[..., Resource],
    make_topic: Callable[..., Topic],
) -> list[int]:
    """Entries with each of the words that Hypothesis plays with."""
    make_topic("asthma")
    about = make_resource(topics=("asthma",))
    rows: list[Entry] = []
    for title, language, resource in (
        ("The Lancet", "en", about),
        ("BMJ", "hu", None),
    ):
        feed = make_feed(title, language=language, resource=resource)
        rows += make_entries(
            feed,
            *(
                {
                    "title": f"{word} {WORDS[place - 3]}",
                    "text": f"{WORDS[place - 1]} {word}",
                    "authors": ("Smith J", "王 伟")[place % 2 : place % 3],
                    "journal": ("Orvosi Hetilap", "")[place % 2],
                    "language": ("", "zh", "en-GB")[place % 3],
                    "doi": "10.1000/182" if place == 4 else "",
                    "published_at": datetime(2025, 1 + place % 12, 9, tzinfo=UTC)
                    if place % 5
                    else None,
                }
                for place, word in enumerate(WORDS)
            ),
        )
    Notice.objects.create(
        doi="10.1000/182", kind="retraction", source="test", added_at=NOW
    )
    return [row.pk for row in rows]
