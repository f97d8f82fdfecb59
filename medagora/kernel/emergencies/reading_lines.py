"""Emergency numbers and crisis lines of countries, as a TOML file says them.

    checked = 2026-11-03          # when somebody last rang or looked; may be left out
    [HU]
    call = ["112", "104"]         # the ambulance, the first to call first
    police = ["107"]              # where it is another number
    [[HU.line]]
    for = "suicide"               # suicide, poison, violence or child
    name = "Lelki elsősegély"
    number = "116 123"            # or sms = "…", or both
    hours = "24/7"                # or "08:00-22:00"; left out where not known
    web = "https://…"
    languages = ["hu"]

A country may have a ``checked`` of its own.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput

ALWAYS = "24/7"
_NUMBER = re.compile(r"[+*#0-9][-0-9 ()./*#]{0,24}")
_HOURS = re.compile(r"24/7|\d\d:\d\d-\d\d:\d\d")
_DIALLED = re.compile(r"[^+*#0-9]")
_COUNTRY_KEYS = {"call", "police", "line", "checked"}
_LINE_KEYS = {"for", "name", "number", "sms", "hours", "web", "languages"}


class LineFor(StrEnum):
    SUICIDE = "suicide"
    POISON = "poison"
    VIOLENCE = "violence"
    CHILD = "child"


@dataclass(frozen=True)
class Number:
    """A number as people write it."""

    text: str

    @property
    def dialled(self) -> str:
        """What stands after ``tel:``."""
        return _DIALLED.sub("", self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Line:
    """Where people listen or advise; ``hours`` empty: not known."""

    what: LineFor
    name: str
    number: Number | None = None
    sms: Number | None = None
    hours: str = ""
    web: str = ""
    languages: tuple[str, ...] = ()

    @property
    def is_always(self) -> bool:
        return self.hours == ALWAYS


@dataclass(frozen=True)
class Lines:
    """What is known of a country; without ``call`` nothing is."""

    country: str
    call: tuple[Number, ...] = ()
    police: tuple[Number, ...] = ()
    lines: tuple[Line, ...] = ()
    checked: date | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.call)

    @property
    def crisis(self) -> tuple[Line, ...]:
        return self._for(LineFor.SUICIDE)

    @property
    def poison(self) -> tuple[Line, ...]:
        return self._for(LineFor.POISON)

    @property
    def violence(self) -> tuple[Line, ...]:
        return self._for(LineFor.VIOLENCE)

    @property
    def child(self) -> tuple[Line, ...]:
        return self._for(LineFor.CHILD)

    @property
    def call_police(self) -> tuple[Number, ...]:
        """The police, or the number that reaches everybody."""
        return self.police or self.call

    def _for(self, what: LineFor) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.what is what)


def read_lines(text: str) -> dict[str, Lines]:
    """The countries in a TOML file; BadInput says what is wrong with which."""
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput("The file is no TOML: %(why)s.", why=error) from None
    checked = _date(plain.pop("checked", None), "checked")
    return {code: _country(code, table, checked) for code, table in plain.items()}


def _country(code: str, table: Any, checked: date | None) -> Lines:
    if code not in languages.countries_in("en"):
        raise BadInput("“%(code)s” is no country of ISO 3166.", code=code)
    if not isinstance(table, dict):
        raise BadInput("%(where)s: a table of numbers belongs here.", where=code)
    _only(table, _COUNTRY_KEYS, code)
    call = _numbers(table.get("call"), f"{code}.call")
    if not call:
        raise BadInput("%(where)s: the number to call is missing.", where=code)
    lines = table.get("line", [])
    if not isinstance(lines, list):
        raise BadInput("%(where)s: a list of lines belongs here.", where=f"{code}.line")
    return Lines(
        country=code,
        call=call,
        police=_numbers(table.get("police"), f"{code}.police"),
        lines=tuple(_line(line, f"{code}.line {n}") for n, line in enumerate(lines, 1)),
        checked=_date(table.get("checked"), f"{code}.checked") or checked,
    )


def _line(table: Any, where: str) -> Line:
    if not isinstance(table, dict):
        raise BadInput("%(where)s: a table belongs here.", where=where)
    _only(table, _LINE_KEYS, where)
    if table.get("for") not in {*LineFor}:
        raise BadInput(
            "%(where)s: “for” is one of %(known)s.",
            where=where,
            known=", ".join(LineFor),
        )
    line = Line(
        what=LineFor(table["for"]),
        name=_text(table, "name", where),
        number=_number(table.get("number"), where),
        sms=_number(table.get("sms"), where),
        hours=_text(table, "hours", where),
        web=_text(table, "web", where),
        languages=_languages(table.get("languages", []), where),
    )
    _whole(line, where)
    return line


def _whole(line: Line, where: str) -> None:
    if not line.name:
        raise BadInput("%(where)s: the name is missing.", where=where)
    if not (line.number or line.sms):
        raise BadInput("%(where)s: the number is missing.", where=where)
    if line.hours and not _HOURS.fullmatch(line.hours):
        raise BadInput(
            "%(where)s: hours are 24/7 or like 08:00-22:00, not “%(hours)s”.",
            where=where,
            hours=line.hours,
        )
    if line.web and not line.web.startswith("https://"):
        raise BadInput("%(where)s: a web address begins with https://.", where=where)


def _only(table: Mapping[str, Any], known: set[str], where: str) -> None:
    if strange := sorted(table.keys() - known):
        raise BadInput(
            "%(where)s: “%(name)s” means nothing here.", where=where, name=strange[0]
        )


def _text(table: Mapping[str, Any], name: str, where: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise BadInput(
            "%(where)s: “%(name)s” is text in quotes.", where=where, name=name
        )
    return value.strip()


def _numbers(value: Any, where: str) -> tuple[Number, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadInput("%(where)s: a list of numbers belongs here.", where=where)
    return tuple(number for one in value if (number := _number(one, where)))


def _number(value: Any, where: str) -> Number | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise BadInput(
            "%(where)s: “%(number)s” is no number to call.", where=where, number=value
        )
    return Number(value)


def _languages(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(
        isinstance(code, str) and languages.is_known(code) for code in value
    ):
        raise BadInput("%(where)s: languages are codes such as “hu”.", where=where)
    return tuple(value)


def _date(value: Any, where: str) -> date | None:
    if value is not None and type(value) is not date:
        raise BadInput("%(where)s is a date such as 2026-11-03.", where=where)
    return value
