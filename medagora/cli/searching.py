"""``medagora search``: what a reader would find."""

import json
from collections.abc import Mapping
from typing import Annotated

import typer
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from rich.console import Console
from rich.text import Text

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.search import queries
from medagora.search.domain.marking import Piece
from medagora.search.domain.requests import ANY, Part, SearchRequest
from medagora.search.queries import ResourceHit, SearchResults, TopicHit

console = Console(soft_wrap=True, highlight=False)


def search(
    text: Annotated[str, typer.Argument(help="What to look for, in any language.")],
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    language: Annotated[
        str, typer.Option(help="Only resources in it; names in it. Empty: all.")
    ] = "",
    audience: Annotated[
        str, typer.Option(help="patients or professionals; empty: everyone.")
    ] = "",
    kind: Annotated[str, typer.Option(help="website, podcast, guideline …")] = "",
    topic: Annotated[str, typer.Option(help="The slug of a topic.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    explained: Annotated[
        bool, typer.Option("--explain", help="Show what each hit's score is made of.")
    ] = False,
) -> None:
    """Find topics and resources, each with the reason why it was found."""
    given = {"audience": audience, "kind": kind, "topic": topic}
    reader = _reader(language)
    request = SearchRequest.from_params(
        {"q": text, "language": language or ANY, **given}, reader=reader, size=limit
    )
    with translation.override(reader):
        results = queries.search(request)
        parts = queries.explain(request) if explained else {}
    if topic and not (results.filter_topic or results.is_degraded):
        raise BadInput(f"There is no topic “{topic}”.", field="topic")
    if as_json:
        data = queries.as_data(results)
        if explained:
            data["explained"] = {
                uid: [[part.name, round(part.score, 3)] for part in found]
                for uid, found in parts.items()
            }
        typer.echo(json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder))
    else:
        _show(results, parts)


def _reader(language: str) -> str:
    if language and not languages.is_known(language):
        raise BadInput(f"“{language}” is not a language we know.", field="language")
    return languages.primary(language) if language else "en"


def _show(results: SearchResults, parts: Mapping[str, tuple[Part, ...]]) -> None:
    if results.is_degraded:
        console.print("[yellow]•[/] The search index is being rebuilt: topics only.")
    if results.reference:
        console.print(Text(results.reference.address, "cyan"))
    for hit in results.topics:
        _show_topic(hit)
    if results.elsewhere:
        console.print("On this topic, in other languages:")
    for found in (*results.elsewhere, *results.page):
        _show_resource(found)
        if found.card.uid in parts:
            console.print(_explained(parts[found.card.uid]))
    console.print(f"[bold]{results.page.total}[/] resources")
    _show_doubts(results)


def _show_doubts(results: SearchResults) -> None:
    for label, said in (
        ("Searched for:", results.taken_for),
        ("Did you mean:", results.proposed),
        ("Not on it here yet:", results.missing_kind),
    ):
        if said:
            console.print(label, Text(said, "bold"))


def _explained(parts: tuple[Part, ...]) -> Text:
    """A score and its parts; "+word" stands in many of the best hits."""
    whole = sum(part.score for part in parts)
    listed = " + ".join(f"{part.score:.2f} {part.name}" for part in parts)
    return Text(f"  {whole:.2f} = {listed}", "magenta")


def _show_topic(hit: TopicHit) -> None:
    line = Text.assemble((hit.card.name, "bold green"), f"  topic {hit.card.slug}")
    if not hit.is_by_name:
        line.append(f"  ({hit.found_by.text})")
    console.print(line)


def _show_resource(hit: ResourceHit) -> None:
    spoken = " ".join(hit.card.languages)
    console.print(_marked(hit.title), Text(f"[{spoken}] {hit.card.kind}", "dim"))
    console.print(Text(f"  {hit.card.address}", "cyan"))
    reasons = (
        f"topic {reason.topic.name}" if reason.topic else reason.where.value
        for reason in hit.reasons
    )
    console.print(Text(f"  found by: {', '.join(reasons)}", "dim"))


def _marked(pieces: tuple[Piece, ...]) -> Text:
    styles = {True: "bold yellow", False: "bold"}
    return Text.assemble(*((piece.text, styles[piece.is_marked]) for piece in pieces))
