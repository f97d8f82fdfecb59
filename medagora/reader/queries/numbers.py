"""The numbers of the entries that a list shows: the one place with SQL by hand.

A person with 300 sources and a million entries costs two rounds of 300 short index
walks: the newest of each source tells how far down the page can reach at all, and
from there upwards few entries are left.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import connection
from django.db.models import Q

from medagora.reader.domain.words import KEPT, View
from medagora.reader.models import Entry, Mark, Subscription
from medagora.reader.queries.readings import Reading, StreamSearch

#: Above every place.
_TOP = 2**62
#: Seconds for which counts are believed, should one ever be wrong.
_REMEMBERED = 600
#: Sources with the place above which their entries count, as a table ``s``.
_SOURCES = {
    "sqlite": "(SELECT json_extract(value, '$[0]') AS id, "
    "json_extract(value, '$[1]') AS low FROM json_each(%s)) s",
    "postgresql": "unnest(%s::bigint[], %s::bigint[]) AS s(id, low)",
}
_UNMARKED = (
    "AND NOT EXISTS (SELECT 1 FROM reader_mark m WHERE m.person_id = %s "
    "AND m.work = i.work AND m.is_read)"
)


class Found(NamedTuple):
    id: int
    work: int
    feed_id: int


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
    source, source_values = _sources(lows)
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
    source, source_values = _sources(lows)
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


def _sources(lows: Mapping[int, int]) -> tuple[str, list[Any]]:
    if connection.vendor == "postgresql":
        return _SOURCES["postgresql"], [list(lows), list(lows.values())]
    return _SOURCES["sqlite"], [json.dumps(list(lows.items()))]


def _inner(reading: Reading, search: StreamSearch) -> tuple[str, list[Any]]:
    """The entries of one source ``s`` that may be shown: FROM and WHERE."""
    sql = "FROM reader_entry i WHERE i.feed_id = s.id AND i.id > s.low AND i.id < %s "
    values: list[Any] = [search.before or _TOP]
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


def count_unread(reading: Reading, *, through: int = 0) -> dict[int, int]:
    """Unread entries of each source, up to a place (0: all); sources without are left
    out. Counted in the index, then corrected by what was marked one by one."""
    search = StreamSearch(before=through + 1 if through else 0)
    lows = _lows(reading, search)
    if not lows:
        return {}
    counted = _count(lows, through) if through else _remembered_counts(reading, lows)
    for entry in _read_one_by_one(reading):
        if lows.get(entry.feed_id, _TOP) < entry.id < (search.before or _TOP):
            counted[entry.feed_id] -= 1
    if reading.person is not None:
        for entry in _kept_unread(reading, search):
            # above the place it was counted already
            if entry.id <= lows[entry.feed_id]:
                counted[entry.feed_id] += 1
    return {feed_id: count for feed_id, count in counted.items() if count > 0}


def _count(lows: Mapping[int, int], through: int = 0) -> dict[int, int]:
    """Entries of each source above its place, marked or not."""
    if not lows:
        return {}
    source, source_values = _sources(lows)
    sql = (
        "SELECT s.id, (SELECT count(*) FROM reader_entry i WHERE i.feed_id = s.id "  # noqa: S608  # as above
        f"AND i.id > s.low AND i.id < %s) FROM {source}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [through + 1 if through else _TOP, *source_values])
        return dict(cursor.fetchall())


def _remembered_counts(reading: Reading, lows: Mapping[int, int]) -> dict[int, int]:
    """The same, counted anew only where something came, went or was read through:
    every page asks, and 300 sources can hold a hundred thousand unread entries."""
    name = f"reader:unread:{reading.person.pk if reading.person else 'anyone'}"
    former: dict[int, tuple[int, int, int]] = cache.get(name, {})
    state = {f.feed_id: (lows[f.feed_id], f.entry_count) for f in reading.follows}
    known = {
        feed: former[feed][2]
        for feed, here in state.items()
        if feed in former and former[feed][:2] == here
    }
    fresh = _count({feed: low for feed, low in lows.items() if feed not in known})
    counted = {**known, **fresh}
    if fresh:
        kept = {feed: (*here, counted[feed]) for feed, here in state.items()}
        cache.set(name, former | kept, _REMEMBERED)
    return counted


def _read_one_by_one(reading: Reading) -> list[Found]:
    """Entries of followed sources that were marked as read themselves."""
    works: Any = reading.read
    if reading.person is not None:
        marks = Mark.objects.filter(person=reading.person, is_read=True)
        works = marks.values("work")
    rows = Entry.objects.filter(work__in=works).values_list("id", "work", "feed_id")
    followed = reading.by_feed
    return [Found(*row) for row in rows if row[2] in followed]


def may_know(reading: Reading) -> Q:
    """Which entries a reader may know of: those of the sources of this site, of what
    they follow, and what was kept for them from a file of theirs.

    What only others follow stays between them and their source: neither its name nor
    its words, which may be made up, show anywhere else.
    """
    shared = Q(feed__resource__isnull=False)
    if reading.person is None:
        return shared | Q(feed__in=list(reading.by_feed))
    own = Subscription.objects.filter(person=reading.person).values("feed")
    marked = Mark.objects.filter(person=reading.person).values("work")
    kept = Q(feed__key__startswith=KEPT, work__in=marked)
    return shared | Q(feed__in=own) | kept


def siblings_of(works: Sequence[int], reading: Reading) -> dict[int, list[Found]]:
    """The entries of these works that this reader may know of, the first to come
    first."""
    found: dict[int, list[Found]] = {}
    if works:
        rows = Entry.objects.filter(may_know(reading), work__in=set(works))
        for row in rows.order_by("id").values_list("id", "work", "feed_id"):
            found.setdefault(row[1], []).append(Found(*row))
    return found
