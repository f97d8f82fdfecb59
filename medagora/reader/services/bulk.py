"""Many rows at once, past the ORM: COPY on PostgreSQL, long statements on
SQLite (3.33 or newer).

Django's ``bulk_create`` takes four times as long for rows this small (bench/reader.py).
``executemany`` would give the interpreter to another thread at each row, and wait 5 ms
to get it back from one that is busy fetching: a statement for hundreds of rows waits
once, and fetching goes on meanwhile.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain, islice
from typing import Any

from django.db import connection

#: Fewer than SQLite allows, and a statement that PostgreSQL plans quickly.
_IN_CHUNK = 5_000
#: Rows of one statement.
_ROWS = 256
_NEW = re.compile(r"\bnew\.(\w+)")


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Adds rows; a conflict is an error, as whoever calls has looked before."""
    if not rows:
        return
    names = ", ".join(columns)
    if is_sqlite():
        _execute_values(f"INSERT INTO {table} ({names}) VALUES %s", rows)  # noqa: S608  # our own names
        return
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def merge(
    table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], clash: str
) -> None:
    """Adds rows; ``clash`` follows ON CONFLICT. No two rows are for the same."""
    if not rows:
        return
    names = ", ".join(columns)
    sql = f"INSERT INTO {table} ({names}) VALUES %s ON CONFLICT {clash}"  # noqa: S608  # our own names
    if is_sqlite():
        _execute_values(sql, rows)
        return
    with connection.cursor() as cursor:
        cursor.executemany(sql.replace("%s", _marks(len(columns)), 1), rows)


def update(sql: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Changes a row for each of ``rows``, whose values the statement calls ``new.x`` by
    ``columns``; its own columns it calls by its table where they are read:

        UPDATE feed SET hits = feed.hits + new.hits WHERE feed.id = new.id
    """
    if not rows:
        return
    if is_sqlite():
        named = ", ".join(columns)
        where = " FROM new WHERE ".join(sql.rsplit(" WHERE ", 1))
        _execute_values(f"WITH new ({named}) AS (VALUES %s) {where}", rows)
        return
    places = [columns.index(name) for name in _NEW.findall(sql)]
    with connection.cursor() as cursor:
        cursor.executemany(
            _NEW.sub("%s", sql), [[row[at] for at in places] for row in rows]
        )


def _execute_values(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """The statement with many rows in place of its %s, as often as there are more.

    By the driver: the framework's cursor reads thousands of marks one by one, which
    takes as long as SQLite does."""
    one = _marks(len(rows[0]), "?")
    coming = iter(rows)
    connection.ensure_connection()
    with connection.wrap_database_errors:
        while some := list(islice(coming, _ROWS)):
            whole = sql.replace("%s", ", ".join([one] * len(some)), 1)
            connection.connection.execute(whole, [*chain.from_iterable(some)])


def _marks(count: int, mark: str = "%s") -> str:
    return f"({', '.join([mark] * count)})"


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
    if at is None:
        return None
    whole = str(at if at.tzinfo is UTC else at.astimezone(UTC))
    return whole.removesuffix("+00:00")


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
