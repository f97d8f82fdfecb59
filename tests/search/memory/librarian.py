"""What a librarian's query says of one document, and nothing else."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from medagora.kernel.query_language import AllOf, Fact, Node, Not, Words, leaves
from medagora.search.domain.librarian import folded_words
from tests.search.memory.kept import KeptContent

_PLACES = {
    "": ("title", "text", "by"),
    "title": ("title",),
    "text": ("title", "text"),
    "by": ("by",),
}
_TITLE_WEIGHT = 2.0
#: Slugs of the topics that a value of ``topic:`` or ``code:`` names.
NamedTopics = Mapping[str, Collection[str]]


def holds(node: Node, content: KeptContent, named: NamedTopics) -> bool:
    if isinstance(node, Words):
        return weight_of(node, content) > 0
    if isinstance(node, Fact):
        return _is_so(node, content, named)
    if isinstance(node, Not):
        return not holds(node.part, content, named)
    parts = [holds(part, content, named) for part in node.parts]
    return all(parts) if isinstance(node, AllOf) else any(parts)


def wanted_words(node: Node | None) -> list[Words]:
    """The words that a query asks for; facts put nothing in order."""
    found = leaves(node, with_denied=False) if node else ()
    return [leaf for leaf in found if isinstance(leaf, Words)]


def weight_of(words: Words, content: KeptContent) -> float:
    """More in a title than elsewhere; nothing if they do not stand there."""
    wanted = folded_words(words)
    return max(
        (
            _TITLE_WEIGHT if place == "title" else 1.0
            for place in _PLACES[words.place]
            for text in content.texts[place]
            if _has_run(text, wanted, is_prefix=words.is_prefix)
        ),
        default=0.0,
    )


def _has_run(text: list[str], wanted: tuple[str, ...], *, is_prefix: bool) -> bool:
    """Whether the words stand there one after the other."""
    *whole, last = wanted
    runs = (text[i : i + len(wanted)] for i in range(len(text) - len(wanted) + 1))
    return any(
        run[:-1] == whole
        and (run[-1] == last or (is_prefix and run[-1].startswith(last)))
        for run in runs
    )


def _is_so(fact: Fact, content: KeptContent, named: NamedTopics) -> bool:
    document, value = content.document, fact.value
    if fact.name in {"topic", "code"}:
        return bool(set(named.get(value, ())) & set(document.topics))
    if fact.name in {"doi", "pmid"}:
        return f"{fact.name}:{value}" in document.codes
    if fact.name == "site":
        return f".{document.host}".endswith(f".{value}")
    if fact.name in {"after", "before"}:
        is_later = document.published >= _seconds(value)
        return is_later == (fact.name == "after")
    values = {
        "for": (document.audience,),
        "lang": document.languages,
        "kind": (document.kind,),
        "country": (document.country,),
        "is": document.marks,
    }[fact.name]
    return value in values or (fact.name == "for" and "both" in values)


def _seconds(day: str) -> float:
    return datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
