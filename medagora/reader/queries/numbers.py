"""The numbers of the entries that a list shows: the one place with SQL by hand.

A person with 300 sources and a million entries costs 300 short index walks: from
each source the newest few that may be shown, then the newest of those.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from medagora.reader.domain.words import KEPT, View
from medagora.reader.models import Entry, Mark, Subscription
from medagora.reader.queries.readings import Reading, StreamSearch

#: Above every place.
_TOP = 2**62


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
    inner, inner_values = _inner(reading, search, limit)
    source, source_values = _sources(reading)
    order = "ASC" if search.oldest_first else "DESC"
    if connection.vendor == "postgresql":
        join = f"JOIN LATERAL ({inner}) e ON true"
    else:
        numbers = f"SELECT id FROM ({inner})"  # noqa: S608  # built from our own words
        join = f"JOIN reader_entry e ON e.id IN ({numbers})"
    sql = (
        f"SELECT e.id, e.work, e.feed_id FROM {source[0]} {join} "  # noqa: S608  # built from our own words
        f"WHERE {source[1]} ORDER BY e.id {order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*inner_values, *source_values, limit])
        return [Found(*row) for row in cursor.fetchall()]


def _sources(reading: Reading) -> tuple[tuple[str, str], list[Any]]:
    """The table of sources, called ``s``, and which of its rows."""
    ids = sorted(reading.by_feed)
    marks = ", ".join(["%s"] * len(ids))
    return ("reader_feed s", f"s.id IN ({marks})"), list(ids)


def _inner(reading: Reading, search: StreamSearch, limit: int) -> tuple[str, list[Any]]:
    """The entries of one source ``s`` that may be shown, the first few."""
    order = "ASC" if search.oldest_first else "DESC"
    conditions = ["i.feed_id = s.id", "i.id < %s", "i.id > %s"]
    values: list[Any] = [search.before or _TOP, search.after]
    if search.view is View.UNREAD:
        if reading.person is None:
            values[1] = max(search.after, reading.read_through)
        else:
            conditions.append(
                "i.id > COALESCE((SELECT u.read_through FROM reader_subscription u "
                "WHERE u.person_id = %s AND u.feed_id = s.id), 0)"
            )
            conditions.append(
                "NOT EXISTS (SELECT 1 FROM reader_mark m WHERE m.person_id = %s "
                "AND m.work = i.work AND m.is_read)"
            )
            values += [reading.person.pk, reading.person.pk]
    sql = (
        "SELECT i.id, i.work, i.feed_id FROM reader_entry i "  # noqa: S608  # as above
        f"WHERE {' AND '.join(conditions)} ORDER BY i.id {order} LIMIT %s"
    )
    return sql, [*values, limit]


def _kept_unread(reading: Reading, search: StreamSearch) -> list[Found]:
    """Read long ago, and marked unread again: there are few."""
    kept = Mark.objects.filter(person=reading.person, is_read=False)
    entries = Entry.objects.filter(
        work__in=list(kept.values_list("work", flat=True)[:2000]),
        feed__in=list(reading.by_feed),
        id__gt=search.after,
    )
    if search.before:
        entries = entries.filter(id__lt=search.before)
    return [Found(*row) for row in entries.values_list("id", "work", "feed_id")]


def count_unread(reading: Reading, *, most: int = 1000) -> dict[int, int]:
    """Unread entries of each source, counted to ``most``; sources without are left
    out."""
    if not reading.follows:
        return {}
    inner, values = _inner(reading, StreamSearch(), most)
    source, source_values = _sources(reading)
    sql = (
        f"SELECT s.id, (SELECT count(*) FROM ({inner}) x) FROM {source[0]} "  # noqa: S608  # as above
        f"WHERE {source[1]}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *source_values])
        counted = {feed_id: count for feed_id, count in cursor.fetchall() if count}
    if reading.person is None:
        return _without_read(reading, counted)
    for entry in _kept_unread(reading, StreamSearch()):
        counted[entry.feed_id] = counted.get(entry.feed_id, 0) + 1
    return counted


def _without_read(reading: Reading, counted: dict[int, int]) -> dict[int, int]:
    """Takes off what a device marked as read."""
    rows = Entry.objects.filter(
        work__in=reading.read, feed__in=list(counted), id__gt=reading.read_through
    )
    for feed_id in rows.values_list("feed_id", flat=True):
        counted[feed_id] -= 1
    return {feed_id: count for feed_id, count in counted.items() if count > 0}


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
