"""The closed lists of routing."""

from enum import StrEnum


class Source(StrEnum):
    """How somebody came to help with a topic."""

    CHOSEN = "chosen"  # they said so in their settings
    INTEREST = "interest"  # they follow it
    SPECIALTY = "specialty"  # of a verified hat
    LIVED = "lived"  # a hat: they live with it, or care for somebody who does


class Nearness(StrEnum):
    """How a helper's topic lies to the question's."""

    EXACT = "exact"
    SPECIALTY = "specialty"  # the specialty that deals with it
    NARROWER = "narrower"  # a part of the question's topic
    BROADER = "broader"  # a topic above the question's


class Why(StrEnum):
    """Why somebody is asked; shown to them, and to nobody else."""

    TOPIC = "topic"
    SPECIALTY = "specialty"
    LIVED = "lived"
    NARROWER = "narrower"
    BROADER = "broader"
    ROLE = "role"
    LANGUAGE = "language"
    HELPED = "helped"
    TURN = "turn"  # asked less often than others


class WhyNot(StrEnum):
    """Why somebody is not asked now."""

    OWN = "own"
    ASKED = "asked"
    BLOCKED = "blocked"
    SANCTIONED = "sanctioned"
    LANGUAGE = "language"
    TOPIC = "topic"
    MUTED = "muted"
    PAID = "paid"  # by an organisation for which they speak about this topic
    KIND = "kind"
    NOT_VERIFIED = "not_verified"
    AWAY = "away"
    QUIET = "quiet"
    FULL = "full"  # as many questions this week as they wanted
    BUSY = "busy"  # as many open ones as anybody gets


#: Reasons that pass by themselves: such a helper may be asked later.
PASSING = frozenset({WhyNot.AWAY, WhyNot.QUIET, WhyNot.FULL, WhyNot.BUSY})


class PassReason(StrEnum):
    """What a helper says with one tap when they do not answer."""

    NOT_MY_FIELD = "not_my_field"
    NO_TIME = "no_time"
    CONFLICT = "conflict"


class Ended(StrEnum):
    """Why nobody is asked any more."""

    ANSWERED = "answered"
    STOPPED = "stopped"  # the asker said so
    CLOSED = "closed"  # the question is not there or takes no answers
    EVERYBODY = "everybody"  # all who match were asked
