"""What readability formulas need to know of a text, counted once.

Numbers are words of a sentence but have no syllables or letters (Flesch 1948 leaves
figures out of his syllable count), so every share is one of the words with letters.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from medagora.appraisal.domain.readability.sentences import count_sentences
from medagora.appraisal.domain.readability.syllables import counters
from medagora.appraisal.domain.readability.syllables.arabic import is_vowelled

#: So many characters tell as much as a whole book.
MOST_CHARACTERS = 200_000
#: More letters than this make a long word (Björnsson; Bamberger and Vanecek).
LONG = 6
_LONGEST_WORD = 100

_MARKS = "\u0300-\u036f\u064b-\u0652\u0670"
_WORD = re.compile(
    rf"[^\W\d_][\w{_MARKS}]*(?:['’ʼ\-‐‑·][^\W_][\w{_MARKS}]*)*|\d+(?:[.,:/]\d+)*"
)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u0640]")
#: OSMAN's signs of a high register within a word of more than four syllables.
_FASEEH = re.compile("[ئءؤذظ]|وا$|ون$")
_ARABIC_MARKS = re.compile("[\u064b-\u0652]")


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of a text.

    ``spelled`` are the words with letters, ``words`` these and the numbers.
    Without a syllable counter for the language everything of syllables is 0.
    ``hard_signs`` is what OSMAN adds up; ``is_vowelled`` whether it is exact.
    """

    words: int = 0
    spelled: int = 0
    sentences: int = 0
    letters: int = 0
    long_words: int = 0
    syllables: int = 0
    monosyllables: int = 0
    three_and_more: int = 0
    four_and_more: int = 0
    hard_signs: int = 0
    is_vowelled: bool = False

    @property
    def words_per_sentence(self) -> float:
        return self.words / self.sentences if self.sentences else 0.0

    def share(self, part: int) -> float:
        """Of the words with letters, how many are such: 0 to 1, or a mean."""
        return part / self.spelled if self.spelled else 0.0


def plain_blocks(blocks: Sequence[str]) -> Iterator[str]:
    """The blocks in one Unicode form, without invisible letters, not too many."""
    left = MOST_CHARACTERS
    for block in blocks:
        if left <= 0:
            return
        piece = block[:left]
        left -= len(piece) + 1
        if not piece.isascii():
            piece = unicodedata.normalize("NFC", _INVISIBLE.sub("", piece))
        yield piece


def count_kinds(blocks: Iterable[str]) -> Counter[str]:
    """Every written form of a word with how often it stands there."""
    return Counter(_WORD.findall("\n".join(blocks)))


def count(blocks: Sequence[str], language: str) -> Counts:
    """The figures of these blocks; the order of blocks does not matter."""
    pieces = list(plain_blocks(blocks))
    sentences = sum(count_sentences(piece, language) for piece in pieces)
    return _add_up(count_kinds(pieces), sentences, language)


def _add_up(kinds: Mapping[str, int], sentences: int, language: str) -> Counts:
    """One pass over the kinds of words, as a text says few words often."""
    numbers = letters = long_words = spoken = ones = threes = fours = signs = 0
    for word, times in kinds.items():
        length, parts, sign = weigh(word, language)
        if length == 0:
            numbers += times
            continue
        letters += length * times
        long_words += times if length > LONG else 0
        spoken += parts * times
        ones += times if parts == 1 else 0
        threes += times if parts >= 3 else 0
        fours += times if parts >= 4 else 0
        signs += sign * times
    words = sum(kinds.values())
    return Counts(
        words,
        words - numbers,
        sentences,
        letters,
        long_words,
        spoken,
        ones,
        threes,
        fours,
        signs,
        language == "ar" and _mostly_vowelled(kinds),
    )


def weigh(word: str, language: str) -> tuple[int, int, int]:
    """Letters, syllables and OSMAN's signs of one word; a number has no letters."""
    return _weigh(word[:_LONGEST_WORD], language)


@lru_cache(maxsize=40_000)
def _weigh(word: str, language: str) -> tuple[int, int, int]:
    if word[0].isdigit():
        return 0, 0, 0
    length = len(word) if word.isalpha() else sum(map(str.isalpha, word))
    if language not in counters.LANGUAGES:
        return length, 0, 0
    parts = counters.syllables(word, language)
    return length, parts, _signs(word, length, parts) if language == "ar" else 0


def _signs(word: str, letters: int, syllables: int) -> int:
    """What OSMAN adds for one word: long, complex, complex and of high register."""
    is_complex = syllables > 4
    is_faseeh = is_complex and _FASEEH.search(_ARABIC_MARKS.sub("", word)) is not None
    return (letters > 5) + is_complex + is_faseeh


def _mostly_vowelled(kinds: Mapping[str, int]) -> bool:
    vowelled = sum(times for word, times in kinds.items() if is_vowelled(word))
    return vowelled * 2 > sum(kinds.values())
