"""Short forms of a language whose full stop is no end of a sentence."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from medagora.appraisal.domain.word_lists import word_list

#: One list serves both written forms of Norwegian and its common code.
_SAME = {"nn": "nb", "no": "nb"}


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """``inner`` never end a sentence, ``closing`` do before a capital letter.

    Lower case, without the last full stop and without spaces: "z.b", "etc".
    """

    inner: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def abbreviations(language: str) -> Abbreviations:
    """Those of the language; none when no list of it is known."""
    own = word_list(language, "reading")
    if own is not None:
        return _from_table(own.tables["abbreviations"])
    return _from_table(_others().get(_SAME.get(language, language), {}))


@lru_cache(maxsize=1)
def _others() -> Mapping[str, Mapping[str, str]]:
    place = files("medagora.appraisal.domain.readability") / "abbreviations.toml"
    plain = tomllib.loads(place.read_text(encoding="utf-8"))
    return {key: table for key, table in plain.items() if isinstance(table, dict)}


def _from_table(table: Mapping[str, str]) -> Abbreviations:
    return Abbreviations(
        frozenset(table.get("inner", "").split()),
        frozenset(table.get("closing", "").split()),
    )
