"""What every command of ``import`` does: look or run, show how far it is, report."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import typer
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from medagora.curation.queries import imports as imports_queries
from medagora.curation.services import importing
from medagora.curation.services.importing import ImportOptions, Watch

console = Console(soft_wrap=True, highlight=False)
#: Progress is for a person who watches; what a program reads stays clean.
watching = Console(stderr=True)
SHOWN = 20


def import_file(
    path: Path, options: ImportOptions, *, dry_run: bool, as_json: bool
) -> None:
    _make_tables()
    with path.open("rb") as stream:
        if dry_run:
            _preview(stream, options, as_json=as_json)
        else:
            _run(stream, options, path.name, as_json=as_json)


def _make_tables() -> None:
    """An empty home is made ready; one that has tables is left to ``up``."""
    if "catalogue_resource" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)


def _preview(stream: BinaryIO, options: ImportOptions, *, as_json: bool) -> None:
    with _watch() as watch:
        found = importing.preview(stream, options, limit=SHOWN, progress=watch.reading)
    if as_json:
        counts = {
            "rows": found.rows,
            "new": found.new,
            "known": found.known,
            "skipped": found.skipped,
            "without_topic": found.without_topic,
            "policy": found.policy.value,
            "reasons": dict(found.reasons),
            "remarks": found.remarks,
        }
        typer.echo(json.dumps(counts, ensure_ascii=False))
        return
    _show_remarks(found.remarks)
    table = Table("line", "title", "address", "topics", box=None)
    for row in found.first_rows:
        if row.draft:
            title = next(iter(row.draft.texts.values())).title
            table.add_row(
                str(row.line), title, row.draft.address, " ".join(row.draft.topics)
            )
    console.print(table)
    console.print(
        f"{found.rows} rows: {found.new} would come in as {found.policy.value}, "
        f"{found.known} are here already, {found.skipped} would be skipped."
    )
    for reason, count in found.reasons:
        console.print(f"  {count} × {reason}")
    console.print("Nothing was changed.")


def _run(stream: BinaryIO, options: ImportOptions, name: str, *, as_json: bool) -> None:
    batch = importing.plan_import(
        stream, options, file_name=name, by=None, at=timezone.now()
    )
    if batch.rows_done:
        watching.print(f"Going on after row {batch.rows_done} of an earlier run.")
    with _watch() as watch:
        batch = importing.run_import(
            batch, stream, by=None, now=timezone.now, watch=watch
        )
    if as_json:
        typer.echo(json.dumps(imports_queries.as_data(batch), ensure_ascii=False))
        return
    _show_remarks(batch.remarks)
    console.print(
        f"[green]✓[/] Import {batch.pk}: {batch.made} resources made, "
        f"{batch.updated} brought up to date, {batch.unchanged} unchanged, "
        f"{batch.skipped} rows skipped."
    )
    for reason, count in imports_queries.count_reasons(batch)[:SHOWN]:
        console.print(f"  {count} × {reason}")
    if batch.skipped:
        console.print(f"Every skipped row: medagora import skipped {batch.pk}")


def _show_remarks(remarks: Iterable[str]) -> None:
    for sentence in remarks:
        console.print(f"[yellow]•[/] {sentence}")


@contextmanager
def _watch() -> Iterator[Watch]:
    """Two bars: while the file is read, and while its rows are stored."""
    columns: tuple[Any, ...] = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
    )
    with Progress(*columns, console=watching, transient=True) as progress:
        reading = progress.add_task("reading", total=None)
        writing = progress.add_task("storing", total=None, visible=False)

        def read(done: int, total: int) -> None:
            progress.update(reading, completed=done, total=total)

        def write(done: int, total: int) -> None:
            progress.update(writing, completed=done, total=total, visible=True)

        yield Watch(read, write)
