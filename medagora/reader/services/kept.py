"""Entries that somebody saved elsewhere and that are not here: kept for them.

They lie in feeds of their own, one for each source, that are never asked and that
nobody but this person has entries in. They join no work, so that nobody else's list
can show the words of a file that somebody made up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.crypto import salted_hmac

from medagora.reader.domain.feed_addresses import feed_key
from medagora.reader.domain.identity import Keys
from medagora.reader.domain.parsed import ParsedFeed
from medagora.reader.domain.prepared import PreparedEntry, PreparedFeed, prepare
from medagora.reader.domain.taking.found import FoundEntry
from medagora.reader.domain.words import KEPT, FeedState
from medagora.reader.models import Entry, Feed, Sighting
from medagora.reader.services import bulk, changing
from medagora.reader.services.storing import store_feeds
from medagora.reader.services.taking_entries import Numbered

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Feeds stored in one step.
_FEEDS_AT_ONCE = 100


def keep_unknown(
    person: "Person", entries: Sequence[Numbered], *, now: datetime
) -> dict[int, int]:
    """Keeps these entries; gives the work of each by its place in the file."""
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
    return found.source.key if found.source else _page_key(_host_of(found))


def _page_key(host: str) -> str:
    """For pages that were saved without a source."""
    return f"page {host}"


def _host_of(found: FoundEntry) -> str:
    return urlsplit(found.entry.link).hostname or ""


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
    return f"{KEPT}{mark.hexdigest()}"


def _kept_feed(key: str, found: FoundEntry) -> Feed:
    source = found.source
    return Feed(
        key=key,
        address=source.address if source else "",
        title=(source.title if source else "") or _host_of(found),
        site=source.site if source else "",
        state=FeedState.RETIRED,
    )


def _store(groups: Mapping[int, Sequence[Numbered]], now: datetime) -> dict[int, int]:
    """Stores what is kept in these feeds; the work of each entry by its place."""
    prepared: list[PreparedFeed] = []
    index_of: dict[int, list[int]] = {}
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
    ready: dict[int, PreparedEntry] = {}
    index_of: dict[int, list[int]] = {}
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


# ---- forgetting ----------------------------------------------------------------------


@transaction.atomic
def forget_kept(person: "Person") -> int:
    """Lets go of everything that was kept for a person; gives how many entries."""
    count = 0
    for feed_id in list(_feeds_of(person)):
        ids = list(Entry.objects.filter(feed=feed_id).values_list("pk", flat=True))
        count += len(ids)
        changing.forget_entries(ids)
        Feed.objects.filter(pk=feed_id).delete()
    return count


def _feeds_of(person: "Person") -> Iterator[int]:
    """Their keys tell nobody whose they are, but each can be made anew."""
    rows = Feed.objects.filter(key__startswith=KEPT)
    for pk, key, address, title in rows.values_list("pk", "key", "address", "title"):
        name = feed_key(address) if address else _page_key(title)
        if key == _kept_key(person, name):
            yield pk
