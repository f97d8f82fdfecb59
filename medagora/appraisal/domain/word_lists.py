"""The words by which criteria are recognised: data files, one folder per language.

``words/<language>/<name>.toml`` holds ``version`` and tables of phrases; a phrase is
written as ``phrases`` explains. A language without files has no lists: criteria that
need words then say "cannot tell", and no list of another language is used instead.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

#: Languages with complete word lists.
LANGUAGES = ("en", "de", "es", "fr", "hu", "ar")


@dataclass(frozen=True)
class WordList:
    """One file. ``groups`` maps a group's name ("harms") to its phrases; ``tables``
    holds what else the file says."""

    language: str
    name: str
    version: str
    groups: dict[str, tuple[str, ...]]
    tables: dict[str, Any]


@lru_cache(maxsize=64)
def word_list(language: str, name: str) -> WordList | None:
    """The list, or None for a language that has none."""
    if language not in LANGUAGES:
        return None
    place = files("medagora.appraisal.domain") / "words" / language / f"{name}.toml"
    plain = tomllib.loads(place.read_text(encoding="utf-8"))
    groups = {key: tuple(value) for key, value in plain.pop("phrases", {}).items()}
    return WordList(language, name, str(plain.pop("version")), groups, plain)
