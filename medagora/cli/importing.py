"""``import``: files of resources, looked at first, taken in batches, resumable."""

import json
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from medagora.catalogue.domain.formats.columns import FIELDS
from medagora.catalogue.domain.formats.rows import Format
from medagora.catalogue.domain.words import Kind, Policy
from medagora.cli.import_steps import import_file, watching
from medagora.curation.queries import imports as imports_queries
from medagora.curation.services.importing import ImportOptions
from medagora.curation.services.importing.latest import fetch_latest
from medagora.kernel.refusals import BadInput

import_app = typer.Typer(
    help="Bring resources in from a file; look first with --dry-run.",
    no_args_is_help=True,
)

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
    import_file(path, options, dry_run=dry_run, as_json=as_json)


@import_app.command("hon")
def hon(
    file: File,
    known_topics_only: KnownOption = False,
    dry_run: DryOption = False,
    as_json: JsonOption = False,
) -> None:
    """Sites certified by HON in 2018 (JSON), as candidates to be reviewed again."""
    options = ImportOptions(Format.HON, known_topics_only=known_topics_only)
    import_file(file, options, dry_run=dry_run, as_json=as_json)


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
    import_file(file, options, dry_run=dry_run, as_json=as_json)


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
    import_file(file, options, dry_run=dry_run, as_json=as_json)


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
    import_file(file, options, dry_run=dry_run, as_json=as_json)


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
    import_file(file, options, dry_run=dry_run, as_json=as_json)


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
