"""What a query is made of: words and facts, joined by and, or, not. Pure.

Everything is compared folded (``words_of_text``), on one string of words with a space
around each, so that a word, a phrase and a beginning are all "is it in there".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from medagora.kernel.languages import primary
from medagora.kernel.text import fold
from medagora.reader.domain.wanted_fields import IS
from medagora.reader.domain.words_of_text import (
    LONGEST_WORD,
    MOST_WORDS,
    index_words,
    words_of,
)

#: Where words may be looked for; "" is everywhere.
ANYWHERE, TITLE, AUTHOR, SOURCE = "", "title", "author", "source"
#: What an entry is, not what it says.
FACTS = ("topic", "lang", "kind", "doi", "pmid", "is", "after", "before")
#: What stands around values, so that no phrase reaches over.
_BORDER = " | "


@dataclass(frozen=True)
class Item:
    """An entry as queries see it. ``text`` holds title and authors too."""

    id: int = 0
    work: int = 0
    feed_id: int = 0
    title: str = ""
    authors: tuple[str, ...] = ()
    text: str = ""
    source: str = ""  # the name of the feed
    journal: str = ""
    topics: frozenset[str] = frozenset()  # folded: slugs, names, synonyms
    language: str = ""
    kind: str = ""
    doi: str = ""
    pmid: str = ""
    notices: frozenset[str] = frozenset()
    day: date | None = None

    @cached_property
    def _all_words(self) -> list[str]:
        return words_of(f"{self.text}\n{self.journal}")

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that the index holds of it: what no engine finds must not be
        found by us either."""
        words = {word for word in self._all_words if len(word) <= LONGEST_WORD}
        if len(words) > MOST_WORDS:
            words = set(index_words(f"{self.text}\n{self.journal}").split())
        return frozenset(words)

    def _known(self, words: Iterable[str]) -> str:
        return " ".join(word for word in words if word in self.vocabulary)

    @cached_property
    def source_words(self) -> frozenset[str]:
        return frozenset(words_of(f"{self.source}\n{self.journal}"))

    @cached_property
    def _strings(self) -> dict[str, str]:
        return {}

    def string_of(self, place: str) -> str:
        """The words of one place as one string, a space before and behind each."""
        found = self._strings.get(place)
        if found is None:
            found = self._strings[place] = self._make_string(place)
        return found

    def _make_string(self, place: str) -> str:
        if place == ANYWHERE:
            return f" {self._known(self._all_words)} "
        values = {TITLE: (self.title,), AUTHOR: self.authors, SOURCE: (self.journal,)}
        found = [self._known(words_of(value)) for value in values[place]]
        if place == SOURCE:  # the name of a feed is in no index
            found.append(" ".join(words_of(self.source)))
        return _BORDER.join(["", *found, ""])


@dataclass(frozen=True)
class Words:
    """One word, several in a row, or how the last of them begins."""

    text: str
    place: str = ANYWHERE
    is_prefix: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return _words(self.text)

    @cached_property
    def needle(self) -> str:
        """What must be in the string. Unspaced scripts are cut into pairs of letters
        there, so a single letter at an edge may be half of a pair."""
        words = self.words
        start = "" if is_lone_letter(words[0]) else " "
        end = "" if self.is_prefix or is_lone_letter(words[-1]) else " "
        return f"{start}{' '.join(words)}{end}"

    def matches(self, item: Item) -> bool:
        return self.needle in item.string_of(self.place)


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(words_of(text))


@lru_cache(maxsize=2_000)
def is_lone_letter(word: str) -> bool:
    """Whether it is one letter of a script whose words are cut into pairs."""
    return len(word) == 1 and len(words_of(word * 3)) > 1


@dataclass(frozen=True)
class Fact:
    """Something that is so: a topic, a language, a number, a day."""

    name: str  # of FACTS
    value: str

    @property
    def key(self) -> str:
        """The form in which two spellings of the value are equal."""
        if self.name == "topic":
            return _fold(self.value)
        return IS[self.value] if self.name == "is" else self.value

    @property
    def day(self) -> date:
        return date.fromisoformat(self.value)

    def matches(self, item: Item) -> bool:
        if self.name in ("after", "before"):
            return self._is_in_time(item.day)
        return self.key in facts_of(item, self.name)

    def _is_in_time(self, day: date | None) -> bool:
        if day is None:
            return False
        return day >= self.day if self.name == "after" else day < self.day


@lru_cache(maxsize=20_000)
def _fold(text: str) -> str:
    return fold(text)


def facts_of(item: Item, name: str) -> frozenset[str]:
    """What is so about an entry, for one of FACTS but the days."""
    if name == "topic":
        return item.topics
    if name == "is":
        return item.notices
    value = {
        "lang": primary(item.language) if item.language else "",
        "kind": item.kind,
        "doi": item.doi,
        "pmid": item.pmid,
    }[name]
    return frozenset((value,)) if value else frozenset()


@dataclass(frozen=True)
class Not:
    part: "Node"

    def matches(self, item: Item) -> bool:
        return not self.part.matches(item)


@dataclass(frozen=True)
class AllOf:
    parts: tuple["Node", ...] = field(default=())

    def matches(self, item: Item) -> bool:
        return all(part.matches(item) for part in self.parts)


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Node", ...] = field(default=())

    def matches(self, item: Item) -> bool:
        return any(part.matches(item) for part in self.parts)


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


def leaves(node: Node) -> Iterable[Words | Fact]:
    if isinstance(node, Not):
        yield from leaves(node.part)
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from leaves(part)
    else:
        yield node
