"""The groups of expressions of one thing, as the data files give them.

``words/<language>.toml`` holds ``version``, tables of ``groups`` and ``exact`` words;
``words/en.toml`` explains at its head how they are written.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

#: Languages with groups.
LANGUAGES = ("en", "de", "es", "fr", "hu", "ar")
#: Of expressions that are near the same, if a group says nothing else.
USUAL_WEIGHT = 0.8


@dataclass(frozen=True)
class Group:
    """Who asks one of ``asked`` is also led to each of ``said``, which are the same
    expressions unless the group leads one way only. ``weight`` is above 0, at most 1:
    how near they are."""

    table: str
    asked: tuple[str, ...]
    said: tuple[str, ...]
    weight: float

    @property
    def is_one_way(self) -> bool:
        return self.asked != self.said


@lru_cache(maxsize=len(LANGUAGES))
def groups_of(language: str) -> tuple[Group, ...]:
    """In the order of the file; none for a language without a file."""
    if language not in LANGUAGES:
        return ()
    tables = _file(language)["groups"]
    return tuple(_group(table, one) for table, many in tables.items() for one in many)


def exact_of(language: str) -> frozenset[str]:
    """Folded words that stand for themselves only: the stem of "ageing" is "age"."""
    if language not in LANGUAGES:
        return frozenset()
    return frozenset(_file(language)["exact"])


@lru_cache(maxsize=len(LANGUAGES))
def _file(language: str) -> dict[str, Any]:
    place = files("medagora.search.domain.synonyms") / "words" / f"{language}.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _group(table: str, plain: list[str] | dict[str, Any]) -> Group:
    if isinstance(plain, list):
        return Group(table, tuple(plain), tuple(plain), USUAL_WEIGHT)
    weight = float(plain["weight"])
    if "same" in plain:
        return Group(table, tuple(plain["same"]), tuple(plain["same"]), weight)
    return Group(table, tuple(plain["from"]), tuple(plain["to"]), weight)
