"""``export``: everything in open formats, to a file or into a pipe."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console

from medagora.curation.services import exporting
from medagora.curation.services.export_files import page_of

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
