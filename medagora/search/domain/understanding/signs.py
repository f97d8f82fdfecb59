"""How much a few words look like each of the languages in ``guess.toml``."""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from medagora.kernel.text import fold
from medagora.search.domain.function_words import FUNCTION_WORDS
from medagora.search.domain.understanding.lists import tables_of

# What a sign is worth; found by trying.
_LETTER, _SMALL, _WORD, _ENDING, _SHAPE = 3.0, 2.0, 2.0, 0.7, 0.2
#: A small word of one or two letters says less.
_SHORT_SMALL = 1.0
#: What speaks against a language: a letter that it does not have.
_FOREIGN = 1.5
_MIN_ENDING_WORD = 5
_MIN_SHAPE_WORD = 4
#: No pairs of letters in a word speak louder for a language or against it.
_LOUDEST_SHAPE = 0.5
# Pairs that were not seen count as if they were seen so often, of so many.
_UNSEEN, _OF = 0.3, 300.0


@dataclass(frozen=True)
class Signs:
    """One language. ``letters`` are all it has beyond the common ones; ``pairs`` says
    for two neighbouring letters how much likelier they are here than elsewhere."""

    letters: frozenset[str]
    small: frozenset[str]
    words: frozenset[str]
    endings: tuple[str, ...]
    pairs: dict[str, float]

    def weigh(self, text: "Text") -> float:
        letters = 0.0
        if self.letters and text.marked:
            own = text.marked & self.letters
            shared = (_LETTER / marked_letters()[one] for one in own)
            letters = sum(shared) - _FOREIGN * len(text.marked - own)
        return letters + sum(self._weigh_word(*word) for word in text.words)

    def _weigh_word(self, word: str, pairs: tuple[str, ...]) -> float:
        if word in self.words:
            return _WORD
        if word in self.small:
            return _SMALL if len(word) > 2 else _SHORT_SMALL
        has_ending = len(word) >= _MIN_ENDING_WORD and word.endswith(self.endings)
        return _ENDING * has_ending + self._weigh_shape(pairs)

    def _weigh_shape(self, pairs: tuple[str, ...]) -> float:
        if not pairs:
            return 0.0
        likelier = sum([self.pairs.get(pair, 0.0) for pair in pairs])
        shape = _SHAPE * likelier / math.sqrt(len(pairs))
        return max(-_LOUDEST_SHAPE, min(_LOUDEST_SHAPE, shape))


@dataclass(frozen=True)
class Text:
    """What is weighed: ``marked`` are its letters that some language has as its own;
    ``words`` are folded, each with its pairs of letters if it is long enough."""

    marked: frozenset[str]
    words: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, text: str) -> "Text":
        typed = unicodedata.normalize("NFC", text.lower())
        return cls(
            frozenset(typed) & frozenset(marked_letters()),
            tuple((word, _pairs(word)) for word in fold(text).split()),
        )


def _pairs(word: str) -> tuple[str, ...]:
    if len(word) < _MIN_SHAPE_WORD:
        return ()
    framed = f"^{word}$"
    return tuple(framed[i : i + 2] for i in range(len(framed) - 1))


@lru_cache(maxsize=1)
def marked_letters() -> Counter[str]:
    """Letters that are listed, with the number of languages that list them."""
    return Counter(
        letter
        for table in tables_of("guess.toml").values()
        for letter in table["letters"].split()
    )


@lru_cache(maxsize=64)
def signs_of(code: str) -> Signs:
    """Empty for a language without lists: only the reader can speak for that one."""
    table = tables_of("guess.toml").get(code, {})
    return Signs(
        letters=frozenset(table.get("letters", "").split()),
        small=_small(code),
        words=_listed(code, "words"),
        endings=tuple(_folded(table.get("endings", ""))),
        pairs=_likelier_pairs(code) if table else {},
    )


def _small(code: str) -> frozenset[str]:
    return FUNCTION_WORDS.get(code, frozenset()) | _listed(code, "small")


def _listed(code: str, name: str) -> frozenset[str]:
    return frozenset(_folded(tables_of("guess.toml").get(code, {}).get(name, "")))


def _folded(words: str) -> Iterator[str]:
    return (fold(word) for word in words.split())


def _likelier_pairs(code: str) -> dict[str, float]:
    """Logarithms of likelihoods against all languages, of every pair seen in any."""
    everywhere = _shares_everywhere()
    here = _counts(code)
    total = here.total() + _OF
    return {
        pair: math.log((here[pair] + _UNSEEN) / total) - math.log(share)
        for pair, share in everywhere.items()
    }


@lru_cache(maxsize=1)
def _shares_everywhere() -> dict[str, float]:
    """How common a pair is, every language counting the same."""
    codes = tuple(tables_of("guess.toml"))
    sums: dict[str, float] = {}
    for code in codes:
        counts = _counts(code)
        for pair, count in counts.items():
            sums[pair] = sums.get(pair, 0.0) + count / counts.total()
    return {pair: share / len(codes) for pair, share in sums.items()}


@lru_cache(maxsize=64)
def _counts(code: str) -> Counter[str]:
    words = _listed(code, "words") | _small(code)
    return Counter(pair for word in words for pair in _pairs(word))
