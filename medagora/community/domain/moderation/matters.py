"""Matters: each is one thing to decide, with a time by which it should be."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.safety.crisis import CrisisKind
from medagora.community.domain.words import State


class MatterKind(StrEnum):
    """Why somebody has to look."""

    REPORT = "report"  # readers say that something is wrong
    ADVICE = "advice"  # held by machine: advice that may be dangerous
    SPAM = "spam"  # held by machine: looks like spam
    CRISIS = "crisis"  # somebody may be in danger
    PICTURE = "picture"  # a picture was reported
    HAT = "hat"  # a reader doubts the hat
    APPEAL = "appeal"  # against a decision


class MatterState(StrEnum):
    OPEN = "open"
    SECOND = "second"  # decided; a serious sanction waits for a second moderator
    AUTHOR = "author"  # the author was asked to edit
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a matter ended."""

    KEEP = "keep"  # nothing wrong: it stays, or is shown again
    RELEASE = "release"  # held by machine, now shown
    PICTURES = "pictures"  # the words stay, the pictures go
    EDIT = "edit"  # the author is asked to change these words
    HIDE = "hide"  # out of sight; the author still sees it and may mend it
    REMOVE = "remove"
    LOOKED = "looked"  # a crisis call: a person has looked
    WITHDRAWN = "withdrawn"  # the author took it back meanwhile
    MENDED = "mended"  # the author changed what the machine had held it for
    UPHELD = "upheld"  # appeals
    CHANGED = "changed"
    OVERTURNED = "overturned"


class Urgency(IntEnum):
    """The lower comes first."""

    NOW = 0
    TODAY = 1
    SOON = 2
    CALM = 3


#: How long a matter may wait before it is late.
WAITS = {
    Urgency.NOW: timedelta(hours=1),
    Urgency.TODAY: timedelta(hours=8),
    Urgency.SOON: timedelta(hours=24),
    Urgency.CALM: timedelta(hours=72),
}

#: A post is not read by others while one of these waits.
HOLDS = frozenset({MatterKind.ADVICE, MatterKind.SPAM})
#: Made by readers: they are told how it ended.
BY_READERS = frozenset({MatterKind.REPORT, MatterKind.PICTURE, MatterKind.HAT})
#: About the post's words: one decision about the post settles all of these.
ABOUT_WORDS = frozenset(
    {MatterKind.REPORT, MatterKind.ADVICE, MatterKind.SPAM, MatterKind.PICTURE}
)
#: What weighs on those who look at it (``rota.load_of``).
HARD_KINDS = frozenset({MatterKind.CRISIS, MatterKind.PICTURE})
HARD_REASONS = frozenset({Reason.ATTACK, Reason.DANGEROUS})

#: Seen by a reader, who worries about whoever wrote it.
WORRIED = "worried"
#: What brings a call for help and yet keeps no sanction from its author: a threat, and
#: a reader's tap, which friends of a bully could use as a shield.
_NO_SHIELD = frozenset({WORRIED, CrisisKind.THREAT})

_BY_KIND = {
    MatterKind.CRISIS: Urgency.TODAY,
    MatterKind.PICTURE: Urgency.TODAY,
    MatterKind.ADVICE: Urgency.SOON,
    MatterKind.SPAM: Urgency.SOON,
    MatterKind.REPORT: Urgency.SOON,
    MatterKind.HAT: Urgency.CALM,
    MatterKind.APPEAL: Urgency.CALM,
}
_BY_GRADE = {"high": Urgency.NOW, "medium": Urgency.TODAY, "low": Urgency.SOON}
_TODAY_REASONS = frozenset({Reason.IDENTIFIES, Reason.DANGEROUS})

_OUTCOMES_OF_POSTS = (
    Outcome.KEEP,
    Outcome.EDIT,
    Outcome.HIDE,
    Outcome.REMOVE,
)
_OUTCOMES_WITH_PICTURES = (Outcome.KEEP, Outcome.PICTURES, *_OUTCOMES_OF_POSTS[1:])
_OUTCOMES: dict[MatterKind, tuple[Outcome, ...]] = {
    MatterKind.REPORT: _OUTCOMES_WITH_PICTURES,
    MatterKind.PICTURE: _OUTCOMES_WITH_PICTURES,
    MatterKind.HAT: _OUTCOMES_OF_POSTS,
    MatterKind.ADVICE: (Outcome.RELEASE, Outcome.EDIT, Outcome.REMOVE),
    MatterKind.SPAM: (Outcome.RELEASE, Outcome.EDIT, Outcome.REMOVE),
    MatterKind.CRISIS: (Outcome.LOOKED,),
    MatterKind.APPEAL: (Outcome.UPHELD, Outcome.CHANGED, Outcome.OVERTURNED),
}
#: What becomes of the post; an outcome that is not here leaves it as it is.
STATE_AFTER = {
    Outcome.KEEP: State.SHOWN,
    Outcome.RELEASE: State.SHOWN,
    Outcome.PICTURES: State.SHOWN,
    Outcome.EDIT: State.HIDDEN,
    Outcome.HIDE: State.HIDDEN,
    Outcome.REMOVE: State.REMOVED,
}
#: Against these the author can appeal.
AGAINST_THE_AUTHOR = frozenset(
    {Outcome.PICTURES, Outcome.EDIT, Outcome.HIDE, Outcome.REMOVE}
)


def outcomes_of(kind: MatterKind, *, has_picture: bool = True) -> tuple[Outcome, ...]:
    """What a moderator may choose from, the mildest first; ``has_picture``: the post
    shows one, or would."""
    found = _OUTCOMES[kind]
    return found if has_picture else tuple(o for o in found if o != Outcome.PICTURES)


def kind_of_report(reason: Reason, *, is_about_picture: bool) -> MatterKind:
    if is_about_picture:
        return MatterKind.PICTURE
    return MatterKind.HAT if reason is Reason.FALSE_HAT else MatterKind.REPORT


def urgency_of(
    kind: MatterKind, *, grade: str = "", reasons: Iterable[str] = ()
) -> Urgency:
    """``grade`` is a crisis's: low, medium, high; without one it is taken as medium."""
    if kind is MatterKind.CRISIS and grade:
        return _BY_GRADE[grade]
    if kind in BY_READERS and _TODAY_REASONS & set(reasons):
        return Urgency.TODAY
    return _BY_KIND[kind]


def due_at(opened_at: datetime, urgency: Urgency) -> datetime:
    return opened_at + WAITS[urgency]


def is_pain(seen: Iterable[str]) -> bool:
    """Whether a call for help tells that its author is in need, as one without a
    reason may: nobody is silenced for that."""
    codes = set(seen)
    return not codes or not codes <= _NO_SHIELD


def is_hard(kind: str, reasons: Iterable[str]) -> bool:
    """Whether looking at it costs something."""
    return kind in HARD_KINDS or bool(HARD_REASONS & set(reasons))
