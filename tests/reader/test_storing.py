"""Storing what feeds bring, and storing it again."""

from datetime import timedelta

import pytest
from django.db import connection

from medagora.reader.domain.parsed import ParsedEntry
from medagora.reader.models import Entry, EntryText, Feed, Sighting
from medagora.reader.services.storing import store_feeds
from tests.reader.conftest import NOW, MakeEntries, MakeFeed, prepared

PAPER = ParsedEntry(
    guid="1",
    link="https://j.example.org/1",
    title="Aspirin after a stroke",
    html="<p>Long words</p>",
    text="Long words",
    published_at=NOW - timedelta(days=2),
    doi="10.1000/aspirin",
)


def found_by(word: str) -> set[int]:
    """What the engine finds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT rowid FROM reader_entrysearch "
                "WHERE reader_entrysearch MATCH %s",
                [word],
            )
        else:
            cursor.execute(
                "SELECT entry FROM reader_entrysearch "
                "WHERE words @@ to_tsquery('simple', %s)",
                [word],
            )
        return {row[0] for row in cursor.fetchall()}


def test_an_entry_is_stored_with_its_words_at_its_own_date(make_feed: MakeFeed) -> None:
    feed = make_feed()

    stored = store_feeds([prepared(feed, PAPER)], now=NOW)

    entry = Entry.objects.get()
    assert stored.new == [entry.pk]
    assert (entry.title, entry.doi) == ("Aspirin after a stroke", "10.1000/aspirin")
    assert entry.pk >> 20 == int((NOW - timedelta(days=2)).timestamp())
    assert EntryText.objects.get(pk=entry.pk).html == "<p>Long words</p>"
    assert found_by("aspirin") == {entry.pk}
    feed.refresh_from_db()
    assert feed.entry_count == 1


def test_storing_the_same_again_changes_nothing(make_feed: MakeFeed) -> None:
    feed = make_feed()
    store_feeds([prepared(feed, PAPER)], now=NOW)
    before = list(Entry.objects.values())

    again = store_feeds([prepared(feed, PAPER)], now=NOW + timedelta(days=1))

    assert (again.new, again.changed) == ([], 0)
    assert list(Entry.objects.values()) == before
    assert Sighting.objects.count() == 1


def test_what_comes_later_stands_above_whatever_its_date(make_feed: MakeFeed) -> None:
    feed = make_feed()
    store_feeds([prepared(feed, PAPER)], now=NOW)
    late = ParsedEntry(
        guid="2", title="Dated long ago", published_at=NOW - timedelta(days=900)
    )

    stored = store_feeds([prepared(feed, late, PAPER)], now=NOW + timedelta(hours=1))

    newest = Entry.objects.order_by("-pk")[0]
    assert stored.new == [newest.pk]
    assert newest.title == "Dated long ago"


def test_a_changed_entry_is_rewritten_and_found_by_its_new_words(
    make_feed: MakeFeed,
) -> None:
    feed = make_feed()
    store_feeds([prepared(feed, PAPER)], now=NOW)
    changed = ParsedEntry(
        guid="1",
        link=PAPER.link,
        title="Clopidogrel after a stroke",
        text="Other words",
        doi=PAPER.doi,
    )

    stored = store_feeds([prepared(feed, changed)], now=NOW)

    entry = Entry.objects.get()
    assert (stored.new, stored.changed) == ([], 1)
    assert entry.title == "Clopidogrel after a stroke"
    assert found_by("clopidogrel") == {entry.pk}
    assert found_by("aspirin") == set()


@pytest.mark.parametrize(
    "twin",
    [
        {"doi": "10.1000/aspirin", "title": "Another title"},
        {"link": "http://www.j.example.org/1/?utm_source=rss"},
    ],
)
def test_one_paper_from_two_sources_is_one_work(
    make_feed: MakeFeed, make_entries: MakeEntries, twin: dict[str, str]
) -> None:
    first, second = make_feed(), make_feed()
    store_feeds([prepared(first, PAPER)], now=NOW)

    (other,) = make_entries(second, twin)

    entry = Entry.objects.get(feed=first)
    assert entry.work == entry.pk
    assert other.work == entry.pk


def test_a_preprint_and_its_paper_stay_two_works(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    title = "Aspirin and the risk of a second stroke in adults"
    preprints, journal = make_feed(), make_feed()

    (preprint,) = make_entries(preprints, {"doi": "10.1101/1", "title": title})
    (paper,) = make_entries(journal, {"doi": "10.1000/2", "title": title})

    assert preprint.work != paper.work


def test_entries_of_one_second_get_numbers_of_their_own(make_feed: MakeFeed) -> None:
    feed = make_feed()
    at = NOW - timedelta(days=1)
    entries = [
        ParsedEntry(guid=f"{n}", title=f"Title {n}", published_at=at)
        for n in range(300)
    ]

    store_feeds([prepared(feed, *entries)], now=NOW)

    assert Entry.objects.count() == 300
    assert Feed.objects.get().entry_count == 300


def test_a_doi_that_comes_later_makes_the_paper_known_by_it(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    journal, blog = make_feed(), make_feed()
    bare = {"guid": "a", "title": "In press", "link": "https://j.example.org/a"}
    (entry,) = make_entries(journal, bare)

    make_entries(journal, {**bare, "doi": "10.1000/late"})
    (about,) = make_entries(blog, {"doi": "10.1000/late"})

    assert about.work == entry.work
