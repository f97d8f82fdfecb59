"""Whom to call in a country: what a page shows to somebody who may be in need.

    help = emergency_help(emergency, country_of(request), request.LANGUAGE_CODE)

and ``web/components/emergency_help.html`` shows it. An operator's own file
(``MEDAGORA_EMERGENCY_LINES``) goes before the numbers that come with the site.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise

from medagora.kernel.emergencies import (
    DIRECTORIES,
    Directory,
    Emergency,
    Kind,
    Line,
    Lines,
    Number,
    lines_for,
    read_lines,
)
from medagora.kernel.refusals import BadInput
from medagora.web.countries import country_choices
from medagora.web.labels_emergencies import HEADINGS

log = logging.getLogger(__name__)
#: Reaches help in the European Union, and from mobile phones in many other countries.
WIDEST = Number("112")


@dataclass(frozen=True)
class EmergencyHelp:
    """What ``web/components/emergency_help.html`` shows, in this order."""

    emergency: Emergency
    lines: Lines
    countries: tuple[tuple[str, str], ...]
    directories: tuple[Directory, ...] = DIRECTORIES

    @property
    def heading(self) -> Promise:
        return HEADINGS[self.emergency.kind]

    @property
    def is_gentle(self) -> bool:
        """Somebody wants to die, and nothing has happened yet: people who listen come
        before the ambulance."""
        return self.emergency.kind is Kind.SUICIDE

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The police against violence, else the ambulance; never none."""
        is_violence = self.emergency.kind is Kind.VIOLENCE
        lines = self.lines
        return (lines.call_police if is_violence else lines.call) or (WIDEST,)

    @property
    def crisis(self) -> tuple[Line, ...]:
        return self.lines.crisis if self.emergency.wants_crisis_line else ()

    @property
    def poison(self) -> tuple[Line, ...]:
        return self.lines.poison if self.emergency.wants_poison_line else ()

    @property
    def violence(self) -> tuple[Line, ...]:
        return self.lines.violence if self.emergency.wants_police else ()

    @property
    def child(self) -> tuple[Line, ...]:
        wanted = self.is_gentle or self.emergency.wants_police
        return self.lines.child if wanted else ()

    @property
    def wants_directories(self) -> bool:
        """Where lists of the whole world are shown: no line of the country is."""
        return self.emergency.wants_crisis_line and not self.lines.crisis


def emergency_help(emergency: Emergency, country: str, language: str) -> EmergencyHelp:
    """``country`` may be empty; ``language`` is the one that countries are named in."""
    path = settings.CONFIG.emergency_lines
    own = _own_lines(path) if path else {}
    return EmergencyHelp(emergency, lines_for(country, own), country_choices(language))


@lru_cache(maxsize=4)
def _own_lines(path: Path) -> dict[str, Lines]:
    """The operator's file. A fault in it must not keep help from anybody: it is told
    to the log, and our own numbers are shown."""
    try:
        return read_lines(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, BadInput) as error:
        log.error("MEDAGORA_EMERGENCY_LINES (%s) is not used: %s", path, error)
        return {}
