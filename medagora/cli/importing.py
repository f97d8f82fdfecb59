"""``import``: files of resources, looked at first, taken in batches, resumable."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from medagora.catalogue.domain.formats.columns import FIELDS
from medagora.catalogue.domain.formats.rows import Format
from medagora.catalogue.domain.words import Kind, Policy
from medagora.curation.queries import imports as imports_queries
from medagora.curation.services import importing
from medagora.curation.services.importing import ImportOptions, Watch
from medagora.curation.services.importing.latest import fetch_latest
from medagora.kernel.refusals import BadInput

import_app = typer.Typer(
    help="Bring resources in from a file; look first with --dry-run.",
    no_args_is_help=True,
)
console = Console(soft_wrap=True, highlight=False)
#: Progress is for a person who watches; what a program reads stays clean.
watching = Console(stderr=True)
SHOWN = 20

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file to import.")]
PolicyOption = Annotated[
    str,
    typer.Option(
        "--policy",
        help="candidate: onto the desk. published: at once, named in the log. "
        "Empty: as this source was imported last, else candidate.",
    ),
]
SourceOption = Annotated[
    str, typer.Option("--source", help="A short name for where the file comes from.")
]
SourceNameOption = Annotated[
    str, typer.Option("--source-name", help="Its full name, as readers see it.")
]
LanguageOption = Annotated[
    str, typer.Option("--language", help="The language of titles in the file.")
]
KindOption = Annotated[
    str, typer.Option("--kind", help="Where the address suggests no other.")
]
KnownOption = Annotated[
    bool,
    typer.Option("--known-topics-only", help="Skip what stands under no topic here."),
]
DryOption = Annotated[
    bool, typer.Option("--dry-run", help="Show what would happen; change nothing.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]


@import_app.command("medlineplus")
def medlineplus(
    file: Annotated[
        str, typer.Argument(help="The XML file of health topics, or: latest")
    ],
    new_topics: Annotated[
        bool, typer.Option("--new-topics", help="Make topics that are not here.")
    ] = False,
    known_topics_only: KnownOption = False,
    policy: PolicyOption = "",
    dry_run: DryOption = False,
    as_json: JsonOption = False,
) -> None:
    """Health topics of MedlinePlus: synonyms, codes, relations and their sites."""
    if file == "latest":
        watching.print("Asking MedlinePlus for its newest file …")
        path = fetch_latest(settings.HOME / "downloads")
    else:
        path = Path(file)
    options = ImportOptions(
        Format.MEDLINEPLUS,
        policy=policy,
        new_topics=new_topics,
        known_topics_only=known_topics_only,
    )
    _import(path, options, dry_run=dry_run, as_json=as_json)


@import_app.command("hon")
def hon(
    file: File,
    known_topics_only: KnownOption = False,
    dry_run: DryOption = False,
    as_json: JsonOption = False,
) -> None:
    """Sites certified by HON in 2018 (JSON), as candidates to be reviewed again."""
    options = ImportOptions(Format.HON, known_topics_only=known_topics_only)
    _import(file, options, dry_run=dry_run, as_json=as_json)


@import_app.command("opml")
def opml(
    file: File,
    language: LanguageOption = "en",
    kind: KindOption = Kind.WEBSITE,
    policy: PolicyOption = "",
    source: SourceOption = "",
    dry_run: DryOption = False,
    as_json: JsonOption = False,
) -> None:
    """A list of feeds (OPML), also one that is not well-formed."""
    options = ImportOptions(
        Format.OPML, language=language, kind=kind, policy=policy, source=source
    )
    _import(file, options, dry_run=dry_run, as_json=as_json)


@import_app.command("bookmarks")
def bookmarks(
    file: File,
    language: LanguageOption = "en",
    kind: KindOption = Kind.WEBSITE,
    policy: PolicyOption = "",
    source: SourceOption = "",
    dry_run: DryOption = False,
    as_json: JsonOption = False,
) -> None:
    """Bookmarks exported by a browser (HTML)."""
    options = ImportOptions(
        Format.BOOKMARKS, language=language, kind=kind, policy=policy, source=source
    )
    _import(file, options, dry_run=dry_run, as_json=as_json)


@import_app.command("csv")
def csv(  # each is an option that a person may give
    file: File,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", help=f"FIELD=COLUMN, repeatable. Fields: {', '.join(FIELDS)}."
        ),
    ] = None,
    language: LanguageOption = "en",
    kind: KindOption = Kind.WEBSITE,
    policy: PolicyOption = "",
    source: SourceOption = "",
    source_name: SourceNameOption = "",
    dry_run: DryOption = False,
    as_json: JsonOption = False,
) -> None:
    """A table with a heading; columns are guessed by their names, or --map them."""
    options = ImportOptions(
        Format.CSV,
        source=source,
        source_name=source_name,
        policy=policy,
        language=language,
        kind=kind,
        columns=dict(_pair(said) for said in columns or ()),
    )
    _import(file, options, dry_run=dry_run, as_json=as_json)


@import_app.command("medagora", hidden=True)  # another name for the same
@import_app.command("jsonl")
def jsonl(
    file: File,
    policy: PolicyOption = Policy.PUBLISHED,
    source: SourceOption = "",
    new_topics: Annotated[
        bool, typer.Option("--new-topics", help="With candidates: make topics too.")
    ] = False,
    dry_run: DryOption = False,
    as_json: JsonOption = False,
) -> None:
    """Our own export: as it was, or with --policy candidate onto the desk."""
    options = ImportOptions(
        Format.MEDAGORA, source=source, policy=policy, new_topics=new_topics
    )
    _import(file, options, dry_run=dry_run, as_json=as_json)


@import_app.command("skipped")
def skipped(
    number: Annotated[int, typer.Argument(help="The number of the import.")],
    as_json: JsonOption = False,
) -> None:
    """Every row that an import left out, with its line and the reason."""
    batch = imports_queries.get_batch(number)
    rows = imports_queries.list_skipped(batch)
    for row in rows:
        if as_json:
            found = {"line": row.line, "reason": row.reason, "excerpt": row.excerpt}
            typer.echo(json.dumps(found, ensure_ascii=False))
        else:
            typer.echo(f"line {row.line}: {row.reason} {row.excerpt}".rstrip())


def _pair(said: str) -> tuple[str, str]:
    field, equals, column = said.partition("=")
    if not equals:
        raise BadInput(f"“{said}” is not of the form FIELD=COLUMN.")
    return field.strip(), column.strip()


def _import(
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
