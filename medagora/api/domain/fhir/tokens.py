"""Values of search parameters: ``system|code``, joined by commas, with backslashes."""

import re
from dataclasses import dataclass

from medagora.api.domain.fhir.refusals import BadValue, TooCostly

#: A value, and how many of them one parameter may join by commas.
LONGEST, MOST = 1000, 50
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Token:
    """``system`` None: in any system; empty: in none (written ``|code``)."""

    code: str
    system: str | None = None


def tokens(value: str, *, place: str) -> tuple[Token, ...]:
    """``http://snomed.info/sct|195967001,J45`` gives both; BadValue with the place."""
    return tuple(_token(part, place) for part in alternatives(value, place=place))


def alternatives(value: str, *, place: str) -> tuple[str, ...]:
    """What is joined by commas, still with the backslashes of ``\\|`` and ``\\$``."""
    if len(value) > LONGEST:
        raise TooCostly(
            "The value of %(place)s is longer than %(most)s characters.",
            field=place,
            place=place,
            most=LONGEST,
        )
    if _UNSAFE.search(value):
        raise BadValue(
            "The value of %(place)s has control characters.", field=place, place=place
        )
    parts = tuple(part.strip() for part in _split(value, ","))
    if not all(parts):
        raise BadValue("%(place)s has an empty value.", field=place, place=place)
    if len(parts) > MOST:
        raise TooCostly(
            "%(place)s joins more than %(most)s values.",
            field=place,
            place=place,
            most=MOST,
        )
    return parts


def words(value: str, *, place: str) -> tuple[str, ...]:
    """Alternatives of a parameter that is no token, without their backslashes."""
    return tuple(_plain(part) for part in alternatives(value, place=place))


def _token(part: str, place: str) -> Token:
    pieces = _split(part, "|")
    if len(pieces) > 2:
        raise BadValue(
            'A value of %(place)s has more than one "|".', field=place, place=place
        )
    *system, code = (_plain(piece).strip() for piece in pieces)
    if not code and not (system and system[0]):
        raise BadValue("%(place)s has an empty value.", field=place, place=place)
    return Token(code, system[0] if system else None)


def _split(text: str, mark: str) -> list[str]:
    r"""Split at the marks that have no backslash before them; ``\\`` is one."""
    parts: list[str] = []
    here: list[str] = []
    escaped = False
    for letter in text:
        if letter == mark and not escaped:
            parts.append("".join(here))
            here = []
            continue
        here.append(letter)
        escaped = letter == "\\" and not escaped
    return [*parts, "".join(here)]


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
