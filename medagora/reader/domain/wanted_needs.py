"""What a query cannot do without, as the engines and ``matching`` can look it up. Pure.

A need is implied by its query: whatever the query matches has what it needs. So an
engine narrows by it and never loses anything; the query itself then judges.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from medagora.kernel.query_language import AllOf, Fact, Node, Not, Words
from medagora.reader.domain.wanted_parts import (
    SOURCE,
    folded_words,
    is_lone_letter,
    key_of,
)

#: Kinds of needs beside the FACTS: a word of the text, a word of the source's name.
WORD = "word"


@dataclass(frozen=True)
class Has:
    """One word (WORD, SOURCE) or fact that must be there."""

    kind: str
    value: str
    is_prefix: bool = False


@dataclass(frozen=True)
class Every:
    parts: tuple["Need", ...]


@dataclass(frozen=True)
class Some:
    parts: tuple["Need", ...]


@dataclass(frozen=True)
class Anything:
    """Nothing that could be looked up."""

    name: str = field(default="anything", init=False)


Need = Has | Every | Some | Anything
ANYTHING = Anything()


def need_of(node: Node) -> Need:
    """What every entry has that the query matches."""
    if isinstance(node, Words):
        return _need_of_words(node)
    if isinstance(node, Fact):
        return Has(node.name, key_of(node))
    if isinstance(node, Not):
        return ANYTHING
    if isinstance(node, AllOf):
        return every(map(need_of, node.parts))
    return some(map(need_of, node.parts))


def _need_of_words(node: Words) -> Need:
    kind = SOURCE if node.place == SOURCE else WORD
    words = folded_words(node.text)
    needs: list[Need] = []
    for place, word in enumerate(words):
        is_last = place == len(words) - 1
        if is_lone_letter(word) and place == 0:
            continue  # it may be the second half of a pair
        is_open = is_last and (node.is_prefix or is_lone_letter(word))
        needs.append(Has(kind, word, is_open))
    return every(needs)


def every(parts: Iterable[Need]) -> Need:
    kept = tuple(dict.fromkeys(part for part in parts if part != ANYTHING))
    if not kept:
        return ANYTHING
    return kept[0] if len(kept) == 1 else Every(kept)


def some(parts: Iterable[Need]) -> Need:
    kept = tuple(dict.fromkeys(parts))
    if ANYTHING in kept:
        return ANYTHING
    return kept[0] if len(kept) == 1 else Some(kept)


def only(need: Need, may_stay: Callable[[Has], bool]) -> Need:
    """The need without what may not stay; still implied."""
    if isinstance(need, Has):
        return need if may_stay(need) else ANYTHING
    if isinstance(need, Every):
        return every(only(part, may_stay) for part in need.parts)
    if isinstance(need, Some):
        return some(only(part, may_stay) for part in need.parts)
    return ANYTHING


def only_words(need: Need) -> Need:
    """What the index of words can answer."""
    return only(need, lambda has: has.kind == WORD)


def fts5(need: Need) -> str:
    """For SQLite's MATCH; "" when it cannot narrow. Words hold letters only."""
    return _write(only_words(need), " *", '"', " AND ", " OR ")


def tsquery(need: Need) -> str:
    """For PostgreSQL's ``::tsquery``; "" when it cannot narrow."""
    return _write(only_words(need), ":*", "'", " & ", " | ")


def _write(need: Need, star: str, quote: str, both: str, either: str) -> str:
    if isinstance(need, Has):
        return f"{quote}{need.value}{quote}{star if need.is_prefix else ''}"
    if isinstance(need, Anything):
        return ""
    joint = both if isinstance(need, Every) else either
    parts = (_write(part, star, quote, both, either) for part in need.parts)
    return f"({joint.join(parts)})"
