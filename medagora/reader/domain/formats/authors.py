"""The names of an entry's authors, one by one."""

import html
import re
from collections.abc import Iterable
from functools import lru_cache

from medagora.reader.domain.formats.limits import LONGEST_NAME, MOST_AUTHORS
from medagora.reader.domain.formats.plain import plain

_LISTED = re.compile(r",?\s*[;\n\r|]\s*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}(?:Jr\.?|Sr\.?|I{2,3})?")
_OF_INSTITUTIONS = frozenset(
    ["of", "for", "the", "and", "in", "on", "&", "für", "der", "du", "des", "del"]
)
_LONGEST_LIST = 20_000
_LONGEST_KNOWN = 80


def names_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Names in their order, each once. Lists in one element are taken apart;
    mail addresses are left out: they are nobody's name."""
    found: dict[str, None] = {}
    for text in texts:
        for name in _names_in(text):
            found.setdefault(name)
        if len(found) >= MOST_AUTHORS:
            break
    return tuple(found)[:MOST_AUTHORS]


def _names_in(text: str) -> tuple[str, ...]:
    if len(text) <= _LONGEST_KNOWN:
        return _known_names(text)
    return _split(text[:_LONGEST_LIST])


@lru_cache(maxsize=4096)
def _known_names(text: str) -> tuple[str, ...]:
    """The same people write again and again in one feed."""
    return _split(text)


def _split(text: str) -> tuple[str, ...]:
    text = html.unescape(text).strip() if "&" in text else text.strip()
    if "@" in text:
        text = _without_mail(text)
    parts = _LISTED.split(text) if _LISTED.search(text) else _by_commas(text)
    names = (plain(part, LONGEST_NAME).strip(" ,;") for part in parts)
    return tuple(name for name in names if name)


def _without_mail(text: str) -> str:
    """The name in "office@example.org (Ada Lovelace)", as RSS asks for, or in "Ada
    Lovelace <office@example.org>"; nothing is left of a mere address."""
    before, bracket, after = text.partition("(")
    if bracket and "@" in before and after.endswith(")") and "@" not in after:
        return after[:-1]
    words = (
        word if "@" not in word else re.split(r"[<(]", word)[0] for word in text.split()
    )
    return " ".join(word for word in words if "@" not in word)


def _by_commas(text: str) -> list[str]:
    """Apart at commas, unless they stand between a surname and its first names, or
    in the name of an institution."""
    pieces = [piece.strip().removeprefix("and ") for piece in text.split(",")]
    firsts = pieces[1::2]
    if len(pieces) > 2 and len(pieces) % 2 == 0 and all(map(_is_initials, firsts)):
        return [f"{a}, {b}" for a, b in zip(pieces[::2], firsts, strict=True)]
    return pieces if all(map(_is_whole, pieces)) else [text]


def _is_initials(piece: str) -> bool:
    return _INITIALS.fullmatch(piece) is not None


def _is_whole(piece: str) -> bool:
    """True for a name of two to five words: "Ada Lovelace", "Curie M"."""
    words = piece.split()
    return 2 <= len(words) <= 5 and _OF_INSTITUTIONS.isdisjoint(words)
