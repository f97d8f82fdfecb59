"""Stems: "Kinder" and "Kind", "diabetics" and "diabetic" are found by each other.

The stemmers are Snowball's (snowballstem.org), one a language. People drop accents,
and a stemmer may cut a word otherwise without them, so a word can have two stems: of
the word as written and of the word folded. Both are held and both are asked for.
"""

import threading
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import Stemmer

from medagora.kernel.text import fold
from medagora.search.domain.words import (
    MAX_LETTERS,
    Question,
    is_unspaced,
    words_as_written,
    words_of,
)

#: Snowball's name of each language that it has a stemmer for.
ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
#: Shorter words are whole: "MS" is no plural.
_SHORTEST = 3
_MOST_PIECES = 20_000  # in each language
#: What stands around a word and is no part of it.
_SIGNS = ".,;:!?()[]\"'"
_each_thread = threading.local()  # a stemmer keeps notes while it works


@lru_cache(maxsize=20_000)
def stems_of(word: str, language: str) -> tuple[str, ...]:
    """The stems of one word as written, folded; the folded word itself where the
    language has no stemmer. A word of a script without spaces gives its pairs."""
    return _stems(word, words_of(word), language)


def _stems(word: str, folded: Sequence[str], language: str) -> tuple[str, ...]:
    if language not in ALGORITHMS or len(word) < _SHORTEST or is_unspaced(word):
        return tuple(folded)
    stem_word = _stemmer(language).stemWord
    lowered = word.lower()
    stem = fold(stem_word(lowered))[:MAX_LETTERS]
    if len(folded) == 1 and folded[0] == lowered and stem:
        return (stem,)
    found = [stem, *(stem_word(one)[:MAX_LETTERS] for one in folded)]
    return tuple(dict.fromkeys(filter(None, found)))


def _stemmer(language: str) -> Any:
    name = ALGORITHMS[language]
    found = getattr(_each_thread, name, None)
    if found is None:
        found = Stemmer.Stemmer(name, 0)  # no cache of its own
        setattr(_each_thread, name, found)
    return found


def stems_in(text: str, languages: Collection[str]) -> list[str]:
    """The stems of every word of a text, as each of these languages has them."""
    return words_and_stems(text, languages)[1]


def words_and_stems(
    text: str, languages: Collection[str]
) -> tuple[list[str], list[str]]:
    """The folded words of a text and its stems, each in order."""
    known = _pieces_in(tuple(languages))
    words: list[str] = []
    stems: list[str] = []
    for piece in text.split():
        own, stemmed = known[piece]
        words += own
        stems += stemmed
    return words, stems


class _Pieces(dict[str, tuple[tuple[str, ...], tuple[str, ...]]]):
    """What was found in pieces of text, since the same words come again and again;
    begins anew when it is full, which is quicker than to know the oldest."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__()
        self.languages = languages

    def __missing__(self, piece: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if len(self) >= _MOST_PIECES:
            self.clear()
        return self.setdefault(piece, _in_piece(piece, self.languages))


@lru_cache(maxsize=12)
def _pieces_in(languages: tuple[str, ...]) -> _Pieces:
    return _Pieces(languages)


def _in_piece(
    piece: str, languages: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words and stems of what stands between two spaces."""
    word = piece.strip(_SIGNS)
    is_word = len(languages) == 1 and len(word) <= MAX_LETTERS and word.isalpha()
    if is_word and (found := _in_word(word, *languages)):
        return found
    words = tuple(words_of(piece))
    written = words_as_written(piece)
    if len(written) == 1 and not fold(piece.replace(written[0], "", 1)):
        folded = [words]  # the rest is punctuation
    else:
        folded = [tuple(words_of(word)) for word in written]
    if len(languages) == 1:
        stemmed = (
            _stems(w, f, *languages) for w, f in zip(written, folded, strict=True)
        )
        return words, tuple(chain.from_iterable(stemmed))
    stems: list[str] = []
    for word, own in zip(written, folded, strict=True):
        stems += dict.fromkeys(
            stem for code in languages for stem in _stems(word, own, code)
        )
    return words, tuple(stems)


def _in_word(
    word: str, language: str
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The same for most words of most texts, letters only; None for others."""
    if word.isascii():
        lowered = word.lower()
        is_whole = language not in ALGORITHMS or len(word) < _SHORTEST
        stem = lowered if is_whole else _stemmer(language).stemWord(lowered)
        return (lowered,), (stem or lowered,)
    words = tuple(words_of(word))
    if len(words) == 1 and not is_unspaced(word):
        return words, _stems(word, words, language)
    return None


def stems_of_question(
    question: Question, languages: Iterable[str] = ()
) -> dict[str, tuple[str, ...]]:
    """For each word of a question (folded) its stems, in these languages or in those
    in which it may be asked."""
    wanted = tuple(languages) or question.languages
    found: dict[str, tuple[str, ...]] = {word: (word,) for word in question.words}
    for written in words_as_written(question.text):
        pieces = words_of(written)
        stems = dict.fromkeys(s for code in wanted for s in stems_of(written, code))
        for piece in pieces:
            if piece in found:
                found[piece] = tuple(stems) if len(pieces) == 1 else (piece,)
    return found
