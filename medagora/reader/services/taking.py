"""Brings in what people read elsewhere: sources, and what they read and saved there.

What a file says never reaches other people. A source that is new here is only an
address, whose name is fetched from it; the name in the file is the person's own. An
entry that this site does not know is kept beside its source, not in it
(``kept``): otherwise a made-up file could put words into a journal's mouth.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.taking.catching_up import read_until
from medagora.reader.domain.taking.found import (
    Found,
    FoundSource,
    without_doubles,
)
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Feed, Mark, Subscription
from medagora.reader.services import bulk
from medagora.reader.services.following import MOST_SOURCES
from medagora.reader.services.kept import keep_unknown
from medagora.reader.services.marking import mark_read
from medagora.reader.services.taking_entries import Numbered, known_works

if TYPE_CHECKING:
    from medagora.people.models import Person

_BATCH = 500
_MICROSECOND = timedelta(microseconds=1)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Taken:
    """What an import did, or would do."""

    new: list[FoundSource] = field(default_factory=list)
    already: list[FoundSource] = field(default_factory=list)
    #: Named more than once in the file.
    again: list[FoundSource] = field(default_factory=list)
    saved: int = 0
    #: Saved ones that this site did not know: they are kept for the person.
    kept: int = 0
    read: int = 0
    #: Read elsewhere, but not here yet; most are covered by ``caught_up``.
    read_unknown: int = 0
    #: New sources of which everything up to a day counts as read.
    caught_up: int = 0


def look_into(person: "Person", found: Found, *, at: datetime) -> Taken:
    """What ``bring_in`` would do; changes nothing."""
    taken, feeds = _sorted_out(person, found)
    _count(taken, found, known_works(person, found.entries, feeds))
    taken.caught_up = len(_read_until(found, taken, at))
    return taken


@transaction.atomic
def bring_in(person: "Person", found: Found, *, at: datetime) -> Taken:
    """Follows the sources of the file and takes over what was read and saved; all of
    it or nothing. A second time it changes nothing."""
    taken, feeds = _sorted_out(person, found)
    _follow(person, taken, feeds, _read_until(found, taken, at), at)
    works = known_works(person, found.entries, feeds)
    _count(taken, found, works)
    saved = [
        Numbered(i, entry) for i, entry in enumerate(found.entries) if entry.is_saved
    ]
    works |= keep_unknown(person, [n for n in saved if n.number not in works], now=at)
    _mark_saved(person, _newest_first(saved, works), at)
    mark_read(person, {works[i] for i in _read(found) if i in works})
    return taken


def _read(found: Found) -> list[int]:
    return [index for index, entry in enumerate(found.entries) if entry.is_read]


def _count(taken: Taken, found: Found, works: Mapping[int, int]) -> None:
    saved = [index for index, entry in enumerate(found.entries) if entry.is_saved]
    unknown = [index for index in saved if index not in works]
    taken.kept = len(unknown)
    taken.saved = len({works[index] for index in saved if index in works}) + taken.kept
    read = _read(found)
    taken.read = len({works[index] for index in read if index in works})
    elsewhere = [index for index in read if index not in works]
    taken.read_unknown = sum(not found.entries[i].is_saved for i in elsewhere)


def _newest_first(saved: Iterable[Numbered], works: Mapping[int, int]) -> list[int]:
    dated = [
        (found.entry.published_at or _LONG_AGO, works[index]) for index, found in saved
    ]
    return list(dict.fromkeys(work for _date, work in sorted(dated, reverse=True)))


def _mark_saved(person: "Person", works: Sequence[int], at: datetime) -> None:
    """Saves them in this order; when they were saved elsewhere is nowhere told. What
    is saved already stays where it is."""
    own = Mark.objects.filter(person=person, saved_at__isnull=False)
    already = set(own.values_list("work", flat=True))
    new = [work for work in works if work not in already]
    Mark.objects.bulk_create(
        [
            Mark(person=person, work=work, saved_at=at - place * _MICROSECOND)
            for place, work in enumerate(new)
        ],
        update_conflicts=True,
        unique_fields=["person", "work"],
        update_fields=["saved_at"],
        batch_size=_BATCH,
    )


# ---- sources -----------------------------------------------------------------------


def _sorted_out(person: "Person", found: Found) -> tuple[Taken, dict[str, int]]:
    """Which sources are new to the person, and the feeds that are here, by key: those
    of the sources and those of the entries."""
    once, again = without_doubles(found.sources)
    keys = {source.key for source in once}
    keys |= {entry.source.key for entry in found.entries if entry.source}
    feeds = _feeds_by_key(keys)
    own = Subscription.objects.filter(person=person, is_hidden=False)
    followed = set(own.values_list("feed_id", flat=True))
    taken = Taken(again=again)
    seen: set[int] = set()
    for source in once:
        feed = feeds.get(source.key, 0)
        if feed and feed in seen:  # two addresses that were merged here
            taken.again.append(source)
            continue
        seen.add(feed)
        (taken.already if feed in followed else taken.new).append(source)
    return taken, feeds


def _feeds_by_key(keys: Iterable[str]) -> dict[str, int]:
    """The number of each feed; a merged one leads to what took its place."""
    rows = bulk.select_in(
        "SELECT key, id, state, replaced_by_id FROM reader_feed WHERE key IN %s", keys
    )
    return {
        key: replaced if state == FeedState.MERGED and replaced else pk
        for key, pk, state, replaced in rows
    }


def _read_until(found: Found, taken: Taken, at: datetime) -> dict[str, int]:
    return read_until(found.entries, {s.key for s in taken.new}, now=at)


def _follow(
    person: "Person",
    taken: Taken,
    feeds: dict[str, int],
    until: Mapping[str, int],
    at: datetime,
) -> None:
    """A handful of queries, however many sources there are."""
    own = Subscription.objects.filter(person=person)
    if own.count() + len(taken.new) > MOST_SOURCES:
        raise BadInput("That would be more than %(most)s sources.", most=MOST_SOURCES)
    missing = [source for source in taken.new if source.key not in feeds]
    Feed.objects.bulk_create(
        [Feed(address=s.address, key=s.key, next_check_at=at) for s in missing],
        batch_size=_BATCH,
        ignore_conflicts=True,  # somebody adds the same one at this moment
    )
    feeds |= _feeds_by_key(source.key for source in missing)
    wanted = {feeds[source.key]: source for source in taken.new}
    hidden = set(own.filter(is_hidden=True).values_list("feed_id", flat=True))
    shown_again = own.filter(feed__in=hidden & set(wanted))
    shown_again.update(is_hidden=False, topic="")
    last = own.aggregate(last=Max("position"))["last"] or 0
    taken.caught_up = len(until)
    Subscription.objects.bulk_create(
        [
            Subscription(
                person=person,
                feed_id=feed_id,
                title=source.title,
                folder=source.folder,
                position=last + number,
                read_through=until.get(source.key, 0),
            )
            for number, (feed_id, source) in enumerate(wanted.items(), 1)
            if feed_id not in hidden
        ],
        batch_size=_BATCH,
        ignore_conflicts=True,  # the button was pressed twice
    )
