"""Whom to call, as short as a list of suggestions has room for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from medagora.kernel.emergencies import Kind, Line
from medagora.web.emergency_lines import EmergencyHelp

#: Of each sort of line; the page has all.
_MOST = 2


@dataclass(frozen=True)
class Helpline:
    """``name`` is written in ``language``; empty: the reader's."""

    name: str
    href: str
    number: str = ""
    language: str = ""
    is_message: bool = False

    def __str__(self) -> str:
        return f"{self.name} {self.number}".strip()


@dataclass(frozen=True)
class Helplines:
    """The heading says what for; the first line is the first to call."""

    heading: Promise
    lines: tuple[Helpline, ...]

    @classmethod
    def of(cls, help_: EmergencyHelp) -> "Helplines":
        people = tuple(_people(help_))
        number = (_emergency_number(help_),)
        order = (*people, *number) if help_.is_gentle else (*number, *people)
        return cls(help_.heading, order)

    def as_data(self) -> dict[str, Any]:
        return {
            "heading": str(self.heading),
            "lines": [
                {"name": line.name, "number": line.number, "href": line.href}
                for line in self.lines
            ],
        }


def _emergency_number(help_: EmergencyHelp) -> Helpline:
    number, code = help_.numbers[0], help_.lines.country
    country = dict(help_.countries).get(code, code)
    if not help_.lines.is_known:
        name = _("Emergency number")
    elif help_.emergency.kind is Kind.VIOLENCE:
        name = _("Police in: %(country)s") % {"country": country}
    else:
        name = _("Emergency number in: %(country)s") % {"country": country}
    return Helpline(name, f"tel:{number.dialled}", number.text)


def _people(help_: EmergencyHelp) -> Iterator[Helpline]:
    """Who listen or advise; lists of the whole world where none of the country is
    known."""
    for lines in (help_.poison, help_.violence, help_.crisis):
        for line in lines[:_MOST]:
            if known := _helpline(line):
                yield known
    if help_.wants_directories:
        directory = help_.directories[0]
        yield Helpline(directory.name, directory.web, language="en")


def _helpline(line: Line) -> Helpline | None:
    language = next(iter(line.languages), "")
    if line.number:
        href = f"tel:{line.number.dialled}"
        return Helpline(line.name, href, line.number.text, language)
    if line.sms:
        href = f"sms:{line.sms.dialled}"
        return Helpline(line.name, href, line.sms.text, language, is_message=True)
    return None
