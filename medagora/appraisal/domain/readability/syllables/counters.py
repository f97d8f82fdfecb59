"""One door to the counters of all languages, remembered word by word."""

import re
import tomllib
from collections.abc import Callable
from functools import lru_cache, partial
from importlib.resources import files

from medagora.appraisal.domain.readability.syllables.arabic import count_osman_units
from medagora.appraisal.domain.readability.syllables.english import count_english
from medagora.appraisal.domain.readability.syllables.french import count_french
from medagora.appraisal.domain.readability.syllables.germanic import (
    count_dutch,
    count_german,
    count_northern,
)
from medagora.appraisal.domain.readability.syllables.romance import (
    count_italian,
    count_portuguese,
    count_spanish,
)
from medagora.appraisal.domain.readability.syllables.vowels import (
    count_polish,
    count_vowels,
)

_COUNTERS: dict[str, Callable[[str], int]] = {
    "ar": count_osman_units,
    "da": count_northern,
    "de": count_german,
    "en": count_english,
    "es": count_spanish,
    "fr": count_french,
    "hu": partial(count_vowels, language="hu"),
    "it": count_italian,
    "nb": count_northern,
    "nl": count_dutch,
    "nn": count_northern,
    "no": count_northern,
    "pl": count_polish,
    "pt": count_portuguese,
    "ru": partial(count_vowels, language="ru"),
    "sv": count_northern,
    "tr": partial(count_vowels, language="tr"),
    "uk": partial(count_vowels, language="uk"),
}
#: Languages whose syllables can be counted.
LANGUAGES = frozenset(_COUNTERS)

#: What is longer is no word, and no page may make one word costly.
_LONGEST = 80
_PARTS = re.compile("[-‐‑·]")
_APOSTROPHES = re.compile("['’ʼ]")
_ENGLISH_NOT = re.compile("(?<=[bcdfgklmpstvz])n['’]t$")
_NO_VOWEL = re.compile("[BCDFGHJKLMNPQRSTVWXZ]{2,5}")


def syllables(word: str, language: str) -> int:
    """How many syllables the word has; parts joined by hyphens are added up.

    ``language`` is one of ``LANGUAGES``. Letters that stand for words (HPV, MRT)
    are read one by one.
    """
    return _remembered(word[:_LONGEST], language)


@lru_cache(maxsize=10_000)
def _remembered(word: str, language: str) -> int:
    if _NO_VOWEL.fullmatch(word):
        return len(word)
    lowered = _lowered(word, language)
    return sum(_count_part(part, language) for part in _PARTS.split(lowered) if part)


def _lowered(word: str, language: str) -> str:
    if language == "tr":  # İ is a dotted i, I an undotted one
        word = word.replace("İ", "i").replace("I", "ı")
    return word.lower()


def _count_part(part: str, language: str) -> int:
    extra = 0
    if language == "en" and _ENGLISH_NOT.search(part):
        part, extra = part[:-3], 1  # does-n't; but can't, won't
    part = _APOSTROPHES.sub("", part)
    known = _exceptions(language).get(part)
    return (known or _COUNTERS[language](part)) + extra


@lru_cache(maxsize=len(_COUNTERS))
def _exceptions(language: str) -> dict[str, int]:
    place = files("medagora.appraisal.domain.readability.syllables")
    plain = tomllib.loads((place / "exceptions.toml").read_text(encoding="utf-8"))
    return {
        word: int(count)
        for count, words in plain.get(language, {}).items()
        for word in words.split()
    }
