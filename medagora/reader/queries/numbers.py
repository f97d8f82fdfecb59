"""The numbers of the entries that a list shows, and how many are unread.

A person with 300 sources and a million entries costs two rounds of 300 short index
walks: the newest of each source tells how far down the page can reach at all, and
from there upwards few entries are left.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db import connection

from medagora.reader.domain.unread import Paper, Unread
from medagora.reader.domain.words import View
from medagora.reader.models import Entry, Mark
from medagora.reader.queries.in_index import (
    TOP,
    Double,
    count_above,
    doubles_above,
    table_of_sources,
)
from medagora.reader.queries.muting import find_muted
from medagora.reader.queries.readings import Reading, StreamSearch
from medagora.reader.queries.siblings import Found, may_know, siblings_of

__all__ = ["Found", "count_unread", "find_numbers", "may_know", "siblings_of"]

#: Seconds for which counts are believed, should one ever be wrong.
_REMEMBERED = 600
_UNMARKED = (
    "AND NOT EXISTS (SELECT 1 FROM reader_mark m WHERE m.person_id = %s "
    "AND m.work = i.work AND m.is_read)"
)


def find_numbers(reading: Reading, search: StreamSearch, limit: int) -> list[Found]:
    """The first entries of an unread list or of one of everything, at most ``limit``,
    in the list's order. ``reading`` is in scope already."""
    if not reading.follows:
        return []
    if search.view is View.UNREAD and reading.person is None:
        return _unread_of_device(reading, search, limit)
    found = _walk(reading, search, limit)
    if search.view is View.UNREAD:
        found = _in_order({*found, *_kept_unread(reading, search)}, search)
    return found[:limit]


def _unread_of_device(
    reading: Reading, search: StreamSearch, limit: int
) -> list[Found]:
    found = _walk(reading, search, limit + len(reading.read))
    return [entry for entry in found if entry.work not in reading.read][:limit]


def _in_order(found: set[Found], search: StreamSearch) -> list[Found]:
    return sorted(found, key=lambda f: f.id, reverse=not search.oldest_first)


def _walk(reading: Reading, search: StreamSearch, limit: int) -> list[Found]:
    """The first ``limit`` of each source, then the first of all."""
    lows = _lows(reading, search)
    if not search.oldest_first and len(lows) > limit:
        lows = _raised(lows, reading, search, limit)
    order = "ASC" if search.oldest_first else "DESC"
    inner, inner_values = _inner(reading, search)
    inner = f"SELECT i.id, i.work, i.feed_id {inner} ORDER BY i.id {order} LIMIT %s"
    source, source_values = table_of_sources(lows)
    if connection.vendor == "postgresql":
        join = f"JOIN LATERAL ({inner}) e ON true"
    else:  # without LATERAL; the index holds all that is asked for
        numbers = f"SELECT id FROM ({inner})"  # noqa: S608  # built from our own words
        join = (
            "JOIN reader_entry e INDEXED BY entry_of_feed "
            f"ON e.feed_id = s.id AND e.id IN ({numbers})"
        )
    sql = (
        f"SELECT e.id, e.work, e.feed_id FROM {source} {join} "  # noqa: S608  # as above
        f"ORDER BY e.id {order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*source_values, *inner_values, limit, limit])
        return [Found(*row) for row in cursor.fetchall()]


def _lows(reading: Reading, search: StreamSearch) -> dict[int, int]:
    """The place above which each source's entries count."""
    if search.view is View.UNREAD:
        return {f.feed_id: max(f.read_through, search.after) for f in reading.follows}
    return {follow.feed_id: search.after for follow in reading.follows}


def _raised(
    lows: Mapping[int, int], reading: Reading, search: StreamSearch, limit: int
) -> dict[int, int]:
    """The same sources with higher places, if the newest entry of each shows that
    the first ``limit`` of all lie above one."""
    inner, inner_values = _inner(reading, search)
    source, source_values = table_of_sources(lows)
    sql = (
        f"SELECT s.id, (SELECT i.id {inner} ORDER BY i.id DESC LIMIT 1) "  # noqa: S608  # as above
        f"FROM {source}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*inner_values, *source_values])
        newest = {feed: place for feed, place in cursor.fetchall() if place}
    if len(newest) < limit:
        return {feed: lows[feed] for feed in newest}
    floor = sorted(newest.values(), reverse=True)[limit - 1]
    return {
        feed: max(lows[feed], floor - 1)
        for feed, place in newest.items()
        if place >= floor
    }


def _inner(reading: Reading, search: StreamSearch) -> tuple[str, list[Any]]:
    """The entries of one source ``s`` that may be shown: FROM and WHERE."""
    sql = "FROM reader_entry i WHERE i.feed_id = s.id AND i.id > s.low AND i.id < %s "
    values: list[Any] = [search.before or TOP]
    if search.view is View.UNREAD and reading.person is not None:
        return sql + _UNMARKED, [*values, reading.person.pk]
    return sql, values


def _kept_unread(reading: Reading, search: StreamSearch) -> list[Found]:
    """Read long ago, and marked unread again: there are few."""
    kept = Mark.objects.filter(person=reading.person, is_read=False)
    works = list(kept.values_list("work", flat=True)[:2000])
    if not works:
        return []
    entries = Entry.objects.filter(
        work__in=works,
        feed__in=list(reading.by_feed),
        id__gt=search.after,
    )
    if search.before:
        entries = entries.filter(id__lt=search.before)
    return [Found(*row) for row in entries.values_list("id", "work", "feed_id")]


def count_unread(reading: Reading, *, through: int = 0) -> Unread:
    """What the unread lists hold, up to a place (0: all). Counted in the index, then
    corrected by what was marked one by one, comes twice or is muted."""
    reading = reading.without_muted()
    lows = {follow.feed_id: follow.read_through for follow in reading.follows}
    if not lows:
        return Unread()
    if through:
        counted = count_above(lows, through)
        doubles = doubles_above(lows, reading.places, through)
    else:
        counted, doubles = _remembered(reading, lows)
    top = through + 1 if through else TOP
    kept = set(_kept_unread(reading, StreamSearch(before=top)))
    read = _read_among(reading, doubles, kept)
    muted = {entry.id: entry.feed_id for entry in find_muted(reading)}
    for entry, feed in (read | muted).items():
        if lows.get(feed, TOP) < entry < top:
            counted[feed] -= 1
    for found in kept:
        # above the place it was counted already
        if found.id <= lows[found.feed_id] and found.id not in muted:
            counted[found.feed_id] += 1
    several = _of_several(doubles, kept, read, reading.places)
    return Unread(counted, _papers(several, muted, top))


def find_shared(reading: Reading) -> dict[int, dict[int, int]]:
    """The unread entries of works that have several of them: number and source."""
    reading = reading.without_muted()
    lows = {follow.feed_id: follow.read_through for follow in reading.follows}
    doubles = _remembered(reading, lows)[1] if lows else []
    kept = set(_kept_unread(reading, StreamSearch()))
    read = _read_among(reading, doubles, kept)
    return _of_several(doubles, kept, read, reading.places)


def _read_among(
    reading: Reading, doubles: Iterable[Double], kept: Iterable[Found]
) -> dict[int, int]:
    """Entries above their places that are read all the same, with their sources: they
    were marked, or an earlier entry of their paper was read."""
    read = {entry.id: entry.feed_id for entry in _read_one_by_one(reading)}
    unread, places = {entry.work for entry in kept}, reading.places
    for entry, work, feed, other, other_feed in doubles:
        if other < entry and other <= places.get(other_feed, 0) and work not in unread:
            read[entry] = feed
    return read


def _of_several(
    doubles: Iterable[Double],
    kept: Iterable[Found],
    read: Collection[int],
    places: Mapping[int, int],
) -> dict[int, dict[int, int]]:
    works: dict[int, dict[int, int]] = {}
    for entry, work, feed, other, other_feed in doubles:
        for number, source in ((entry, feed), (other, other_feed)):
            if places.get(source, TOP) < number and number not in read:
                works.setdefault(work, {})[number] = source
    for found in kept:
        works.setdefault(found.work, {})[found.id] = found.feed_id
    return {work: entries for work, entries in works.items() if len(entries) > 1}


def _papers(
    several: Mapping[int, Mapping[int, int]], muted: Collection[int], top: int
) -> Counter[Paper]:
    return Counter(
        tuple(
            -feed if entry in muted else feed
            for entry, feed in sorted(entries.items())
            if entry < top
        )
        for entries in several.values()
    )


Remembered = tuple[int, int, int, tuple[Double, ...]]


def _remembered(
    reading: Reading, lows: Mapping[int, int]
) -> tuple[dict[int, int], list[Double]]:
    """Entries above the places, and doubles among them; counted anew only where
    something came, went or was read through: every page asks, and 300 sources can hold
    a hundred thousand unread entries."""
    name = _name_of(reading)
    former: dict[int, Remembered] = cache.get(name, {})
    state = {f.feed_id: (lows[f.feed_id], f.entry_count) for f in reading.follows}
    known = {
        feed: former[feed]
        for feed, here in state.items()
        if feed in former and former[feed][:2] == here
    }
    stale = {feed: low for feed, low in lows.items() if feed not in known}
    if stale:
        known |= _counted_anew(stale, state, reading.places)
        cache.set(name, former | known, _REMEMBERED)
    counted = {feed: row[2] for feed, row in known.items()}
    return counted, [double for row in known.values() for double in row[3]]


def _counted_anew(
    lows: Mapping[int, int],
    state: Mapping[int, tuple[int, int]],
    followed: Iterable[int],
) -> dict[int, Remembered]:
    counted = count_above(lows)
    doubles: dict[int, list[Double]] = {}
    for double in doubles_above(lows, followed):
        doubles.setdefault(double[2], []).append(double)
    return {
        feed: (*state[feed], counted[feed], tuple(doubles.get(feed, ())))
        for feed in lows
    }


def _name_of(reading: Reading) -> str:
    """Where the counts stand: what is a double depends on all that is followed."""
    followed = sha256(repr(sorted(reading.places)).encode()).hexdigest()[:16]
    who = reading.person.pk if reading.person else "anyone"
    return f"reader:unread:{who}:{followed}"


def _read_one_by_one(reading: Reading) -> list[Found]:
    """Entries of followed sources that were marked as read themselves."""
    works: Any = reading.read
    if reading.person is not None:
        marks = Mark.objects.filter(person=reading.person, is_read=True)
        works = marks.values("work")
    rows = Entry.objects.filter(work__in=works).values_list("id", "work", "feed_id")
    followed = reading.places
    return [Found(*row) for row in rows if row[2] in followed]
