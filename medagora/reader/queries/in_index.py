"""Statements by hand that read the index of entries source by source.

Each begins with a table of sources and places, so what it costs grows with the entries
above the places only, never with all that there are.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

#: Above every place.
TOP = 2**62
#: Doubles that are looked at for one count: the newest ones.
MOST_DOUBLES = 5_000
#: Sources with the place above which their entries count, as a table ``s``.
_SOURCES = {
    "sqlite": "(SELECT json_extract(value, '$[0]') AS id, "
    "json_extract(value, '$[1]') AS low FROM json_each(%s)) s",
    "postgresql": "unnest(%s::bigint[], %s::bigint[]) AS s(id, low)",
}
#: Whatever is not the first of its paper, with the paper's other entries in these
#: feeds. CROSS and OFFSET keep the planners from walking through all entries instead.
_DOUBLES = {
    "sqlite": (
        "CROSS JOIN reader_entry i ON i.feed_id = s.id AND i.id > s.low AND i.id < %s "
        "AND i.work <> i.id CROSS JOIN reader_entry o ON o.work = i.work "
        "AND o.id <> i.id AND o.feed_id IN (SELECT value FROM json_each(%s))"
    ),
    "postgresql": (
        "JOIN LATERAL (SELECT e.id, e.work, e.feed_id FROM reader_entry e "
        "WHERE e.feed_id = s.id AND e.id > s.low AND e.id < %s AND e.work <> e.id "
        "OFFSET 0) i ON true "
        "JOIN LATERAL (SELECT e.id, e.feed_id FROM reader_entry e "
        "WHERE e.work = i.work AND e.id <> i.id AND e.feed_id = ANY(%s::bigint[]) "
        "OFFSET 0) o ON true"
    ),
}


#: An entry that is not the first of its paper: number, work and source; then number
#: and source of another entry of the paper. Thousands are remembered, so it is plain.
Double = tuple[int, int, int, int, int]


def table_of_sources(lows: Mapping[int, int]) -> tuple[str, list[Any]]:
    if connection.vendor == "postgresql":
        return _SOURCES["postgresql"], [list(lows), list(lows.values())]
    return _SOURCES["sqlite"], [json.dumps(list(lows.items()))]


def count_above(lows: Mapping[int, int], through: int = 0) -> dict[int, int]:
    """Entries of each source above its place, up to a place (0: all), marked or not."""
    if not lows:
        return {}
    source, values = table_of_sources(lows)
    sql = (
        "SELECT s.id, (SELECT count(*) FROM reader_entry i WHERE i.feed_id = s.id "  # noqa: S608  # built from our own words
        f"AND i.id > s.low AND i.id < %s) FROM {source}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [through + 1 if through else TOP, *values])
        return dict(cursor.fetchall())


def doubles_above(
    lows: Mapping[int, int], feeds: Iterable[int], through: int = 0
) -> list[Double]:
    """Entries of each source above its place that are not the first of their paper,
    with each other entry of it in ``feeds``."""
    if not lows:
        return []
    source, values = table_of_sources(lows)
    sql = (
        f"SELECT i.id, i.work, i.feed_id, o.id, o.feed_id FROM {source} "  # noqa: S608  # as above
        f"{_DOUBLES[connection.vendor]} ORDER BY i.id DESC LIMIT %s"
    )
    others: Any = list(feeds)
    if connection.vendor == "sqlite":
        others = json.dumps(others)
    top = through + 1 if through else TOP
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, top, others, MOST_DOUBLES])
        found: list[Double] = cursor.fetchall()
    return found
