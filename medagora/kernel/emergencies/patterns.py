"""The small language in which the words of emergencies are written.

A pattern is a line of words, each followed by at most one other word, which may not
be a negation ("want to really die"; but "have no pain" is not "have pain"):

    die           this word, folded          di*          words that begin so
    (die|be dead) one of these, as written    <person>     one of a list in the file
    ..            up to four words between    ##           a number of two digits
    ^ $           begin and end of the text   a b & c d    both, in any order

In scripts without spaces each sign is a word of its own, in a text and in a pattern.

A pattern is looked for only where each of its places may be filled (``slots``), so
that the words of an ordinary question cost looks into a dictionary and no more.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from medagora.kernel.text import fold

_SLOT = re.compile(r"\([^()]*\)|<\w+>|\S+")
_WRITTEN = re.compile(r"\w+\*?")
_NUMBER = "##"
WORDS_KEPT = 20_000
#: Arabic writes "and", "so" and "the" at the front of a word, and in front of a verb
#: that it will happen: one letter in the written language, others in the spoken ones.
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_FUTURE = re.compile("[سهح][ايتن]")
_ARABIC_FRONT = "[وفب]?(?:ال|[سهح](?=[ايتن]))?"
#: Chinese and Japanese write no spaces.
_UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Anchor:
    """A word without which a phrase cannot stand in a text."""

    word: str
    is_start: bool


@dataclass(frozen=True)
class Pattern:
    """``written``, as regular expressions, must all be found in a text of folded words,
    each with a space after; ``slots``: of each, one anchor is among its words;
    ``words``: all of them, without those that are only a beginning."""

    written: tuple[str, ...]
    slots: tuple[tuple[Anchor, ...], ...]
    words: frozenset[str] = frozenset()

    @cached_property
    def _parts(self) -> tuple[re.Pattern[str], ...]:
        """Made when first needed: all of them at once would take half a second."""
        return tuple(map(re.compile, self.written))

    def is_in(self, text: str) -> bool:
        return all(part.search(text) for part in self._parts)

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """Where the pattern stands, in order; of several parts in any order the first
        of each, as one place. Ends count the space after the last word."""
        if len(self._parts) == 1:
            return [match.span() for match in self._parts[0].finditer(text)]
        spans = [match.span() for part in self._parts if (match := part.search(text))]
        if len(spans) < len(self._parts):
            return []
        return [(min(start for start, _ in spans), max(end for _, end in spans))]


class PatternIndex(Generic[Thing]):
    """Patterns of things, found by the words of a text."""

    def __init__(self, pairs: Iterable[tuple[Pattern, Thing]]) -> None:
        self._pairs = tuple(pairs)
        words: dict[str, list[_Slot]] = defaultdict(list)
        starts: dict[str, list[_Slot]] = defaultdict(list)
        for place, (pattern, _) in enumerate(self._pairs):
            for number, anchors in enumerate(pattern.slots):
                for anchor in set(anchors):
                    kept = starts if anchor.is_start else words
                    kept[anchor.word].append((place, number))
        self._words, self._starts = dict(words), dict(starts)
        self._lengths = sorted({len(start) for start in starts})
        # Most words of a language come again and again, and fill nothing.
        self._slots_of = lru_cache(maxsize=WORDS_KEPT)(self._look_up)

    def candidates(self, words: Iterable[str]) -> list[tuple[Pattern, Thing]]:
        """What may be in a text of these words, in the order given."""
        filled = Counter(place for place, _ in self._filled(words))
        return [
            self._pairs[place]
            for place, count in sorted(filled.items())
            if count == len(self._pairs[place][0].slots)
        ]

    def _filled(self, words: Iterable[str]) -> set["_Slot"]:
        return {slot for word in words for slot in self._slots_of(word)}

    def _look_up(self, written: str) -> frozenset["_Slot"]:
        found: set[_Slot] = set()
        for word in bare_forms(written):
            found.update(self._words.get(word, ()))
            for length in self._lengths:
                found.update(self._starts.get(word[:length], ()))
        return frozenset(found)


#: A pattern's number, and which of its slots.
_Slot = tuple[int, int]


class Compiler:
    """Makes patterns of the lines of one file, which share lists and negations."""

    def __init__(
        self, lists: Mapping[str, Sequence[str]], negations: Sequence[str]
    ) -> None:
        self._lists = lists
        barred = "".join(f"(?!{_word(word)} )" for word in negations)
        self._one = rf"(?:{barred}\S+ )?"
        self._some = rf"(?:{barred}\S+ ){{0,4}}"

    def pattern(self, line: str) -> Pattern:
        """ValueError names the line that means nothing."""
        parts = [_SLOT.findall(part) for part in line.split(" & ")]
        slots = [self._phrases(slot) for part in parts for slot in part]
        worded = [phrases for phrases in slots if phrases]
        if not worded:
            raise ValueError(f"No word in {line!r}")
        return Pattern(
            tuple(self._regex(part) for part in parts),
            tuple(tuple(map(_anchor, phrases)) for phrases in worded),
            frozenset(word for phrases in worded for word in _whole_words(phrases)),
        )

    def _phrases(self, slot: str) -> tuple[str, ...]:
        """The phrases of which one must stand here; none for what is no word."""
        if slot in {"..", "^", "$", _NUMBER}:
            return ()
        if slot.startswith("<"):
            return tuple(self._lists[slot[1:-1]])
        if slot.startswith("("):
            parts = slot[1:-1].split("|")
            return tuple(phrase for part in parts for phrase in self._listed(part))
        return (slot,)

    def _listed(self, part: str) -> Sequence[str]:
        return self._lists[part[1:-1]] if part.startswith("<") else (part,)

    def _regex(self, slots: Sequence[str]) -> str:
        made, gap = [], r"(?<!\S)"
        for slot in slots:
            if slot == "..":
                gap = self._some
            elif slot in {"^", "$"}:
                made.append(r"\A" if slot == "^" else r"\Z")
                gap = ""
            elif slot == _NUMBER:
                made.append(rf"{gap}\d\d ")
                gap = ""
            else:
                choice = "|".join(_phrase(text) for text in self._phrases(slot))
                made.append(f"{gap}(?:{choice})")
                gap = self._one
        return "".join(made)


def spoken_words(text: str) -> list[str]:
    """The folded words; what an apostrophe parts in English is one ("cant", "im")."""
    words: list[str] = []
    for word in _spread(fold(text)).split():
        if words and words[-1] + word in PARTED:
            words[-1] += word
        else:
            words.append(word)
    return words


#: What an apostrophe parts, as one word.
PARTED = frozenset(
    word
    for line in (
        "cant dont wont isnt doesnt didnt couldnt wouldnt arent wasnt hasnt havent",
        "im ive hes shes itll theyre youre myself himself herself",
    )
    for word in line.split()
)


def bare_forms(word: str) -> tuple[str, ...]:
    """A word as written and, in Arabic, without what is written at its front."""
    if not _ARABIC.match(word):
        return (word,)
    cut = word[1:] if word[0] in "وفب" else word
    forms = (word, cut, word.removeprefix("ال"), cut.removeprefix("ال"))
    later = (form[1:] for form in (word, cut) if _ARABIC_FUTURE.match(form))
    return tuple(dict.fromkeys(form for form in (*forms, *later) if form))


def _spread(folded: str) -> str:
    """Each sign of a script without spaces as a word."""
    if folded.isascii() or not _UNSPACED.search(folded):
        return folded
    return _UNSPACED.sub(r" \1 ", folded)


def _phrase(text: str) -> str:
    return "".join(f"{_word(word)} " for word in _spread(text).split())


@lru_cache(maxsize=WORDS_KEPT)
def _word(word: str) -> str:
    """A regular expression of one written word of a pattern."""
    folded = _folded(word)
    front = _ARABIC_FRONT if _ARABIC.match(folded) else ""
    return front + re.escape(folded) + (r"\S*" if word.endswith("*") else "")


def _whole_words(phrases: Iterable[str]) -> Iterator[str]:
    words = (word for phrase in phrases for word in _spread(phrase).split())
    return (_folded(word) for word in words if not word.endswith("*"))


def _anchor(phrase: str) -> Anchor:
    """The longest word of a phrase."""
    word = max(_spread(phrase).split(), key=len)
    return Anchor(_folded(word), word.endswith("*"))


@lru_cache(maxsize=WORDS_KEPT)  # lists of words are used again and again
def _folded(word: str) -> str:
    if not _WRITTEN.fullmatch(word):
        raise ValueError(f"Not one word: {word!r}")
    return fold(word.removesuffix("*"))
