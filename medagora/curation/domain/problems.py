"""What readers may report, and how a report ends."""

from enum import StrEnum


class Problem(StrEnum):
    BROKEN = "broken"
    WRONG = "wrong"
    OUTDATED = "outdated"
    SELLS = "sells"
    HARMFUL = "harmful"
    OTHER = "other"


class Outcome(StrEnum):
    """What the curators did about a report."""

    CORRECTED = "corrected"
    RETIRED = "retired"
    UNFOUNDED = "unfounded"
