"""``log``, ``import``, ``export``, ``search``: the content of a site."""

import json
from typing import Annotated

import typer
from rich.console import Console

from medagora.cli.exporting import export_app
from medagora.cli.importing import import_app
from medagora.cli.searching import search
from medagora.curation import queries as curation

console = Console(soft_wrap=True)
log = typer.Typer(help="The public log of curation.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(log, name="log")
    app.add_typer(import_app, name="import")
    app.add_typer(export_app, name="export")
    app.command("search")(search)


@log.callback()
def log_group() -> None:
    """The public log of curation."""


@log.command("verify")
def verify(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Recompute the chain; name the first broken entry, if there is one."""
    count, head = curation.count_log_entries(), curation.head_hash()
    broken = curation.verify_log()
    if as_json:
        answer = {"entries": count, "head": head, "holds": broken is None}
        if broken:
            answer |= {"broken_at": broken.number, "reason": broken.reason}
        typer.echo(json.dumps(answer))
    elif broken:
        console.print(
            f"[bold red]✗[/] The log is broken at entry {broken.number}: "
            f"{broken.reason}."
        )
    else:
        console.print(f"[green]✓[/] {count} entries, the chain holds. Head: {head}")
    if broken:
        raise typer.Exit(1)
