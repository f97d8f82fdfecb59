"""Many rows at once, past the ORM: COPY on PostgreSQL, one statement on SQLite.

Django's ``bulk_create`` takes four times as long for rows this small (bench/reader.py).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

#: Fewer than SQLite allows, and a statement that PostgreSQL plans quickly.
_IN_CHUNK = 5_000


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Adds rows; a conflict is an error, as whoever calls has looked before."""
    if not rows:
        return
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if is_sqlite():
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608  # our own names
                rows,
            )
            return
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def execute_many(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """One statement for each row."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def select_in(sql: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows of a statement that ends in ``IN %s``, asked a chunk of values at a time."""
    wanted = list(values)
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), _IN_CHUNK):
            chunk = wanted[start : start + _IN_CHUNK]
            marks = ", ".join(["%s"] * len(chunk))
            cursor.execute(sql.replace("IN %s", f"IN ({marks})"), chunk)
            yield from cursor.fetchall()


def moment(at: datetime | None) -> Any:
    """A moment as the driver wants it."""
    return moment_writer()(at)


def moment_writer() -> Callable[[datetime | None], Any]:
    """What ``moment`` does, for many of them: the driver is asked for only once."""
    return _sqlite_moment if is_sqlite() else _as_it_is


def _sqlite_moment(at: datetime | None) -> str | None:
    """As Django stores moments in SQLite: in UTC, without saying so."""
    return str(at.astimezone(UTC).replace(tzinfo=None)) if at else None


def _as_it_is(at: datetime | None) -> datetime | None:
    return at


def day(on: date | None) -> Any:
    """A day as the driver wants it."""
    return connection.ops.adapt_datefield_value(on)


def one_writer_at_a_time() -> None:
    """Until the end of the transaction nobody else stores entries. SQLite has one
    writer anyway; on PostgreSQL an advisory lock does the same."""
    if not is_sqlite():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7120231)")
