"""Reads what a librarian typed into the search field. Pure.

    asthma children            both words          "heart failure"    in this order
    asthma OR copd             either              -mice, NOT mice    without
    (asthma OR copd) -mice     as you like         vaccin*            what begins so
    title: text: by:           words there
    topic: lang: kind: for: country: site: is: doi: pmid: code: after: before:

Nothing is guessed: what cannot be understood is refused with its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from medagora.kernel.query_language import (
    Fact,
    Grammar,
    Node,
    Words,
    leaves,
    parse_query,
)
from medagora.kernel.text import tidy
from medagora.search.domain.librarian.fields import (
    FACTS,
    FIELDS,
    UNBROKEN,
    clean_fact,
)
from medagora.search.domain.librarian.signs import uses_language
from medagora.search.domain.words import words_of

#: Enough for a search strategy; it bounds what one search can cost.
LONGEST = 500
_GRAMMAR = Grammar(
    FIELDS, FACTS, clean_fact, words_of, unbroken=UNBROKEN, has_loose_fields=False
)


@dataclass(frozen=True)
class Librarian:
    """A query that was understood. It always asks for something: ``node`` never
    matches everything, and neither does one side of an OR in it."""

    node: Node

    def values_of(self, field: str) -> list[str]:
        """What it says about one fact, also behind a "not": ``values_of("topic")``."""
        return [
            leaf.value
            for leaf in leaves(self.node)
            if isinstance(leaf, Fact) and leaf.name == field
        ]

    def asked_values_of(self, field: str) -> list[str]:
        """The same, but not behind a "not"."""
        return [
            leaf.value
            for leaf in leaves(self.node, with_denied=False)
            if isinstance(leaf, Fact) and leaf.name == field
        ]

    def positive_words(self) -> tuple[str, ...]:
        """The folded words that hits may show, in order; not the beginnings."""
        found = [
            word
            for leaf in self._wanted()
            for word in folded_words(leaf)[: -1 if leaf.is_prefix else None]
        ]
        return tuple(dict.fromkeys(found))

    def positive_starts(self) -> tuple[str, ...]:
        """The folded beginnings of words that hits may show."""
        found = [folded_words(leaf)[-1] for leaf in self._wanted() if leaf.is_prefix]
        return tuple(dict.fromkeys(found))

    def _wanted(self) -> Iterator[Words]:
        for leaf in leaves(self.node, with_denied=False):
            if isinstance(leaf, Words):
                yield leaf


def read_query(text: str) -> Librarian | None:
    """What a text means in the query language; None for plain words.

    BadInput says what is wrong, and where. A DOI or PMID alone is plain: it stands in
    citations that people paste, and is looked up as an identifier.
    """
    text = tidy(text)
    if not uses_language(text):
        return None
    return Librarian(parse_query(text, _GRAMMAR, longest=LONGEST))


def folded_words(leaf: Words) -> tuple[str, ...]:
    """The words of a part of a query as documents are indexed; several are a phrase,
    the last may be a beginning (``is_prefix``)."""
    return _folded(leaf.text)


@lru_cache(maxsize=2_000)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(words_of(text))
