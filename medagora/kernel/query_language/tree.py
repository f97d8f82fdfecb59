"""What a query is made of: words and facts, joined by and, or, not. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One word, several in a row, or how the last of them begins."""

    text: str
    place: str = ""  # the field in which they stand; "" is everywhere
    is_prefix: bool = False


@dataclass(frozen=True)
class Fact:
    """Something that is so: a topic, a language, a number, a day."""

    name: str
    value: str


@dataclass(frozen=True)
class Not:
    part: "Node"


@dataclass(frozen=True)
class AllOf:
    parts: tuple["Node", ...] = ()


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Node", ...] = ()


Node = Words | Fact | Not | AllOf | AnyOf


def all_of(parts: Iterable[Node]) -> Node:
    """The parts joined by and; one alone stands for itself."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, AllOf) else (part,)
    return flat[0] if len(flat) == 1 else AllOf(tuple(flat))


def any_of(parts: Iterable[Node]) -> Node:
    """The parts joined by or; one alone stands for itself."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, AnyOf) else (part,)
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def negate(part: Node) -> Node:
    return part.part if isinstance(part, Not) else Not(part)


def is_positive(node: Node) -> bool:
    """Whether it asks for something: what only excludes would match nearly all."""
    if isinstance(node, Not):
        return False
    if isinstance(node, AllOf):
        return any(map(is_positive, node.parts))
    if isinstance(node, AnyOf):
        return all(map(is_positive, node.parts))
    return True


def leaves(node: Node, *, with_denied: bool = True) -> Iterator[Words | Fact]:
    """The words and facts of a query, those behind a "not" only when asked for."""
    if isinstance(node, Not):
        if with_denied:
            yield from leaves(node.part)
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from leaves(part, with_denied=with_denied)
    else:
        yield node
