"""What a query is made of, and whether an entry has it. Pure.

Everything is compared folded (``words_of_text``), on one string of words with a space
around each, so that a word, a phrase and a beginning are all "is it in there".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from medagora.kernel import query_language
from medagora.kernel.languages import primary
from medagora.kernel.query_language import AllOf, AnyOf, Fact, Node, Not, Words
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


def matches(node: Node, item: Item) -> bool:
    """Whether an entry is what a query says."""
    if isinstance(node, Words):
        return needle_of(node.text, is_prefix=node.is_prefix) in item.string_of(
            node.place
        )
    if isinstance(node, AllOf):
        return all(matches(part, item) for part in node.parts)
    if isinstance(node, AnyOf):
        return any(matches(part, item) for part in node.parts)
    if isinstance(node, Not):
        return not matches(node.part, item)
    return _is_so(node, item)


@lru_cache(maxsize=20_000)
def folded_words(text: str) -> tuple[str, ...]:
    """The words of a part of a query."""
    return tuple(words_of(text))


@lru_cache(maxsize=20_000)
def needle_of(text: str, *, is_prefix: bool) -> str:
    """What must be in the string. Unspaced scripts are cut into pairs of letters
    there, so a single letter at an edge may be half of a pair."""
    words = folded_words(text)
    start = "" if is_lone_letter(words[0]) else " "
    end = "" if is_prefix or is_lone_letter(words[-1]) else " "
    return f"{start}{' '.join(words)}{end}"


@lru_cache(maxsize=2_000)
def is_lone_letter(word: str) -> bool:
    """Whether it is one letter of a script whose words are cut into pairs."""
    return query_language.is_lone_letter(word, words_of)


def key_of(fact: Fact) -> str:
    """The form in which two spellings of the value are equal."""
    if fact.name == "topic":
        return _fold(fact.value)
    return IS[fact.value] if fact.name == "is" else fact.value


@lru_cache(maxsize=20_000)
def _fold(text: str) -> str:
    return fold(text)


def _is_so(fact: Fact, item: Item) -> bool:
    if fact.name in ("after", "before"):
        return _is_in_time(fact, item.day)
    return key_of(fact) in facts_of(item, fact.name)


def _is_in_time(fact: Fact, day: date | None) -> bool:
    if day is None:
        return False
    limit = date.fromisoformat(fact.value)
    return day >= limit if fact.name == "after" else day < limit


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
