"""The query language: how readers say what they look for, watch or do not want.

    asthma children            both words          "heart failure"    in this order
    asthma OR copd             either              -mice, NOT mice    without
    (asthma OR copd) -mice     as you like         vaccin*            what begins so
    title: author: source:     words there         topic: lang: kind: doi: pmid: is:
    after:2026-01-01 before:2026-02                days

Words in a row mean "and", which binds before OR. Nothing is ever guessed: a field
that does not exist is refused with its place. Only BadInput is raised.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from medagora.kernel.query_language import (
    KEYWORDS,
    QUOTES,
    AllOf,
    AnyOf,
    Fact,
    Node,
    Not,
    Words,
    all_of,
    any_of,
    leaves,
)
from medagora.kernel.text import tidy
from medagora.reader.domain.wanted_fields import clean_fact
from medagora.reader.domain.wanted_needs import Need, fts5, need_of, only_words, tsquery
from medagora.reader.domain.wanted_parser import LONGEST, read
from medagora.reader.domain.wanted_parts import AUTHOR, SOURCE, Item, matches
from medagora.reader.domain.words_of_text import words_of

__all__ = [
    "LONGEST",
    "Item",
    "Wanted",
    "compose",
    "describe",
    "fts5",
    "parse",
    "tsquery",
]

_PLAIN = re.compile(r"\w(?:[\w.'’/+-]*\w)?")


@dataclass(frozen=True)
class Wanted:
    """A query that was understood."""

    node: Node

    def matches(self, item: Item) -> bool:
        return matches(self.node, item)

    @cached_property
    def need(self) -> Need:
        """What every entry has that matches."""
        return need_of(self.node)

    def engine_words(self) -> Need:
        """The part of it that the index of words can answer; write it with ``fts5``
        or ``tsquery``."""
        return only_words(self.need)

    def values_of(self, field: str) -> list[str]:
        """What it says about one fact, also behind a "not": ``values_of("topic")``."""
        return [
            leaf.value
            for leaf in leaves(self.node)
            if isinstance(leaf, Fact) and leaf.name == field
        ]


@lru_cache(maxsize=20_000)
def parse(text: str) -> Wanted:
    """What a query means. BadInput says what is wrong with it, and where."""
    return Wanted(read(text))


def describe(wanted: Wanted) -> str:
    """The query as text, which means the same when it is read again."""
    return _write(wanted.node)


def _write(node: Node) -> str:
    if isinstance(node, AnyOf):
        return " OR ".join(map(_write, node.parts))
    if isinstance(node, AllOf):
        return " ".join(
            f"({_write(part)})" if isinstance(part, AnyOf) else _write(part)
            for part in node.parts
        )
    if isinstance(node, Not):
        inside = _write(node.part)
        is_group = isinstance(node.part, AllOf | AnyOf)
        return f"-({inside})" if is_group else f"-{inside}"
    if isinstance(node, Fact):
        return f"{node.name}:{_quoted(node.value)}"
    name = f"{node.place}:" if node.place else ""
    return f"{name}{_quoted(node.text)}{'*' if node.is_prefix else ''}"


def _quoted(text: str) -> str:
    is_plain = _PLAIN.fullmatch(text) and text not in KEYWORDS
    return text if is_plain else f'"{text}"'


def compose(
    *,
    words: str = "",
    topics: Iterable[str] = (),
    authors: Iterable[str] = (),
    sources: Iterable[str] = (),
) -> str:
    """A query from the boxes of a simple form: what stands in several boxes must all
    be so; of several names in one box any will do. "" when all are empty."""
    boxes: list[Node] = []
    if words.strip():
        boxes.append(parse(words).node)
    if named := [Fact("topic", clean_fact("topic", t, place=1)) for t in topics]:
        boxes.append(any_of(named))
    for place, names in ((AUTHOR, authors), (SOURCE, sources)):
        texts = [tidy(re.sub(f"[{QUOTES}*]", " ", name)) for name in names]
        if found := [Words(text, place) for text in texts if words_of(text)]:
            boxes.append(any_of(found))
    return _write(all_of(boxes)) if boxes else ""
