"""Does something stand before the page: a robot check, a login, a payment?"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from medagora.appraisal.domain.page import Block, Region
from medagora.kernel.text import fold

#: Letters of a page under which it may be nothing but a wall.
_ROBOTS_BY_TITLE = 2_000
_ROBOTS_BY_WORDS = 1_000
_LOGIN = 600
_LOGIN_BY_TITLE = 400
#: Of an article behind a payment wall a teaser is shown.
_TEASER = 2_500
#: About twelve words.
HARDLY_A_WORD = 80
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_MENUS = {Region.HEADER, Region.NAVIGATION, Region.FOOTER}
_AROUND = {*_MENUS, Region.NOTICE}


@dataclass(frozen=True)
class Walls:
    """What ``walls.toml`` says; words folded, with a space at both ends."""

    robot_titles: frozenset[str]
    robot_phrases: tuple[str, ...]
    robot_code: tuple[str, ...]
    login_titles: frozenset[str]
    payment_phrases: tuple[str, ...]


@lru_cache(maxsize=1)
def walls() -> Walls:
    place = files("medagora.appraisal.domain") / "adapt" / "walls.toml"
    plain = tomllib.loads(place.read_text(encoding="utf-8"))
    return Walls(
        robot_titles=frozenset(map(fold, plain["robots"]["titles"])),
        robot_phrases=tuple(f" {fold(one)} " for one in plain["robots"]["phrases"]),
        robot_code=tuple(plain["robots"]["code"]),
        login_titles=frozenset(map(fold, plain["login"]["titles"])),
        payment_phrases=tuple(f" {fold(one)} " for one in plain["payment"]["phrases"]),
    )


@dataclass(frozen=True, slots=True)
class Front:
    """What a wall is told by."""

    title: str
    text: str
    blocks: tuple[Block, ...]
    headers: Mapping[str, str]
    linked_data: tuple[Mapping[str, Any], ...]
    code_signs: Iterable[str]
    has_password_field: bool


def letters_of(blocks: Iterable[Block]) -> int:
    """How much there is besides menus, headers, footers and notes."""
    return sum(b.end - b.start for b in blocks if b.region not in _AROUND)


def is_empty(front: Front) -> bool:
    """Hardly a word: a letter of Chinese or Japanese says as much as three others."""
    letters = letters_of(front.blocks)
    if letters >= HARDLY_A_WORD:
        return False
    around = sum(map(len, _DENSE.findall(front.text[:1000])))
    return letters + 2 * around < HARDLY_A_WORD


def wall_before(front: Front) -> str:
    """ "robots", "login", "payment", or "" for none."""
    letters = letters_of(front.blocks)
    if letters > _TEASER:
        return ""
    known = walls()
    title = fold(front.title.split("|")[0].split(" - ")[0])
    words = f" {fold(_words_of(front))} "
    if _is_robot_check(front, title, words, letters):
        return "robots"
    if front.has_password_field and letters < _LOGIN:
        return "login"
    if title in known.login_titles and letters < _LOGIN_BY_TITLE:
        return "login"
    if _is_closed(front.linked_data) or _holds(words, known.payment_phrases):
        return "payment"
    return ""


def _words_of(front: Front) -> str:
    """What may be a wall's words; every page of a journal has "subscribe" in menus."""
    shown = (b for b in front.blocks if b.region not in _MENUS)
    return " ".join(front.text[b.start : b.end] for b in shown)[: 2 * _TEASER]


def _is_robot_check(front: Front, title: str, words: str, letters: int) -> bool:
    known = walls()
    if front.headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    if letters < _ROBOTS_BY_TITLE and title in known.robot_titles:
        return True
    return letters < _ROBOTS_BY_WORDS and (
        bool(set(front.code_signs)) or _holds(words, known.robot_phrases)
    )


def _holds(words: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in words for phrase in phrases)


def _is_closed(linked: Iterable[Mapping[str, Any]]) -> bool:
    """The page itself says that one must pay for it."""
    said = (str(thing.get("isAccessibleForFree", "")).lower() for thing in linked)
    return "false" in said
