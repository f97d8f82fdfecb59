"""A search said in the language of the reader's alerts. Pure."""

from collections.abc import Callable, Collection, Iterator

from medagora.kernel.query_language import (
    QUOTES,
    AllOf,
    Fact,
    Node,
    Not,
    Words,
    all_of,
    any_of,
)
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.reader.domain import wanted
from medagora.reader.domain.wanted_parts import SOURCE
from medagora.reader.domain.words import Sort
from medagora.reader.domain.words_of_text import words_of as words_of_entries
from medagora.search.domain.librarian.reading import read_query
from medagora.search.domain.requests import ANY, SearchRequest
from medagora.search.domain.words import understand, words_of

#: Where words stand, and where alerts look for them.
_PLACES = {"": "", "title": "title", "text": "", "by": SOURCE}
#: What can be known of an entry as of a resource.
_FACTS = ("topic", "lang", "kind", "doi", "pmid", "after", "before")
#: What stands around a word and is no part of it.
_AROUND = f"{QUOTES}'‘’?!.,;:*()[]{{}}…¿¡؟،؛。、，：；？！（）「」『』-–—/&"
_NO_QUOTES = str.maketrans(dict.fromkeys(QUOTES, " "))


def alert_query(request: SearchRequest, sort_of: Callable[[str], str]) -> str:
    """The query of an alert that watches for what the search finds.

    ``sort_of`` gives what the feeds of a kind bring. The reader's own language is not
    part of it unless it was chosen on purpose: few sources say theirs. BadInput for
    what no alert can hold.
    """
    _refuse_audience(request.audience)
    _refuse_marks(request.marks)
    librarian = read_query(request.text)
    if librarian is not None:
        parts = [_as_wanted(librarian.node, sort_of)]
    else:
        parts = list(_plain_words(request))
    parts += _filters(request, sort_of)
    if not parts:
        raise BadInput("Search for something first; then you can watch it.")
    return wanted.describe(wanted.Wanted(all_of(parts)))


def _plain_words(request: SearchRequest) -> Iterator[Node]:
    """The words that carry the question, as they were typed."""
    content = set(understand(request.text, request.reader).content)
    found: list[Node] = [
        Words(word)
        for part in request.text.split()
        if content.intersection(words_of(part))
        and words_of_entries(word := part.translate(_NO_QUOTES).strip(_AROUND))
    ]
    if found and request.is_broad:
        yield any_of(found)
    else:
        yield from found


def _filters(request: SearchRequest, sort_of: Callable[[str], str]) -> Iterator[Node]:
    if topic := tidy(request.topic.translate(_NO_QUOTES)):
        yield Fact("topic", topic)
    if request.language not in {"", ANY}:
        yield Fact("lang", request.language)
    if request.kind:
        yield Fact("kind", _sort(request.kind, sort_of))


def _refuse_audience(audience: str) -> None:
    if audience:
        raise BadInput(
            "An alert cannot tell what is for patients from what is for "
            "professionals. Search for both, then watch the search.",
            field="audience",
        )


def _refuse_marks(marks: Collection[str]) -> None:
    if marks:
        raise BadInput(
            "An alert cannot hold “%(name)s:”. Take it out, then watch the search.",
            field="is",
            name="is",
        )


def _sort(kind: str, sort_of: Callable[[str], str]) -> str:
    sort = sort_of(kind)
    if sort == Sort.OTHER:
        raise BadInput(
            "An alert watches journals, news, blogs, podcasts and videos. Choose one "
            "of these kinds or all of them, then watch the search.",
            field="kind",
        )
    return sort


def _as_wanted(node: Node, sort_of: Callable[[str], str]) -> Node:
    if isinstance(node, Words):
        return Words(node.text, _PLACES[node.place], node.is_prefix)
    if isinstance(node, Fact):
        return _fact(node, sort_of)
    if isinstance(node, Not):
        return Not(_as_wanted(node.part, sort_of))
    parts = [_as_wanted(part, sort_of) for part in node.parts]
    return all_of(parts) if isinstance(node, AllOf) else any_of(parts)


def _fact(fact: Fact, sort_of: Callable[[str], str]) -> Fact:
    if fact.name not in _FACTS:
        raise BadInput(
            "An alert cannot hold “%(name)s:”. Take it out, then watch the search.",
            field="query",
            name=fact.name,
        )
    return Fact("kind", _sort(fact.value, sort_of)) if fact.name == "kind" else fact
