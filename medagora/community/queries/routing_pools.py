"""Pools of people who may know about a topic, read from an index, never all of them.

Three orders make up the pools, so that whoever should be found is among the first
rows of one of them: those of the sort that the question is for, the most helpful, and
those who were asked least lately.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from medagora.community.domain.routing.facts import Asked
from medagora.community.domain.routing.fit import LIVED_FIRST, PROFESSION_FIRST
from medagora.community.domain.routing.words import Nearness
from medagora.community.domain.words import Audience, Kind
from medagora.community.queries.routing_facts import NearTopic
from medagora.people.domain.clocks import Quiet
from medagora.web.time_zones import zone_of


class Row(NamedTuple):
    """A row of one order: a helper, and when they can be asked."""

    part: int
    helper: int
    quiet_from: int
    quiet_until: int
    time_zone: str
    is_away: int | bool

    def is_awake(self, at: datetime) -> bool:
        quiet = quiet_hours(self.quiet_from, self.quiet_until, self.time_zone)
        return not (self.is_away or quiet.holds(at))


@lru_cache(maxsize=1024)
def quiet_hours(start: int, end: int, zone: str) -> Quiet:
    return Quiet(time(start), time(end), zone_of(zone))


#: SQLite takes at most 500 parts in one query; a question about many topics that may
#: be answered in several languages has more.
MOST_PARTS = 400
#: One query for all orders: made one by one they would cost more than all the rest.
_PART = (
    "SELECT * FROM (SELECT %s AS part, helper_id FROM community_helpersubject"
    " WHERE language = %s AND topic_id = %s{where}"
    " ORDER BY {order} LIMIT %s OFFSET %s) AS pool"
)
_WHOLE = (
    "SELECT part, person_id, quiet_from, quiet_until, time_zone,"
    " away_until IS NOT NULL AND away_until > %s FROM ({parts}) AS pools"
    " JOIN community_helpersettings ON person_id = helper_id"
)


def read_pool(
    asked: Asked, near: Sequence[NearTopic], at: datetime, start: int, size: int
) -> tuple[list[Row], bool]:
    """These rows of each order, and whether no order has more. Of topics around the
    question's own it is a third as many. ``start`` and ``size`` are multiples of three.

    Each topic stands alone, so that the rows lie in an index in the order wanted.
    """
    parts: list[tuple[str, list[Any]]] = []
    sizes: list[int] = []
    for topic in near:
        share = 1 if topic.nearness is Nearness.EXACT else 3
        for language in sorted(asked.languages):
            for where, order in _orders(asked):
                which = [len(parts), language, topic.id, size // share, start // share]
                sizes.append(size // share)
                parts.append((_PART.format(where=where, order=order), which))
    rows = [
        row
        for first in range(0, len(parts), MOST_PARTS)
        for row in _read(parts[first : first + MOST_PARTS], at)
    ]
    counts = Counter(row.part for row in rows)
    return rows, all(counts[part] < most for part, most in enumerate(sizes))


def _read(parts: Sequence[tuple[str, list[Any]]], at: datetime) -> list[Row]:
    sql = _WHOLE.replace("{parts}", " UNION ALL ".join(part for part, _ in parts))
    values: list[Any] = [connection.ops.adapt_datetimefield_value(at)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *(v for _, which in parts for v in which)])
        return [Row(*row) for row in cursor.fetchall()]


def _orders(asked: Asked) -> list[tuple[str, str]]:
    """Conditions and orders of the pools, in SQL."""
    standing = _standing(asked)
    orders: list[tuple[str, str]] = []
    if standing:
        orders.append((f" AND standing = '{standing}'", "asked_last, id"))
    if not _is_for_professionals(asked):
        orders += [("", "asked_last, id"), ("", "helpfulness DESC, id")]
    return orders


def _standing(asked: Asked) -> str:
    if asked.kind in PROFESSION_FIRST or _is_for_professionals(asked):
        return "professional"
    return "lived" if asked.kind in LIVED_FIRST else ""


def _is_for_professionals(asked: Asked) -> bool:
    return asked.kind is Kind.PEER or asked.audience is Audience.PROFESSIONALS
