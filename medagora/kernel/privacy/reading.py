"""A text as the guard reads it: its words, what each may be, what leads to what."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from medagora.kernel.privacy.lexicon import Lexicon, lexicon, organisation_starts
from medagora.kernel.privacy.word_kinds import NAME, Is, classifier, names_illness

__all__ = ["NAME", "Is", "Reading", "Word", "names_illness", "read"]

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐][^\W\d_]+){0,3}")
_LONGEST = 40


@dataclass(slots=True)
class Word:
    start: int
    end: int
    text: str
    low: str
    kind: int


@dataclass
class Reading:
    text: str
    lexicon: Lexicon
    words: list[Word] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    #: What a phrase leads to: index of the word after it -> names of the groups.
    led: dict[int, set[str]] = field(default_factory=dict)
    #: Indexes of words that belong to a known organisation.
    exempt: set[int] = field(default_factory=set)

    def between(self, index: int) -> str:
        """What stands between a word and the next one; much is as good as a line."""
        if index + 1 >= len(self.words):
            return "\n"
        start, end = self.words[index].end, self.words[index + 1].start
        return self.text[start:end] if end - start < 6 else "\n\n"

    def before(self, index: int, size: int = 3) -> str:
        """The few characters before a word, not further than the word before it."""
        start = self.words[index - 1].end if index else 0
        return self.text[
            max(start, self.words[index].start - size) : self.words[index].start
        ]

    def low(self, index: int) -> str:
        return self.words[index].low if 0 <= index < len(self.words) else ""

    def is_(self, index: int, kind: int) -> bool:
        return 0 <= index < len(self.words) and bool(self.words[index].kind & kind)

    def index_at(self, position: int) -> int:
        """The index of the first word that starts at or after a position."""
        return bisect_left(self.starts, position)

    def inside(self, start: int, end: int) -> list[Word]:
        return self.words[self.index_at(start) : self.index_at(end)]

    def starts_sentence(self, index: int) -> bool:
        if index == 0:
            return True
        gap = self.text[self.words[index - 1].end : self.words[index].start]
        return any(c in gap for c in '.!?:\n"“”«„>•')


def read(text: str, language: str) -> Reading:
    reading = Reading(text, lexicon(language))
    classify, ordinary = classifier(language), reading.lexicon.words
    words, lows = reading.words, list[str]()
    for match in _WORD.finditer(text):
        word, (start, end) = match.group(), match.span()
        low = word.lower()
        if not word.isalpha():  # it has an apostrophe or a hyphen
            low = low.replace("’", "'")
            before, after = _loose(low, language, ordinary)
            lows.append(low)
            word, start, end = (
                word[before : len(word) - after],
                start + before,
                end - after,
            )
            low = word.lower()
        else:
            lows.append(low)
        whole = end - start <= _LONGEST and not text[end : end + 1].isdigit()
        kind = classify(word) if whole else Is.COMMON
        words.append(Word(start, end, word, low, kind))
    reading.starts = [word.start for word in words]
    _follow_phrases(reading, lows)
    _exempt_organisations(reading)
    return reading


def _loose(low: str, language: str, ordinary: frozenset[str]) -> tuple[int, int]:
    """How many letters before and after a word belong to others: l'hôpital, Anna's."""
    if low.endswith("'s") and low[:-2] not in ordinary:
        return 0, 2
    if language == "fr" and len(low) > 3 and "'" in low[1:3]:
        return low.index("'") + 1, 0
    return 0, 0


def _follow_phrases(reading: Reading, lows: list[str]) -> None:
    """``lows`` are the words with what is elided before them or hangs on them."""
    phrases = reading.lexicon.phrases
    for index, low in enumerate(lows):
        for words, group in phrases.get(low, ()):
            end = index + len(words)
            if tuple(lows[index:end]) == words:
                reading.led.setdefault(end, set()).add(group)


def _exempt_organisations(reading: Reading) -> None:
    starts = organisation_starts()
    for index, word in enumerate(reading.words):
        for phrase in starts.get(word.low, ()):
            end = index + len(phrase)
            if tuple(reading.low(i) for i in range(index, end)) == phrase:
                reading.exempt.update(range(index, end))
