"""Plain SQL, for the few questions that programs ask hundreds of times a second.

Putting a query together costs Django about a millisecond, and answering it the database
a tenth of that. What people ask by pages goes through models, as ever.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from django.db import connection

#: A value, or values of which a column may have any.
Value = str | int | Collection[str] | Collection[int]


def rows_of(statement: str, *values: Value) -> list[tuple[Any, ...]]:
    """What the database answers. Each value has its place as ``%s``, one that is a
    collection too: ``slug IN %s``. Nobody has a value of an empty one."""
    several: list[list[Any]] = [
        [v] if isinstance(v, str | int) else list(v) for v in values
    ]
    if not all(several):
        return []
    widened = statement % tuple(_places(values, several))
    with connection.cursor() as cursor:
        cursor.execute(widened, list(chain(*several)))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _places(values: tuple[Value, ...], several: list[list[Any]]) -> Iterator[str]:
    for value, parts in zip(values, several, strict=True):
        if isinstance(value, str | int):
            yield "%s"
        else:
            yield f"({', '.join(['%s'] * len(parts))})"


def aware(moment: datetime) -> datetime:
    """SQLite gives moments without their zone, which is always UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
