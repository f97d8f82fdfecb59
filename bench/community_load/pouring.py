"""Rows by the hundred thousand into a table of ours, past the models.

A model's ``bulk_create`` builds an object and an INSERT for each row; here plain values
go to SQLite by ``executemany`` and to PostgreSQL by ``COPY``. What a row does not name
gets the default of its column; ids count up from those that are there, so that the
caller knows them beforehand.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

Row = dict[str, Any]
_AT_ONCE = 20_000


@contextmanager
def unchecked() -> Iterator[None]:
    """Foreign keys are looked at once, at the end, instead of row by row."""
    from django.db import connection

    is_sqlite = connection.vendor == "sqlite"
    off, on = _SWITCHES[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(off)
        if is_sqlite:
            cursor.execute(_MEMORY)
        yield
        cursor.execute(on)
    if is_sqlite:  # PostgreSQL has no such look; both get the same rows
        connection.check_constraints()


#: SQLite's own memory is small by default, and indexes by chance touch every page.
_MEMORY = "PRAGMA cache_size = -500000"
_SWITCHES = {
    "sqlite": ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"),
    "postgresql": (
        "SET session_replication_role = replica",
        "SET session_replication_role = DEFAULT",
    ),
}


def next_id(model: Any) -> int:
    """The first id that is free: nobody else writes meanwhile."""
    from django.db.models import Max

    return int(model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def pour(model: Any, rows: Iterable[Row]) -> None:
    """All rows name the same columns, by their names in the table."""
    from django.db import connection, transaction

    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    columns, of_row = _table(model, list(first), connection.vendor)
    values = (of_row(row) for row in chain([first], waiting))
    write = _insert if connection.vendor == "sqlite" else _copy
    connection.ensure_connection()
    while batch := list(islice(values, _AT_ONCE)):
        with transaction.atomic():
            write(connection, model._meta.db_table, columns, batch)
    _count_on(connection, model)


def _table(
    model: Any, named: list[str], vendor: str
) -> tuple[list[str], Callable[[Row], tuple[Any, ...]]]:
    """The columns, and what makes a tuple for them out of a row."""
    fields = {field.column: field for field in model._meta.concrete_fields}
    rest = [name for name in fields if name not in named and name != "id"]
    kinds = {name: fields[name].get_internal_type() for name in [*named, *rest]}
    dated = [n for n, kind in kinds.items() if kind == "DateTimeField"]
    listed = [n for n, kind in kinds.items() if kind == "JSONField"]
    usual = {name: fields[name].get_default() for name in rest}
    columns = [*named, *rest]

    def of_row(row: Row) -> tuple[Any, ...]:
        whole = usual | row
        for name in listed:
            whole[name] = json.dumps(whole[name])
        if vendor == "sqlite":  # which keeps moments as text, in UTC
            for name in dated:
                whole[name] = whole[name] and str(whole[name])[:19]
        return tuple(whole[name] for name in columns)

    return columns, of_row


def _insert(connection: Any, table: str, columns: list[str], rows: list[Any]) -> None:
    places = ", ".join("?" * len(columns))
    sql = f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({places})'
    connection.connection.executemany(sql, rows)


def _copy(connection: Any, table: str, columns: list[str], rows: list[Any]) -> None:
    sql = f'COPY "{table}" ({", ".join(columns)}) FROM STDIN'
    with connection.connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)


def _count_on(connection: Any, model: Any) -> None:
    """PostgreSQL's own counting of ids goes on after those that were given."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(sql)
