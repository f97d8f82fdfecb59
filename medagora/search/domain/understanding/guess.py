"""In which language a few words were probably typed.

By their script and by the signs of ``signs``: letters, small words, common words of
health, endings, pairs of letters. The reader's own language is believed first.
"""

import unicodedata
from functools import lru_cache

from medagora.kernel.languages import primary
from medagora.search.domain.understanding.lists import tables_of
from medagora.search.domain.understanding.signs import Text, signs_of

#: How many languages are worth looking in.
MAX_GUESSES = 3
_MAX_TEXT = 200

_SCRIPTS = {
    "CYRILLIC": ("ru", "uk", "bg", "sr"),
    "ARABIC": ("ar", "fa", "ur"),
    "GREEK": ("el",),
    "HEBREW": ("he",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "HANGUL": ("ko",),
    "CJK": ("zh", "ja"),
    "THAI": ("th",),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "BENGALI": ("bn",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "GUJARATI": ("gu",),
    "GURMUKHI": ("pa",),
    "MALAYALAM": ("ml",),
    "KANNADA": ("kn",),
    "SINHALA": ("si",),
    "GEORGIAN": ("ka",),
    "ARMENIAN": ("hy",),
    "ETHIOPIC": ("am", "ti"),
    "KHMER": ("km",),
    "LAO": ("lo",),
    "MYANMAR": ("my",),
}
_LATIN = "LATIN"

# What speaks for a language before anything is read.
_READERS = 0.9
_COMMON = 0.3
#: The language that is met most in a script where several are told apart; names of
#: medicines and things are English everywhere.
_COMMONEST = {_LATIN: "en", "CYRILLIC": "ru", "ARABIC": "ar"}


def languages_of(text: str, reader: str) -> tuple[str, ...]:
    """Up to three codes, the likeliest first; the reader's when nothing speaks
    against it, English beside it. Never empty."""
    text = text[:_MAX_TEXT]
    own = primary(reader) or "en"
    script = _script_of(text)
    if not script:
        return (own,)
    priors = dict.fromkeys(_listed(script), 0.0)
    if script in _COMMONEST:
        priors[_COMMONEST[script]] = _COMMON
    if script in _scripts_of(own):
        priors[own] = _READERS
    return _ranked(text, priors)


def _ranked(text: str, priors: dict[str, float]) -> tuple[str, ...]:
    typed = Text.of(text)
    scores = {
        code: prior + signs_of(code).weigh(typed) for code, prior in priors.items()
    }
    ranked = sorted(scores, key=lambda code: -scores[code])  # stable: ties as listed
    likely = [code for code in ranked if scores[code] > 0 or code == ranked[0]]
    return tuple(likely[:MAX_GUESSES])


def _script_of(text: str) -> str:
    """The script of most letters; kana decide between Chinese and Japanese. Another
    script than Latin wins from a third on: names of drugs are often Latin."""
    counts: dict[str, int] = {}
    for letter in filter(str.isalpha, text):
        name = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
        if name in _SCRIPTS or name == _LATIN:
            counts[name] = counts.get(name, 0) + 1
    if counts.get("CJK") and (counts.get("HIRAGANA") or counts.get("KATAKANA")):
        return "HIRAGANA"
    others = {name: count for name, count in counts.items() if name != _LATIN}
    best = max(others, key=lambda name: others[name], default="")
    if best and 2 * others[best] >= counts.get(_LATIN, 0):
        return best
    return _LATIN if counts else ""


@lru_cache(maxsize=64)
def _listed(script: str) -> tuple[str, ...]:
    """The languages of a script that are told apart, the most spoken first."""
    if script != _LATIN:
        return _SCRIPTS[script]
    return tuple(code for code in tables_of("guess.toml") if code in _latin())


@lru_cache(maxsize=1)
def _latin() -> frozenset[str]:
    others = {code for codes in _SCRIPTS.values() for code in codes}
    return frozenset(tables_of("guess.toml")) - others


def _scripts_of(code: str) -> tuple[str, ...]:
    """What has no other script here is written in Latin letters."""
    found = tuple(script for script, codes in _SCRIPTS.items() if code in codes)
    return found or (_LATIN,)
