"""A free text as sentences of folded words that know where they stood."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from medagora.kernel.emergencies.patterns import PARTED
from medagora.kernel.text import fold

#: Longer sentences are read in parts that overlap, so that a text without any full
#: stop costs no more than another.
LONGEST = 48
OVERLAP = 16
#: Nobody writes a longer word: it is cut, not left out.
LONGEST_WORD = 40

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
_HIDDEN = "\u200b-\u200f\u2060\ufeff\u00ad"
_WORD = re.compile(rf"[\w{_MARKS}{_HIDDEN}]+")
_STRIPPED = re.compile(rf"[{_HIDDEN}]")
_END = re.compile(r"[.!?؟;…\n]")
_COMMA = re.compile(r"[,،:–—\"„“”«»()]| - ")
_QUESTION = re.compile(r"[?؟]")


@dataclass(frozen=True)
class Word:
    """``text`` is folded; ``comma``: a pause stands before it."""

    text: str
    start: int
    end: int
    comma: bool = False


@dataclass(frozen=True)
class Sentence:
    """At most ``LONGEST`` words in a row, between two full stops."""

    words: tuple[Word, ...]
    is_question: bool = False

    @cached_property
    def text(self) -> str:
        """Each word with a space after, as patterns want it."""
        return "".join(f"{word.text} " for word in self.words)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for word in self.words:
            starts.append(at)
            at += len(word.text) + 1
        return starts

    def number_at(self, place: int) -> int:
        """Which word stands at a place of ``text``."""
        return bisect_right(self._starts, place) - 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A place of ``text``, as a place of what was written."""
        first, last = self.number_at(start), self.number_at(max(start, end - 1))
        return self.words[first].start, self.words[last].end

    def before(self, place: int, count: int) -> list[str]:
        """The words before a place, back to the last pause, ``count`` at most."""
        number, found = self.number_at(place), list[str]()
        while len(found) < count and number > 0 and not self.words[number].comma:
            number -= 1
            found.append(self.words[number].text)
        return found


def split_sentences(text: str) -> list[Sentence]:
    """In order; linear in the length of the text."""
    return list(_cut(text))


def _cut(text: str) -> Iterator[Sentence]:
    ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    for start, end in pairwise(ends):
        words = tuple(_words(text, start, end))
        is_question = bool(_QUESTION.match(text, end - 1)) if end else False
        for first in range(0, max(1, len(words) - OVERLAP), LONGEST - OVERLAP):
            if part := words[first : first + LONGEST]:
                yield Sentence(part, is_question)


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    """Words that an apostrophe parts in English are one ("cant", "im")."""
    found: list[Word] = []
    at = start
    for match in _WORD.finditer(text, start, end):
        comma = bool(_COMMA.search(text, at, match.start()))
        at = match.end()
        bare = match[0] if match[0].isascii() else _STRIPPED.sub("", match[0])
        for part in fold(bare).split():
            word = Word(part[:LONGEST_WORD], match.start(), match.end(), comma)
            found.append(_joined(found, word) or word)
    return iter(found)


def _joined(found: list[Word], word: Word) -> Word | None:
    """The word with the one before, if both are one word; that one is taken away."""
    if not found or word.comma:
        return None
    pair = found[-1].text + word.text
    if pair not in PARTED:
        return None
    before = found.pop()
    return Word(pair, before.start, word.end, before.comma)
