"""``data-map``: what every table knows about people."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from medagora.people.queries.data_map import as_data, list_tables

console = Console(soft_wrap=True)


def register(app: typer.Typer) -> None:
    app.command("data-map")(data_map)


def data_map(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """What this site knows about people, table by table, and until when."""
    if as_json:
        typer.echo(json.dumps(as_data(), indent=2))
        return
    table = Table("Room", "Table", "What it knows", "Exported and erased")
    tables = list_tables()
    personal = [row for row in tables if row.is_personal]
    for row in personal:
        table.add_row(
            row.room, row.table, row.words, "yes" if row.is_exported else "no"
        )
    console.print(table)
    console.print(f"{len(personal)} of {len(tables)} tables.")
