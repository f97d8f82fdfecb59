"""Stems: "Kinder" and "Kind", "diabetics" and "diabetic" are found by each other.

The stemmers are Snowball's (snowballstem.org), one a language. People drop accents,
and a stemmer may cut a word otherwise without them, so a word can have two stems: of
the word as written and of the word folded. Both are held and both are asked for.
"""

import threading
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
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
SHORTEST = 3
_each_thread = threading.local()  # a stemmer keeps notes while it works


@lru_cache(maxsize=20_000)
def stems_of(word: str, language: str) -> tuple[str, ...]:
    """The stems of one word as written, folded; the folded word itself where the
    language has no stemmer. A word of a script without spaces gives its pairs."""
    return _stems(word, words_of(word), language)


def _stems(word: str, folded: Sequence[str], language: str) -> tuple[str, ...]:
    if language not in ALGORITHMS or len(word) < SHORTEST or is_unspaced(word):
        return tuple(folded)
    stem_word = stemmer(language).stemWord
    lowered = word.lower()
    stem = fold(stem_word(lowered))[:MAX_LETTERS]
    if len(folded) == 1 and folded[0] == lowered and stem:
        return (stem,)
    found = [stem, *(stem_word(one)[:MAX_LETTERS] for one in folded)]
    return tuple(dict.fromkeys(filter(None, found)))


def stemmer(language: str) -> Any:
    name = ALGORITHMS[language]
    found = getattr(_each_thread, name, None)
    if found is None:
        found = Stemmer.Stemmer(name, 0)  # no cache of its own
        setattr(_each_thread, name, found)
    return found


def stems_in(text: str, languages: Collection[str]) -> list[str]:
    """The stems of every word of a text, as each of these languages has them.
    ``stemmed_texts`` does the same for long texts, faster."""
    return [
        stem
        for word in words_as_written(text)
        for stem in dict.fromkeys(s for code in languages for s in stems_of(word, code))
    ]


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
