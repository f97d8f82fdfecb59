"""The closed lists of this room."""

from enum import StrEnum


class LineKind(StrEnum):
    """What can be handed over."""

    RESOURCE = "resource"
    COLLECTION = "collection"
    SERVICE = "service"  # a place or a telephone near the patient


#: What somebody ticks on a page; services they write themselves.
TICKABLE = frozenset({LineKind.RESOURCE, LineKind.COLLECTION})


class Level(StrEnum):
    """How hard the reading may be."""

    ANY = "any"
    SIMPLE = "simple"


class Reading(StrEnum):
    """What the engine measured of a page's text."""

    UNKNOWN = ""
    SIMPLE = "simple"  # as easy as agencies advise for patients
    HARD = "hard"


class LineState(StrEnum):
    """How a line of a sheet stands today."""

    OK = "ok"
    BROKEN = "broken"  # its address does not answer as it should
    RETIRED = "retired"  # curators took it back, or its collection is gone
    REPLACED = "replaced"


#: The states in which a line leads nowhere any more.
GONE = frozenset({LineState.BROKEN, LineState.RETIRED})
