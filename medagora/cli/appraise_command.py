"""``medagora appraise``: what the engine sees of a page, without a site or a worker."""

import json
import mimetypes
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.db import DatabaseError
from django.utils import timezone, translation
from rich.console import Console
from rich.text import Text

from medagora.appraisal import queries as appraisal
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput

if TYPE_CHECKING:
    from medagora.appraisal.domain import PageReading

console = Console(soft_wrap=True, highlight=False)
_MARKS = {"present": "[green]●[/]", "absent": "[red]○[/]", "cannot_tell": "[dim]?[/]"}
_LARGEST = 20 * 1024 * 1024


def register(app: typer.Typer) -> None:
    app.command("appraise")(appraise)


def appraise(
    page: Annotated[
        str, typer.Argument(help="An address, or a file: HTML, PDF or plain text.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    language: Annotated[str, typer.Option(help="Of the sentences: en, hu …")] = "en",
) -> None:
    """What a machine sees of a page: findings with their words, never a verdict."""
    if language not in languages.FINISHED:
        raise BadInput(f"“{language}” is not one of {', '.join(languages.FINISHED)}.")
    seen = _read(page)
    with translation.override(language):
        data = appraisal.reading_as_data(seen)
    if as_json:
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _show(data)


def _read(page: str) -> "PageReading":
    """With what this site knows; without, where there is no site."""
    from medagora.appraisal.services import reading  # noqa: PLC0415 - loads parsers

    at, given = timezone.now(), _given(page)
    try:
        return reading.read(*given, at=at)
    except DatabaseError:
        return reading.read_alone(*given, at=at)


def _given(page: str) -> tuple[bytes, Mapping[str, str], str]:
    """Bytes, headers and address of what was named."""
    from medagora.appraisal.services import reading  # noqa: PLC0415 - as above

    if page.startswith(("http://", "https://")):
        answer = reading.fetch(page)
        return answer.body, answer.headers, answer.address
    path = Path(page)
    if not path.is_file():
        raise BadInput(f"There is no file {page}. An address begins with https://.")
    if path.stat().st_size > _LARGEST:
        raise BadInput(f"{page} is larger than {_LARGEST // 2**20} MB.")
    kind = mimetypes.guess_type(path.name)[0] or ""
    return path.read_bytes(), {"content-type": kind}, ""


def _show(data: dict[str, Any]) -> None:
    console.print(Text(data["title"] or "A page", style="bold"))
    console.print("Seen by machine. It does not know whether the page is right.\n")
    open_ones: dict[str, list[str]] = {}
    for finding in data["findings"]:
        if finding["answer"] == "cannot_tell":
            open_ones.setdefault(finding["sentence"], []).append(finding["criterion"])
            continue
        line = Text.from_markup(_MARKS[finding["answer"]])
        line.append(f" {finding['criterion']}: ", style="bold")
        line.append(finding["sentence"])
        console.print(line)
        for quote in finding["quotes"][:2]:
            words = textwrap.shorten(quote["words"], 100, placeholder=" …")
            console.print(Text(f"    “{words}”", style="dim"))
    for sentence, criteria in open_ones.items():
        line = Text.from_markup(_MARKS["cannot_tell"])
        line.append(f" {', '.join(criteria)}: ", style="bold")
        line.append(sentence)
        console.print(line)
    console.print("\nNot assessed:")
    for sentence in data["not_assessed"]:
        console.print(Text(f"  {sentence}"))
