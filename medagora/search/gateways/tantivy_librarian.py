"""A librarian's query in Tantivy's terms: exactly what it says, nothing like it."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Protocol

from tantivy import FieldType, Occur, Query, Schema

from medagora.kernel.query_language import AllOf, Fact, Node, Not, Words, leaves
from medagora.search.domain.librarian import folded_words

#: Where the words of a place stand.
_FIELDS = {
    "": ("title", "text", "by"),
    "title": ("title",),
    "text": ("title", "text"),
    "by": ("by",),
}
_VALUES = {
    "lang": "language",
    "kind": "kind",
    "country": "country",
    "is": "mark",
}
_MOST_SECONDS = 2**40
_TITLE_WEIGHT = 2.0


class _Parts(Protocol):
    """What the builder of plain questions has already."""

    schema: Schema

    def one_of(
        self, field: str, values: Collection[str], weight: float = 0.0
    ) -> Query: ...

    def begins(self, field: str, start: str, weight: float) -> Query: ...


class TreeBuilder:
    """``named_topics``: the slugs that a value of ``topic:`` or ``code:`` names."""

    def __init__(
        self, parts: _Parts, named_topics: Mapping[str, Collection[str]]
    ) -> None:
        self.parts = parts
        self.named_topics = named_topics

    def build(self, node: Node) -> Query:
        if isinstance(node, Words):
            return self._words(node)
        if isinstance(node, Fact):
            return self._fact(node)
        if isinstance(node, Not):
            everything = (Occur.Must, Query.const_score_query(Query.all_query(), 0.0))
            denied = (Occur.MustNot, self.build(node.part))
            return Query.boolean_query([everything, denied])
        occur = Occur.Must if isinstance(node, AllOf) else Occur.Should
        return Query.boolean_query([(occur, self.build(part)) for part in node.parts])

    def _words(self, words: Words) -> Query:
        found = [
            Query.boost_query(
                self._phrase(field, words), _TITLE_WEIGHT if field == "title" else 1.0
            )
            for field in _FIELDS[words.place]
        ]
        return Query.disjunction_max_query(found)

    def _phrase(self, field: str, words: Words) -> Query:
        folded: list[str | tuple[int, str]] = list(folded_words(words))
        if len(folded) == 1:
            if words.is_prefix:
                return self.parts.begins(field, str(folded[0]), 1.0)
            return Query.term_query(self.parts.schema, field, str(folded[0]), "freq")
        if words.is_prefix:  # phrase_prefix_query knows fifty words that begin so
            starting = [*folded[:-1], f"{folded[-1]}.*"]
            return Query.regex_phrase_query(self.parts.schema, field, starting)
        return Query.phrase_query(self.parts.schema, field, folded)

    def _fact(self, fact: Fact) -> Query:
        special: Mapping[str, Callable[[str], Query]] = {
            "topic": self._topic,
            "code": self._topic,
            "for": lambda value: self.parts.one_of("audience", [value, "both"]),
            "site": self._site,
            "after": lambda day: self._published(_seconds(day), _MOST_SECONDS),
            "before": lambda day: self._published(0, _seconds(day) - 1),
            "doi": lambda value: self.parts.one_of("code", [f"doi:{value}"]),
            "pmid": lambda value: self.parts.one_of("code", [f"pmid:{value}"]),
        }
        if make := special.get(fact.name):
            return make(fact.value)
        return self.parts.one_of(_VALUES[fact.name], [fact.value])

    def _topic(self, value: str) -> Query:
        return self.parts.one_of("topic", self.named_topics.get(value, ()))

    def _site(self, host: str) -> Query:
        """The host, and every host below it."""
        below = Query.regex_query(
            self.parts.schema, "host", rf"(.*\.)?{host.replace('.', r'[.]')}"
        )
        return Query.const_score_query(below, 0.0)

    def _published(self, first: int, last: int) -> Query:
        if last < 0:
            return Query.empty_query()
        found = Query.range_query(
            self.parts.schema,
            "published",
            FieldType.Unsigned,
            max(first, 0),
            last,
        )
        return Query.const_score_query(found, 0.0)


def wanted_words(node: Node | None) -> list[Words]:
    """The words that a query asks for: they put its hits in order, facts do not."""
    found = leaves(node, with_denied=False) if node else ()
    return [leaf for leaf in found if isinstance(leaf, Words)]


def _seconds(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
