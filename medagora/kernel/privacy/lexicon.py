"""The words by which the guard recognises things: data files beside this module.

``names/`` holds given names and surnames (one list for all languages: people have
names from everywhere), ``known/`` what looks like a name and is none, ``words/<code>``
ordinary words of a language, ``cues/<code>.toml`` what announces something in it.
Written by hand or taken from the project's own texts.
"""

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from medagora.kernel.languages import countries_in

LANGUAGES = ("en", "es", "de", "fr", "hu", "ar")
#: Phrases that lead to something, by what it is.
Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def bare(word: str) -> str:
    """Lower case without accents, as many people type."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return plain.replace("ł", "l").replace("ø", "o").replace("đ", "d")


def _folder(*path: str) -> Traversable:
    return files(__package__).joinpath(*path)


def _lines(place: Traversable) -> list[str]:
    lines = place.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _both(words: list[str]) -> frozenset[str]:
    return frozenset(words) | frozenset(map(bare, words))


@lru_cache(maxsize=2)
def names(which: str) -> frozenset[str]:
    """``given`` or ``surnames``: lower case, with and without accents."""
    places = _folder("names", which).iterdir()
    return _both(
        [w for place in places for line in _lines(place) for w in line.split()]
    )


@lru_cache(maxsize=16)
def known_in_order(which: str) -> tuple[str, ...]:
    lines = _lines(_folder("known", f"{which}.txt"))
    return tuple(word for line in lines for word in line.split())


@lru_cache(maxsize=16)
def known(which: str) -> frozenset[str]:
    """Words of ``eponyms``, ``cities`` and the like."""
    return _both(list(known_in_order(which)))


@lru_cache(maxsize=8)
def countries(language: str) -> frozenset[str]:
    """Names of countries in a language and in English, lower case."""
    return frozenset(
        name.lower()
        for code in ("en", language)
        for name in countries_in(code).values()
    ) | {
        "usa",
        "uk",
        "england",
        "scotland",
        "wales",
        "ee.uu",
        "u.s.a",
        "czech republic",
    }


@lru_cache(maxsize=8)
def country_words(language: str) -> frozenset[str]:
    """Single words of which names of countries consist, but not the small ones."""
    return frozenset(
        w for name in countries(language) for w in name.split() if len(w) > 3
    )


@lru_cache(maxsize=1)
def organisation_starts() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _lines(_folder("known", "organisations.txt")):
        words = tuple(phrase.replace(" & ", " ").replace("'s ", " ").split())
        found.setdefault(words[0], []).append(words)
    return found


def cues(code: str) -> dict[str, Any]:
    return tomllib.loads(_folder("cues", f"{code}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def anywhere() -> dict[str, frozenset[str]]:
    """Words that mean the same to the guard in every language."""
    plain = cues("any")
    stops = plain.pop("stop_after")
    found = {name: frozenset(words.split()) for name, words in plain.items()}
    return found | {
        "eponym_after": frozenset(stops["words"].split()),
        "eponym_before": frozenset(stops["before"].split()),
    }


@dataclass(frozen=True)
class Lexicon:
    """What one language knows. ``sets`` are words, ``labels`` lead to kinds."""

    language: str
    words: frozenset[str] = frozenset()
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    safer: dict[str, str] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)

    def has(self, name: str, word: str) -> bool:
        return word in self.sets.get(name, frozenset())


_PHRASES = ("introductions", "presented", "work_cues", "residence", "address_cues")


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; of one without lists, an empty one."""
    if language not in LANGUAGES:
        return Lexicon(language)
    plain = cues(language)
    labels = {
        label: kind
        for kind, line in plain["labels"].items()
        for label in line.split("|")
    }
    return Lexicon(
        language=language,
        words=frozenset(
            w
            for line in _lines(_folder("words", f"{language}.txt"))
            for w in line.split()
        ),
        sets={k: frozenset(v.split()) for k, v in plain.items() if isinstance(v, str)}
        | {k: frozenset(v) for k, v in plain.items() if isinstance(v, list)},
        phrases=_phrases(plain),
        labels=labels,
        safer=plain["safer"],
        months=_months(plain["months"].split()),
    )


def _phrases(plain: dict[str, Any]) -> Phrases:
    """By their first word, the longest first."""
    found: Phrases = {}
    groups = [(name, plain[name]) for name in _PHRASES]
    for name, group in [*groups, ("ids", plain["ids"]["cues"])]:
        for written in group:
            phrase = written.replace("’", "'")
            spaced = (c if c.isalnum() or c in "'-" else " " for c in phrase)
            words = tuple("".join(spaced).split())
            found.setdefault(words[0], []).append((words, name))
    for several in found.values():
        several.sort(key=lambda item: -len(item[0]))
    return found


def _months(words: list[str]) -> dict[str, int]:
    """Twelve full names, then what they are called for short, in any number."""
    found = {word: number for number, word in enumerate(words[:12], 1)}
    for word in words[12:]:
        number = next((n for full, n in found.items() if full.startswith(word[:3])), 0)
        found.setdefault(word, number)
    return found
