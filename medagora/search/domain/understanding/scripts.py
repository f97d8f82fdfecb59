"""Latin letters typed for another script, and Cyrillic ones read as Latin.

Russian and Ukrainian names of illnesses are mostly the Latin ones in other letters.
Nothing here knows whether a reading is a word: the caller looks which of the readings
the index has, and asks only when the text as typed finds nothing.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from medagora.search.domain.understanding.lists import tables_of

#: Languages whose script people replace by Latin letters, in the order of readings.
LANGUAGES = ("ru", "uk", "ar")
MAX_READINGS = 8
_MAX_TEXT = 60
_LATIN = re.compile(r"[a-z0-9'\s-]*[a-z][a-z0-9'\s-]*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff'\s-]*[\u0400-\u04ff][\u0400-\u04ff'\s-]*")
_VOWELS = frozenset("aeiouy")
#: In words with these sounds, emphatic letters (ص ض ط ظ) are likelier.
_BACK = ("gh", "q", "3", "6", "7", "9")
_EMPHATIC = frozenset("صضطظ")
_CLEARLY = 0.4
_ARTICLES = frozenset({"al", "el", "il"})
_SHORTEST_WITH_ARTICLE = 6

#: What a piece of text stands for: each candidate with its cost, the cheapest first.
Choices = tuple[tuple[str, float], ...]


def readings(
    text: str, languages: tuple[str, ...] = LANGUAGES, limit: int = MAX_READINGS
) -> list[str]:
    """Likely spellings in their own scripts, for each language the likeliest first
    and ``limit`` at most; of Cyrillic letters the Latin spellings; [] of others."""
    clean = " ".join(text.lower().replace("’", "'").split())
    if len(clean) > _MAX_TEXT:
        return []
    if _CYRILLIC.fullmatch(clean):
        latin = _table("cyrillic")
        return _cheapest((latin.get(c, ((c, 0.0),)) for c in clean), limit)
    if not _LATIN.fullmatch(clean):
        return []
    found: list[str] = []
    for language in languages:
        found += _cheapest(_choices(clean, language), limit)
    return list(dict.fromkeys(found))


def _cheapest(choices: Iterable[Choices], limit: int) -> list[str]:
    """The strings of lowest cost. Costs only add up, so that a beginning that is not
    among the cheapest cannot become one."""
    best: list[tuple[str, float]] = [("", 0.0)]
    for options in choices:
        longer = {
            head + tail: cost + more
            for head, cost in reversed(best)
            for tail, more in reversed(options)
        }
        best = sorted(longer.items(), key=lambda pair: pair[1])[:limit]
    return [text for text, _cost in best]


def _choices(text: str, language: str) -> Iterator[Choices]:
    space: Choices = (("", 0.0),)
    for word in text.replace("-", " ").split():
        yield space
        space = ((" ", 0.0),)
        if language != "ar":
            yield from _cyrillic(word, language)
        elif word in _ARTICLES:
            space = (("", 0.0),)
            yield (("ال", 0.0),)
        else:
            yield from _arabic_with_article(word)


def _arabic_with_article(word: str) -> Iterator[Choices]:
    if word[:2] in _ARTICLES and len(word) >= _SHORTEST_WITH_ARTICLE:
        yield (("ال", 0.0),)
        word = word[2:]
    yield from _arabic(word)


def _cyrillic(word: str, language: str) -> Iterator[Choices]:
    first, soft = _table(f"{language}_first"), _table(f"{language}_soft")
    for start, stop in _pieces(word, language):
        piece, after = word[start:stop], word[stop : stop + 1]
        if piece == "y" and start and word[start - 1] in _VOWELS:
            yield (("й", 0.0),)
        elif not start and piece in first:
            yield first[piece]
        elif piece in soft and (not after or (piece == "l" and _is_consonant(after))):
            yield soft[piece]
        else:
            yield _table(language).get(piece, ((piece, 0.0),))


def _is_consonant(letter: str) -> bool:
    return letter.isalpha() and letter not in _VOWELS


def _arabic(word: str) -> Iterator[Choices]:
    single = re.sub(r"([b-df-hj-np-tv-z])\1", r"\1", word)  # no letter is doubled
    is_back = any(sound in single for sound in _BACK)
    for start, stop in _pieces(single, "ar"):
        options = _arabic_piece(single, start, stop)
        yield tuple(
            (one, _CLEARLY if cost and is_back and one in _EMPHATIC else cost)
            for one, cost in options
        )


def _arabic_piece(word: str, start: int, stop: int) -> Choices:
    piece, after = word[start:stop], word[stop:]
    is_only_vowel = not _VOWELS & set(word[:start] + after)
    if not start and piece in _table("ar_first"):
        return _table("ar_first")[piece]
    if start and not after and piece in _table("ar_last"):
        return _table("ar_last")[piece]
    if len(after) == 1 and after not in _VOWELS and piece in _table("ar_long"):
        options = _table("ar_long")[piece]
        return _swapped(options) if is_only_vowel else options
    return _table("ar").get(piece, ((piece, 0.0),))


def _swapped(options: Choices) -> Choices:
    (likelier, low), (other, high) = options
    return (other, low), (likelier, high)


def _pieces(word: str, language: str) -> Iterator[tuple[int, int]]:
    """The longest keys of the table, from left to right; Arabic endings are one."""
    start = 0
    keys = _table(language)
    while start < len(word):
        longest = min(4, len(word) - start)
        if language == "ar" and start and word[start:] in _table("ar_last"):
            stop = len(word)
        else:
            lengths = range(longest, 1, -1)
            fitting = (n for n in lengths if word[start : start + n] in keys)
            stop = start + next(fitting, 1)
        yield start, stop
        start = stop


@lru_cache(maxsize=16)
def _table(name: str) -> dict[str, Choices]:
    return {
        key: tuple(
            (one.strip("-"), float(cost)) for cost, one in enumerate(values.split())
        )
        for key, values in tables_of("scripts.toml")[name].items()
    }
