"""Feeds with entries, made through the reader's own doors."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from medagora.reader.domain.parsed import ParsedEntry, ParsedFeed
from medagora.reader.domain.prepared import PreparedFeed, prepare
from medagora.reader.models import Entry, Feed
from medagora.reader.services import feeds, storing

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
_numbers = count(1)

MakeFeed = Callable[..., Feed]
MakeEntries = Callable[..., list[Entry]]


def prepared(feed: Feed, *entries: ParsedEntry, **fields: Any) -> PreparedFeed:
    """What a reading of this feed with these entries gives."""
    parsed = ParsedFeed("atom", **{"title": feed.title, "entries": entries, **fields})
    return prepare(feed.pk, next(_numbers), parsed)


@pytest.fixture
def make_feed(db: None) -> MakeFeed:
    """A source: ``make_feed("Heart", sort="journal", resource=resource)``."""

    def make(title: str = "", **fields: Any) -> Feed:
        number = next(_numbers)
        feed = feeds.add_feed(
            fields.pop("address", f"https://source{number}.example.org/feed"),
            title=title or f"Source {number}",
            sort=fields.pop("sort", "journal"),
            at=NOW,
        )
        for name, value in {"language": "en", **fields}.items():
            setattr(feed, name, value)
        feed.save()
        return feed

    return make


@pytest.fixture
def make_entries(db: None) -> MakeEntries:
    """Stores entries in a feed, an hour apart, the first the oldest; gives their rows
    in that order. A number makes as many; else ParsedEntry fields as dicts."""

    def make(feed: Feed, *entries: Any, at: datetime = NOW) -> list[Entry]:
        if len(entries) == 1 and isinstance(entries[0], int):
            entries = ({},) * entries[0]
        made = [
            _entry(at - timedelta(hours=len(entries) - place), entry)
            for place, entry in enumerate(entries)
        ]
        stored = storing.store_feeds([prepared(feed, *made)], now=at)
        rows = Entry.objects.in_bulk(stored.new)
        return [rows[number] for number in sorted(stored.new)]

    return make


def _entry(published: datetime, fields: dict[str, Any]) -> ParsedEntry:
    number = next(_numbers)
    defaults = {
        "guid": f"guid-{number}",
        "link": f"https://site.example.org/articles/{number}",
        "title": f"Entry {number}",
        "html": f"<p>Words of entry {number}.</p>",
        "text": f"Words of entry {number}.",
        "published_at": published,
    }
    return ParsedEntry(**{**defaults, **fields})
