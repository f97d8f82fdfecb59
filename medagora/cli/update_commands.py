"""``medagora update``: lists that others keep, taken in by hand."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings
from django.utils import timezone
from rich.console import Console

from medagora.reader.services import notices
from medagora.reader.services.notices import NoticeList, Taken

console = Console(soft_wrap=True, highlight=False)
#: For a person who watches; what a program reads stays clean.
watching = Console(stderr=True)
#: Skipped rows that are shown one by one; a program gets a thousand.
SHOWN = 20
update = typer.Typer(help="Lists that others keep.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(update, name="update")


@update.callback()
def update_group() -> None:
    """Lists that others keep."""


@update.command("retractions")
def retractions(
    file: Annotated[
        str,
        typer.Argument(
            help="The table of Retraction Watch, DOIs in JSON, or: latest "
            "(fetched from Crossref)"
        ),
    ],
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Notices of this list that it holds no more go as well."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Retracted and corrected papers; whoever saved one of them is told."""
    if file == "latest":
        watching.print(f"Asking {settings.CONFIG.retractions_address} …")
        path = notices.fetch_latest(
            settings.CONFIG.retractions_address, settings.HOME / "downloads"
        )
    else:
        path = Path(file)
    found = notices.read_list(path)
    taken = notices.take_list(
        found.rows, source=found.source, at=timezone.now(), replace=replace
    )
    if as_json:
        typer.echo(json.dumps(_as_data(found, taken), ensure_ascii=False))
    else:
        _show(found, taken)


def _as_data(found: NoticeList, taken: Taken) -> dict[str, Any]:
    report = found.report
    return {
        "source": found.source,
        "rows": report.rows,
        "new": taken.new,
        "changed": taken.changed,
        "removed": taken.removed,
        "told": taken.told,
        "skipped": report.skipped_count,
        "reasons": report.reasons,
        "skipped_rows": [
            {"place": row.place, "reason": row.reason, "value": row.value}
            for row in report.skipped
        ],
    }


def _show(found: NoticeList, taken: Taken) -> None:
    report = found.report
    console.print(
        f"[green]✓[/] {report.rows} rows of {found.source}: {taken.new} new, "
        f"{taken.changed} changed, {taken.removed} removed, {taken.told} people told"
    )
    if not report.skipped_count:
        return
    console.print(f"[yellow]•[/] Skipped rows: {report.skipped_count}")
    for reason, count in sorted(report.reasons.items(), key=lambda pair: -pair[1]):
        console.print(f"  {count} × {reason}")
    for row in report.skipped[:SHOWN]:
        console.print(f"  line {row.place}: {row.reason} {row.value}", markup=False)
