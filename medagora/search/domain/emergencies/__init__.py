"""Somebody types an emergency into the search: what it is, and whom to call.

``find_emergency`` knows it by the words of ``words/<language>.toml``; ``lines_for``
gives the numbers of a country, from ``lines.toml`` or the operator's own file.
"""

from medagora.search.domain.emergencies.finding import find_emergency
from medagora.search.domain.emergencies.kinds import Emergency, Kind
from medagora.search.domain.emergencies.lines import DIRECTORIES, Directory, lines_for
from medagora.search.domain.emergencies.reading_lines import (
    Line,
    Lines,
    Number,
    read_lines,
)

__all__ = [
    "DIRECTORIES",
    "Directory",
    "Emergency",
    "Kind",
    "Line",
    "Lines",
    "Number",
    "find_emergency",
    "lines_for",
    "read_lines",
]
