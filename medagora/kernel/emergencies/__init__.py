"""Somebody types an emergency into the search: what it is, and whom to call.

``find_emergency`` knows it by the words of ``words/<language>.toml``; ``lines_for``
gives the numbers of a country, from ``lines.toml`` or the operator's own file.
"""

from medagora.kernel.emergencies.finding import find_emergency
from medagora.kernel.emergencies.kinds import Emergency, Kind
from medagora.kernel.emergencies.lines import DIRECTORIES, Directory, lines_for
from medagora.kernel.emergencies.reading_lines import (
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
