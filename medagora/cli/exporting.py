"""``export``: everything in open formats, to a file or into a pipe."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from medagora.curation.services import exporting
from medagora.curation.services.export_files import page_of
from medagora.kernel.languages import FINISHED
from medagora.site.services.static_copy import copy_site

export_app = typer.Typer(
    help="Write everything in open formats; - or nothing writes into a pipe.",
    no_args_is_help=True,
)
said = Console(stderr=True, highlight=False, soft_wrap=True)

File = Annotated[str, typer.Argument(metavar="FILE", help="The file to write, or -")]
Language = Annotated[
    str, typer.Option("--language", help="Titles in it where there are any.")
]


@export_app.command("jsonl")
def jsonl(
    file: File = "-",
    every_state: Annotated[
        bool, typer.Option("--all", help="Candidates and declined ones too.")
    ] = False,
) -> None:
    """Everything public as JSON Lines: what “medagora import jsonl” takes back."""
    states = exporting.EVERY_STATE if every_state else None
    _write(exporting.everything(*([states] if states else [])), file)


@export_app.command("csv")
def csv(file: File = "-", language: Language = "") -> None:
    """A table of resources."""
    _write(exporting.table(language), file)


@export_app.command("opml")
def opml(file: File = "-", language: Language = "") -> None:
    """A list of feeds for any reader."""
    _write(exporting.feed_list(settings.CONFIG.site_name, language), file)


@export_app.command("jsonld")
def jsonld(file: File = "-", language: Language = "") -> None:
    """Linked data in the words of schema.org."""
    _write(exporting.linked_data(page_of, language), file)


@export_app.command("log")
def log(file: File = "-") -> None:
    """The public log, which anybody can verify entry by entry."""
    _write(exporting.log_lines(), file)


@export_app.command("site")
def site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
    language: Annotated[
        list[str] | None,
        typer.Option("--language", help="Repeatable; without it every language."),
    ] = None,
    jobs: Annotated[
        int, typer.Option(help="Processes that work on it; 0: one for each core.")
    ] = 0,
) -> None:
    """The whole public site as plain files, searchable without a server."""
    call_command("collectstatic", verbosity=0, interactive=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=said, transient=True) as progress:
        task = progress.add_task("pages", total=None)

        def show(done: int, known: int) -> None:
            progress.update(task, completed=done, total=known)

        report = copy_site(
            folder.absolute(),
            codes=tuple(language or FINISHED),
            progress=show,
            jobs=jobs or os.cpu_count() or 1,
        )
    said.print(
        f"[green]✓[/] {folder}: {report.pages:,} pages and {report.files:,} files, "
        f"{report.bytes / 1e6:,.0f} MB. Open {folder / 'index.html'}"
    )


def _write(lines: Iterable[bytes], file: str) -> None:
    """Whole or not at all: a file gets its name when its last byte is written."""
    if file == "-":
        for piece in exporting.in_pieces(lines):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    path = Path(file)
    partial = path.with_name(f".{path.name}.part")
    size = 0
    try:
        with partial.open("wb") as stream:
            for piece in exporting.in_pieces(lines):
                size += stream.write(piece)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    said.print(f"[green]✓[/] {path} ({size:,} bytes)")
