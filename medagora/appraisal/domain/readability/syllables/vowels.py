"""Syllables in languages in which (almost) every vowel letter makes one.

Russian, Ukrainian, Hungarian and Turkish are exact. In Polish an i before a vowel
only softens (pa-cjent, nie), and au, eu are mostly one (au-to, but na-u-ka).
A Slavic preposition without a vowel (в, w) is no syllable.
"""

import re

_VOWELS = {
    "hu": re.compile("[aáeéiíoóöőuúüű]"),
    "ru": re.compile("[аеёиоуыэюя]"),
    "tr": re.compile("[aeıioöuüâîû]"),
    "uk": re.compile("[аеєиіїоуюя]"),
}
_POLISH = re.compile("i(?=[aąeęioóu])|(?:a|e)u|[aąeęioóuy]")
_POLISH_SPLIT = re.compile("^(?:nie)?(?:na|za)u|^(?:nie|prze)u|eu(?=ms?$)")
_POLISH_SOFT = re.compile("i(?=[aąeęioóu])")


def count_vowels(word: str, language: str) -> int:
    """Syllables of one lower-case Hungarian, Russian, Turkish or Ukrainian word."""
    return sum(1 for _ in _VOWELS[language].finditer(word))


def count_polish(word: str) -> int:
    """Syllables of one lower-case Polish word."""
    nuclei = sum(1 for _ in _POLISH.finditer(word))
    soft = sum(1 for _ in _POLISH_SOFT.finditer(word))
    return nuclei - soft + sum(1 for _ in _POLISH_SPLIT.finditer(word))
