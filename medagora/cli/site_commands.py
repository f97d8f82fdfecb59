"""``prepare``, ``work``, ``check``: running a site."""

import json
import os
import threading
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer
from django.core.management import call_command
from django.utils import timezone
from rich.console import Console
from rich.status import Status
from rich.table import Table

from medagora.cli import doctor
from medagora.cli.preparing import NOTE, prepare_site
from medagora.web import tasks

console = Console(soft_wrap=True)


def register(app: typer.Typer) -> None:
    app.command("prepare", hidden=True)(prepare)
    app.command("work")(work)
    app.command("check")(check)


def prepare(
    starter: Annotated[bool, typer.Option()] = True,
) -> None:
    """Bring database, files and index up to date (``up`` does this by itself)."""
    with Status("Starting …", console=console) as status:
        for line in prepare_site(starter=starter, say=status.update):
            mark = "[yellow]•[/]" if line.startswith(NOTE) else "[green]✓[/]"
            console.print(f"{mark} {line.removeprefix(NOTE)}", highlight=False)


#: How often the worker looks for repeated work.
BEAT = timedelta(seconds=20)


def work(
    parent: Annotated[int, typer.Option(hidden=True)] = 0,
    once: Annotated[
        bool, typer.Option("--once", help="Do what waits, then stop.")
    ] = False,
) -> None:
    """Run background tasks: page inspections, link checks, index, mails."""
    stop = threading.Event()
    tasks.rescue_abandoned(timezone.now())
    if once:
        tasks.enqueue_due(timezone.now())
    else:
        threading.Thread(target=_beat, args=(stop, parent), daemon=True).start()
    try:
        call_command("db_worker", batch=once, interval=1, reload=False, verbosity=0)
    finally:
        stop.set()


def _beat(stop: threading.Event, parent: int) -> None:
    """Enqueues repeated work; ends the process when ``up`` has vanished."""
    while not stop.is_set():
        tasks.enqueue_due(timezone.now())
        tasks.rescue_abandoned(timezone.now())
        for _second in range(int(BEAT.total_seconds())):
            if parent and os.getppid() != parent:
                os._exit(0)  # killed hard; the database is safe by its transactions
            if stop.wait(1):
                return


def check(
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Look after the site: what is configured, what is missing, what to do."""
    findings = doctor.examine()
    if as_json:
        typer.echo(json.dumps([asdict(f) for f in findings], ensure_ascii=False))
    else:
        table = Table(box=None, pad_edge=False)
        for heading in ("", "What", "Found", "What to do"):
            table.add_column(heading, overflow="fold")
        marks = {"good": "[green]✓[/]", "note": "[yellow]•[/]", "bad": "[red]✗[/]"}
        for f in findings:
            table.add_row(marks[f.level], f.what, f.found, f.advice)
        console.print(table)
    if any(f.level == "bad" for f in findings):
        raise typer.Exit(1)
