"""The closed lists of this room."""

from enum import StrEnum


class Kind(StrEnum):
    """What a question wants; each kind has its own short template (``domain.asks``)."""

    RESULT = "result"  # understanding a result
    LIVING = "living"  # living with it
    TREATMENT = "treatment"  # choosing a treatment
    RESOURCE = "resource"  # finding a resource
    SUPPORT = "support"  # a thread for support, which nobody has to answer
    PEER = "peer"  # clinician to clinician


class Audience(StrEnum):
    """Who may read a conversation and take part in it."""

    EVERYONE = "everyone"
    MEMBERS = "members"
    PROFESSIONALS = "professionals"  # verified ones


class Part(StrEnum):
    """What a post is in its conversation."""

    QUESTION = "question"
    ANSWER = "answer"
    COMMENT = "comment"


class State(StrEnum):
    """Where a post stands. Only ``SHOWN`` is read by others."""

    SHOWN = "shown"
    HELD = "held"  # waits for a moderator before anybody reads it
    HIDDEN = "hidden"  # reported; hidden until a moderator has decided
    REMOVED = "removed"  # by moderators
    WITHDRAWN = "withdrawn"  # by its author
    ERASED = "erased"  # its author erased themselves


class Word(StrEnum):
    """A good word for a post; who gave it is told to its author alone."""

    THANKS = "thanks"
    HUG = "hug"
    ME_TOO = "me_too"
    LEARNT = "learnt"


class LinkKind(StrEnum):
    """What a post points to that becomes a card."""

    RESOURCE = "resource"
    DOI = "doi"
    PMID = "pmid"


class Order(StrEnum):
    """How a list of questions is sorted."""

    ACTIVE = "active"  # the latest post first
    NEW = "new"  # the latest question first
    WAITING = "waiting"  # without an answer, the longest wait first


#: The kinds that people ask so that somebody answers.
ANSWERABLE = frozenset(Kind) - {Kind.SUPPORT}
