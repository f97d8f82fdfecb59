"""What a reading of feeds changes: old state and parsed feeds in, intents out. Pure.

Read it with ``services/storing.py``, which carries the intents out and decides
nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from medagora.reader.domain.places import first_moment, free_places, place_of
from medagora.reader.domain.prepared import PreparedEntry, PreparedFeed


class Seen(NamedTuple):
    """What is remembered of an item: its entry's number and the digest of its words."""

    entry: int
    digest: int


class NewEntry(NamedTuple):
    feed_id: int
    place: int
    entry: PreparedEntry


class ChangedEntry(NamedTuple):
    feed_id: int
    place: int
    entry: PreparedEntry


@dataclass(frozen=True, slots=True)
class Changes:
    """The intents for one batch: what to add, what to rewrite."""

    new: list[NewEntry] = field(default_factory=list)
    changed: list[ChangedEntry] = field(default_factory=list)
    new_by_feed: dict[int, int] = field(default_factory=dict)
    last_entry_at: dict[int, datetime] = field(default_factory=dict)


def decide(
    feeds: Sequence[PreparedFeed],
    seen: Mapping[int, Seen],
    first_reads: Iterable[int],
    *,
    now: datetime,
    oldest: datetime,
) -> Changes:
    """The changes that these feeds bring.

    ``seen``: what is remembered, by sighting key. ``first_reads``: feeds that were
    never read before. Later, what is dated before ``oldest`` is not taken in: it was
    here and was let go.
    """
    changes = Changes()
    first = set(first_reads)
    for feed in feeds:
        is_first = feed.feed_id in first
        for entry in feed.entries:
            known = seen.get(entry.key)
            if known is None:
                _take_in(changes, feed, entry, now, oldest, is_first)
            elif known.digest != entry.digest:
                changes.changed.append(ChangedEntry(feed.feed_id, known.entry, entry))
    return changes


def _take_in(
    changes: Changes,
    feed: PreparedFeed,
    entry: PreparedEntry,
    now: datetime,
    oldest: datetime,
    is_first: bool,
) -> None:
    date = entry.published_at
    if date is not None and date < oldest and not is_first:
        return
    moment = first_moment(date, now=now, is_first_read=is_first)
    place = place_of(moment, entry.key)
    changes.new.append(NewEntry(feed.feed_id, place, entry))
    counts = changes.new_by_feed
    counts[feed.feed_id] = counts.get(feed.feed_id, 0) + 1
    last = changes.last_entry_at.get(feed.feed_id)
    when = min(date or moment, now)
    if last is None or when > last:
        changes.last_entry_at[feed.feed_id] = when


def settle(changes: Changes, taken: Iterable[int]) -> list[NewEntry]:
    """The new entries with numbers that are free; ``taken`` are in use already."""
    places = free_places((new.place for new in changes.new), set(taken))
    return [
        new if new.place == place else new._replace(place=place)
        for new, place in zip(changes.new, places, strict=True)
    ]
