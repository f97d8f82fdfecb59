"""Carries out what ``domain.decide`` wants: one transaction for many feeds.

Everything that a reading of feeds changes is written together with what is remembered
of the reading, so killing the process at any point loses and doubles nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from medagora.reader.domain.decide import Changes, NewEntry, Seen, decide, settle
from medagora.reader.domain.identity import (
    Candidate,
    Known,
    find_works,
    met_by_title,
    new_keys,
)
from medagora.reader.domain.keeping import remembered_since
from medagora.reader.domain.prepared import PreparedFeed
from medagora.reader.models import Feed
from medagora.reader.services import bulk, changing, telling

_ENTRY = (
    "id",
    "feed_id",
    "work",
    "link",
    "title",
    "summary",
    "authors",
    "published_at",
    "updated_at",
    "arrived_at",
    "language",
    "doi",
    "pmid",
    "image",
    "media",
    "media_type",
    "media_seconds",
    "details",
)
#: What a feed says about itself, and how many entries it brought.
_FEED = (
    "id",
    "body_digest",
    "item_digests",
    "remarks",
    "hub",
    "hub_topic",
    "entry_count",
    "title",
    "description",
    "site",
    "image",
    "language",
    "is_podcast",
)
#: Of these what it said first is kept, and what a person wrote.
_FILLED = ("title", "description", "site", "image", "language")
_KEPT = "{0} = CASE WHEN reader_feed.{0} = '' THEN new.{0} ELSE reader_feed.{0} END"
_NOTE_FEEDS = (
    "UPDATE reader_feed SET body_digest = new.body_digest, "  # noqa: S608  # our own names
    "item_digests = new.item_digests, remarks = new.remarks, "
    "hub = new.hub, hub_topic = new.hub_topic, "
    "entry_count = reader_feed.entry_count + new.entry_count, "
    f"{', '.join(map(_KEPT.format, _FILLED))}, "
    "sort = CASE WHEN reader_feed.sort = 'other' AND new.is_podcast "
    "THEN 'podcast' ELSE reader_feed.sort END WHERE reader_feed.id = new.id"
)
_TEXT = ("entry", "html", "full_html", "full_text_failure", "text")


@dataclass(frozen=True, slots=True)
class Stored:
    """What one batch brought."""

    new: list[int]
    changed: int
    new_by_feed: dict[int, int]
    last_entry_at: dict[int, datetime]


@transaction.atomic
def store_feeds(feeds: Sequence[PreparedFeed], *, now: datetime) -> Stored:
    """Stores what these feeds bring. The same feeds again change nothing."""
    bulk.one_writer_at_a_time()
    rows = Feed.objects.filter(pk__in=[feed.feed_id for feed in feeds])
    told = list(rows.values_list("pk", "body_digest", "resource_id"))
    first = {pk for pk, digest, _resource in told if not digest}
    public = {pk for pk, _digest, resource in told if resource}
    oldest = remembered_since(now, settings.CONFIG.reader_keep_days)
    changes = decide(feeds, _seen(feeds), first, now=now, oldest=oldest)
    new = sorted(_with_free_places(changes), key=lambda entry: entry.place)
    works = _add(new, now) | changing.rewrite(changes.changed)
    _note_feeds(feeds, changes.new_by_feed)
    arrived = [n.place for n in new if n.feed_id not in first]
    telling.tell_numbers("entries_arrived", arrived)
    places = [n.place for n in new if n.feed_id in public]
    places += [c.place for c in changes.changed if c.feed_id in public]
    telling.tell_of_works(works[place] for place in places if place in works)
    return Stored(
        [entry.place for entry in new],
        len(changes.changed),
        changes.new_by_feed,
        changes.last_entry_at,
    )


def _seen(feeds: Iterable[PreparedFeed]) -> dict[int, Seen]:
    keys = (entry.key for feed in feeds for entry in feed.entries)
    rows = bulk.select_in(
        "SELECT key, entry, digest FROM reader_sighting WHERE key IN %s", keys
    )
    return {key: Seen(entry, digest) for key, entry, digest in rows}


def _with_free_places(changes: Changes) -> list[NewEntry]:
    """The new entries with numbers that nobody has yet."""
    taken: set[int] = set()
    while True:
        new = settle(changes, taken)
        hit = {
            row[0]
            for row in bulk.select_in(
                "SELECT id FROM reader_entry WHERE id IN %s",
                [entry.place for entry in new],
            )
        }
        if not hit:
            return new
        taken |= hit


def _add(new: Sequence[NewEntry], now: datetime) -> dict[int, int]:
    """Gives the work of each entry by its place."""
    works = _find_works(new)
    moment = bulk.moment_writer()
    at = moment(now)
    rows, texts, words, sightings = [], [], [], []
    for (feed_id, place, e), work in zip(new, works, strict=True):
        rows.append(
            (
                place,
                feed_id,
                work,
                e.link,
                e.title,
                e.summary,
                e.authors,
                moment(e.published_at),
                moment(e.updated_at),
                at,
                e.language,
                e.doi,
                e.pmid,
                e.image,
                e.media,
                e.media_type,
                e.media_seconds,
                e.details,
            )
        )
        texts.append((place, e.html, "", "", e.text))
        words.append((place, e.words))
        sightings.append((e.key, place, e.digest))
    bulk.insert("reader_entry", _ENTRY, rows)
    bulk.insert("reader_entrytext", _TEXT, texts)
    changing.add_words(words)
    bulk.insert("reader_sighting", ("key", "entry", "digest"), sightings)
    return {entry.place: work for entry, work in zip(new, works, strict=True)}


def _find_works(new: Sequence[NewEntry]) -> list[int]:
    """The work of each new entry; what it is recognised by is remembered."""
    candidates = [
        Candidate(n.place, n.entry.doi, n.entry.pmid, n.entry.keys) for n in new
    ]
    by_key: dict[int, int] = dict(
        bulk.select_in(
            "SELECT key, work FROM reader_workkey WHERE key IN %s",
            {key for candidate in candidates for key in candidate.keys.known},
        )
    )
    works = find_works(candidates, by_key, _known_works(by_key.values()))
    rows = new_keys(candidates, works, by_key)
    bulk.insert("reader_workkey", ("key", "work"), rows)
    # told at first readings too: a preprint may stand in one feed, its paper in another
    met = met_by_title(candidates, works, {**by_key, **dict(rows)})
    telling.tell_numbers("titles_met", met)
    return works


def _known_works(works: Iterable[int]) -> dict[int, Known]:
    """Of all their entries: the first may have come from a blog that names no DOI."""
    rows = bulk.select_in(
        "SELECT work, doi, pmid FROM reader_entry WHERE work IN %s", set(works)
    )
    found: dict[int, Known] = {}
    for work, doi, pmid in rows:
        known = found.get(work, Known("", "", work))
        found[work] = Known(known.doi or doi, known.pmid or pmid, work)
    return found


def _note_feeds(feeds: Sequence[PreparedFeed], new_by_feed: dict[int, int]) -> None:
    """What the feeds say about themselves; a title that a person gave stays."""
    bulk.update(
        _NOTE_FEEDS,
        _FEED,
        [
            (
                feed.feed_id,
                feed.body_digest,
                feed.digests,
                feed.remarks,
                feed.hub,
                feed.hub_topic,
                new_by_feed.get(feed.feed_id, 0),
                feed.title,
                feed.description,
                feed.site,
                feed.image,
                feed.language,
                feed.is_podcast,
            )
            for feed in feeds
        ],
    )
