"""Entries that somebody read or saved elsewhere, as far as this site has them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from medagora.reader.domain.identity import keys_of
from medagora.reader.domain.prepared import (
    sighting_key,
)
from medagora.reader.domain.taking.found import FoundEntry
from medagora.reader.models import Feed
from medagora.reader.services import bulk

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Feeds stored in one step.
_FEEDS_AT_ONCE = 100
_KEPT = "kept:"


class Numbered(NamedTuple):
    """An entry of the file with its place among all of them."""

    number: int
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
        for index, e in ((n.number, n.found.entry) for n in entries)
    }
    wanted = {key for keys in own.values() for key in keys}
    rows = bulk.select_in(
        "SELECT key, work FROM reader_workkey WHERE key IN %s", wanted
    )
    known: dict[int, int] = dict(rows)
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
