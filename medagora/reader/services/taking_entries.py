"""Entries that somebody read or saved elsewhere: found here, or kept for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.crypto import salted_hmac

from medagora.reader.domain.identity import Keys, keys_of
from medagora.reader.domain.parsed import ParsedFeed
from medagora.reader.domain.prepared import PreparedFeed, prepare, sighting_key
from medagora.reader.domain.taking.found import FoundEntry
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Feed, Sighting
from medagora.reader.services import bulk
from medagora.reader.services.storing import store_feeds

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Feeds stored in one step.
_FEEDS_AT_ONCE = 100
_KEPT = "kept:"


class Numbered(NamedTuple):
    """An entry of the file with its place among all of them."""

    index: int
    found: FoundEntry


def known_works(
    person: "Person", entries: Sequence[FoundEntry], feeds: Mapping[str, int]
) -> dict[int, int]:
    """The works of those entries that this site has, by their place in ``entries``.

    Known by what the source itself calls them, or by DOI, PMID or link; never by the
    title alone. Works that stand only in other people's own sources do not count.
    """
    numbered = [Numbered(index, found) for index, found in enumerate(entries)]
    works = _by_keys(numbered) | _by_sightings(numbered, feeds)
    allowed = _visible(set(works.values()), _open_feeds(person) | set(feeds.values()))
    return {index: work for index, work in works.items() if work in allowed}


def _by_sightings(
    entries: Iterable[Numbered], feeds: Mapping[str, int]
) -> dict[int, int]:
    keys: dict[int, list[int]] = {}
    for index, found in entries:
        feed_id = feeds.get(found.source.key, 0) if found.source else 0
        if feed_id:
            # as prepared.py remembers items with an id, and those without
            for identity in (found.entry.guid, f"link {found.entry.link}"):
                keys.setdefault(sighting_key(feed_id, identity), []).append(index)
    rows = bulk.select_in(
        "SELECT s.key, e.work FROM reader_sighting s "
        "JOIN reader_entry e ON e.id = s.entry WHERE s.key IN %s",
        keys,
    )
    return {index: work for key, work in rows for index in keys[key]}


def _by_keys(entries: Iterable[Numbered]) -> dict[int, int]:
    own = {
        index: keys_of(doi=e.doi, pmid=e.pmid, link=e.link, title="").known
        for index, e in ((n.index, n.found.entry) for n in entries)
    }
    wanted = {key for keys in own.values() for key in keys}
    rows = bulk.select_in(
        "SELECT key, work FROM reader_workkey WHERE key IN %s", wanted
    )
    known: dict[int, int] = dict(rows)  # type: ignore[arg-type]  # rows of two
    return {
        index: next(known[key] for key in keys if key in known)
        for index, keys in own.items()
        if any(key in known for key in keys)
    }


def _open_feeds(person: "Person") -> set[int]:
    """What curators chose, and what the person follows."""
    follows = Q(subscriptions__person=person)
    feeds = Feed.objects.filter(Q(resource__isnull=False) | follows)
    return set(feeds.values_list("pk", flat=True))


def _visible(works: set[int], feeds: set[int]) -> set[int]:
    rows = bulk.select_in(
        "SELECT work, feed_id FROM reader_entry WHERE work IN %s", works
    )
    return {work for work, feed_id in rows if feed_id in feeds}


# ---- what this site does not know ---------------------------------------------------


def keep_unknown(
    person: "Person", entries: Sequence[Numbered], *, now: datetime
) -> dict[int, int]:
    """Keeps entries that were saved elsewhere; gives the work of each by its place.

    They lie in feeds of their own, one for each source, that are never asked, shown
    or searched and that nobody but this person has entries in. They join no work, so
    that nobody else's list can show the words of this file.
    """
    groups: dict[str, list[Numbered]] = {}
    for numbered in entries:
        groups.setdefault(_source_key(numbered.found), []).append(numbered)
    feeds = _kept_feeds(person, groups)
    works: dict[int, int] = {}
    names = list(groups)
    for start in range(0, len(names), _FEEDS_AT_ONCE):
        part = names[start : start + _FEEDS_AT_ONCE]
        works |= _store({feeds[name]: groups[name] for name in part}, now)
    return works


def _source_key(found: FoundEntry) -> str:
    if found.source:
        return found.source.key
    return f"page {urlsplit(found.entry.link).hostname or ''}"


def _kept_feeds(
    person: "Person", groups: Mapping[str, Sequence[Numbered]]
) -> dict[str, int]:
    """The feeds that hold what a person keeps, made where they are missing."""
    keys = {_kept_key(person, name): name for name in groups}
    rows = [_kept_feed(key, groups[name][0].found) for key, name in keys.items()]
    Feed.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    found = bulk.select_in("SELECT key, id FROM reader_feed WHERE key IN %s", keys)
    return {keys[key]: pk for key, pk in found}


def _kept_key(person: "Person", name: str) -> str:
    """Tells nobody whose feed it is, and is the same for the next import."""
    mark = salted_hmac("reader.kept", f"{person.pk} {name}", algorithm="sha256")
    return f"{_KEPT}{mark.hexdigest()}"


def _kept_feed(key: str, found: FoundEntry) -> Feed:
    source = found.source
    host = urlsplit(found.entry.link).hostname or ""
    return Feed(
        key=key,
        address=source.address if source else "",
        title=(source.title if source else "") or host,
        site=source.site if source else "",
        state=FeedState.RETIRED,
    )


def _store(groups: Mapping[int, Sequence[Numbered]], now: datetime) -> dict[int, int]:
    prepared, index_of = [], {}
    for feed_id, entries in groups.items():
        feed, indexes = _prepared(feed_id, entries)
        prepared.append(feed)
        index_of |= indexes
    _forget_what_is_gone(index_of)
    store_feeds(prepared, now=now)
    rows = bulk.select_in(
        "SELECT s.key, e.work FROM reader_sighting s "
        "JOIN reader_entry e ON e.id = s.entry WHERE s.key IN %s",
        index_of,
    )
    return {index: work for key, work in rows for index in index_of[key]}


def _prepared(
    feed_id: int, entries: Sequence[Numbered]
) -> tuple[PreparedFeed, dict[int, list[int]]]:
    """The feed made ready, and which entries of the file each of its keys stands for.

    Each is prepared alone: one that says more than another with the same id is kept,
    too, for nothing that was saved may be lost.
    """
    ready, index_of = {}, {}
    for index, found in entries:
        entry = replace(found.entry, guid=_identity(found))
        one = prepare(feed_id, 0, ParsedFeed("json", entries=(entry,))).entries[0]
        ready[one.key] = one._replace(keys=Keys())
        index_of.setdefault(one.key, []).append(index)
    # digest 0: never read, so that each is placed by its date and told to nobody
    return PreparedFeed(feed_id, 0, entries=tuple(ready.values())), index_of


def _identity(found: FoundEntry) -> str:
    entry = found.entry
    return " ".join((entry.guid, entry.link, entry.title))


def _forget_what_is_gone(keys: Iterable[int]) -> None:
    """An entry that was let go after it was saved no more may come again."""
    rows = bulk.select_in(
        "SELECT s.key, e.id FROM reader_sighting s "
        "LEFT JOIN reader_entry e ON e.id = s.entry WHERE s.key IN %s",
        keys,
    )
    gone = [key for key, entry in rows if entry is None]
    Sighting.objects.filter(key__in=gone).delete()
