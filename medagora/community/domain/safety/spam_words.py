"""Which groups of sellers' words are in a text, in whatever finished language."""

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from medagora.kernel.text import fold

_PACKAGE = "medagora.community.domain.safety"


class Group(StrEnum):
    SELLING = "selling"
    MONEY = "money"
    PHARMACY = "pharmacy"
    LURE = "lure"


def groups_in(text: str) -> list[Group]:
    """In the order of ``Group``. A phrase is looked up at each word: linear."""
    words = fold(text).split()
    found = {group for at in range(len(words)) for group in _groups_at(words, at)}
    return [group for group in Group if group in found]


def _groups_at(words: list[str], at: int) -> Iterator[Group]:
    for phrase, is_start, group in _phrases().get(words[at][:_KEY], ()):
        said = words[at : at + len(phrase)]
        if said == phrase or (is_start and _begins(said, phrase)):
            yield group


def _begins(said: list[str], phrase: list[str]) -> bool:
    if len(said) < len(phrase) or said[:-1] != phrase[:-1]:
        return False
    return said[-1].startswith(phrase[-1])


#: The first letters of a phrase's first word, by which phrases are kept.
_KEY = 2


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[list[str], bool, Group]]]:
    """For the first letters of a phrase: its words, whether the last one only begins
    so, and the group."""
    place = files(_PACKAGE) / "spam_words.toml"
    plain = tomllib.loads(place.read_text(encoding="utf-8"))
    kept: dict[str, list[tuple[list[str], bool, Group]]] = {}
    for group in Group:
        for written in "|".join(plain[group].values()).split("|"):
            words = fold(written.removesuffix("*")).split()
            entry = (words, written.endswith("*"), group)
            kept.setdefault(words[0][:_KEY], []).append(entry)
    return kept
