"""Words and stems of whole texts: what ``stems_in`` gives, in a third of the time.

A library of a million texts has the same words again and again, so what was found is
remembered; and what is new in a text goes through the stemmer together.
"""

from collections.abc import Collection, Iterable
from functools import cache
from itertools import chain, filterfalse
from typing import ClassVar

from medagora.kernel.text import fold
from medagora.search.domain.stems import ALGORITHMS, SHORTEST, stemmer, stems_in
from medagora.search.domain.words import (
    MAX_LETTERS,
    is_unspaced,
    without_article,
    words_of,
)

#: Remembered in all languages together; twice as many with the old ones.
_MOST_PIECES = 100_000
#: What stands around a word and is no part of it.
_SIGNS = ".,;:!?()[]\"'"
#: Longer ones may be cut.
_LONGEST = 20
#: Stands between words that are folded together: a word that loses all its letters, or
#: falls into two, shows.
_BETWEEN = " _ "


def words_and_stems(text: str, languages: Collection[str]) -> tuple[str, str]:
    """The folded words of a text and its stems, each in order with spaces between."""
    (found,) = words_and_stems_of([text], languages)
    return found


def words_and_stems_of(
    texts: Iterable[str], languages: Collection[str]
) -> list[tuple[str, str]]:
    """The same of many texts: what is new in them is found together."""
    known = _pieces_in(tuple(languages))
    cut = [[p.strip(_SIGNS) for p in _in_small(text).split()] for text in texts]
    known.learn(chain.from_iterable(cut))
    return [_joined(list(map(known.__getitem__, pieces))) for pieces in cut]


def _joined(found: list[tuple[str, str]]) -> tuple[str, str]:
    return " ".join([words for words, _ in found]), " ".join([s for _, s in found])


def _in_small(text: str) -> str:
    """In small letters, so that the first word of a sentence is no other word; as it
    stands where it is not the same to do so for all words together."""
    lowered = text.lower()
    is_each_letter = len(lowered) == len(text) and "Σ" not in text
    return lowered if is_each_letter else text


class _Pieces(dict[str, tuple[str, str]]):
    """Words and stems of what stands between two spaces.

    When all of these are full, what they hold grows old; what is old and not asked for
    until they are full again is forgotten.
    """

    every: ClassVar[list["_Pieces"]] = []
    held: ClassVar[int] = 0

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__()
        self.languages = languages
        self.old: dict[str, tuple[str, str]] = {}
        _Pieces.every.append(self)

    def __missing__(self, piece: str) -> tuple[str, str]:
        stems = stems_in(piece, self.languages)
        return self._keep({piece: (" ".join(words_of(piece)), " ".join(stems))})[piece]

    def learn(self, pieces: Iterable[str]) -> None:
        """The plain ones among these, together."""
        if _Pieces.held >= _MOST_PIECES:
            _Pieces.grow_old()
        new = set(filterfalse(self.__contains__, pieces))
        again = {piece: self.old[piece] for piece in new if piece in self.old}
        self._keep(again)
        language = self.languages[0]
        if len(self.languages) > 1 or language not in ALGORITHMS:
            return
        words = {
            piece
            for piece in new
            if piece not in again
            and SHORTEST <= len(piece) <= _LONGEST
            and piece.isalpha()
        }
        plain = [word for word in words if word.isascii()]
        self._keep(_plain_words(plain, language))
        self._keep(_other_words([*words.difference(plain)], language))

    def _keep(self, found: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
        _Pieces.held += len(found)
        self.update(found)
        return found

    @classmethod
    def grow_old(cls) -> None:
        cls.held = 0
        for pieces in cls.every:
            pieces.old = dict(pieces)
            pieces.clear()


@cache
def _pieces_in(languages: tuple[str, ...]) -> _Pieces:
    return _Pieces(languages)


def _plain_words(words: list[str], language: str) -> dict[str, tuple[str, str]]:
    """Words without accents."""
    lowered = [word.lower() for word in words]
    stems = stemmer(language).stemWords(lowered)
    found = zip(words, lowered, stems, strict=True)
    return {word: (folded, stem) for word, folded, stem in found if stem}


def _other_words(words: list[str], language: str) -> dict[str, tuple[str, str]]:
    """Words of other letters; those that are not so simple are left out."""
    stem_words = stemmer(language).stemWords
    lowered = [word.lower() for word in words]
    written_stems = _fold_each(stem_words(lowered))
    folded = [without_article(word) for word in _fold_each(words)]
    if not len(words) == len(folded) == len(written_stems):
        return {}
    stems = stem_words(folded)
    return {
        word: (own, stem if own == low or stem == other else f"{stem} {other}")
        for word, low, own, stem, other in zip(
            words, lowered, folded, written_stems, stems, strict=True
        )
        if stem and other and len(own) <= MAX_LETTERS and not is_unspaced(word)
    }


def _fold_each(words: list[str]) -> list[str]:
    """Nothing if one of them is not one word any more: "Ŀ" becomes two."""
    folded = fold(_BETWEEN.join(words))
    is_each_one = folded.count(" ") == _BETWEEN.count(" ") * (len(words) - 1)
    return folded.split(_BETWEEN) if is_each_one else []
