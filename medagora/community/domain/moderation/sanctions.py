"""What may be asked of a person, for how long, and how many moderators it takes."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from medagora.community.domain.moderation.reasons import Reason
from medagora.kernel.refusals import BadInput, NotAllowed


class SanctionKind(StrEnum):
    """The mildest first."""

    WARNING = "warning"
    SLOW = "slow"  # so many seconds between two posts
    READ_ONLY = "read-only"
    SUSPENDED = "suspended"  # reads what a visitor reads
    CLOSED = "closed"  # closed to the community, without an end
    DOFFED = "doffed"  # a verified hat is taken off


class SanctionState(StrEnum):
    PROPOSED = "proposed"  # a second moderator has not spoken yet
    IN_FORCE = "in-force"  # until its end; a warning: for the record
    DECLINED = "declined"  # the second moderator did not agree
    LAPSED = "lapsed"  # no second moderator spoke in time
    ENDED = "ended"  # before its time, by moderators or an appeal


#: Those that last, and how long at most; a longer one is a closing.
LONGEST = {
    SanctionKind.SLOW: timedelta(days=90),
    SanctionKind.READ_ONLY: timedelta(days=90),
    SanctionKind.SUSPENDED: timedelta(days=365),
}
SHORTEST = timedelta(hours=1)
#: Read-only for up to this long takes one moderator.
SHORT_READ_ONLY = timedelta(hours=24)
SLOWEST_SECONDS = 24 * 3600
#: A proposal to which no second moderator agrees ends by itself.
SECOND_WITHIN = timedelta(days=7)

_ALWAYS_SERIOUS = frozenset(
    {SanctionKind.SUSPENDED, SanctionKind.CLOSED, SanctionKind.DOFFED}
)
#: Who is under one of these writes nothing in the community.
STOPS_WRITING = (
    SanctionKind.CLOSED,
    SanctionKind.SUSPENDED,
    SanctionKind.READ_ONLY,
)


@dataclass(frozen=True)
class SanctionDraft:
    """A sanction as a moderator wants it; ``hat`` is the public id of the hat."""

    kind: SanctionKind
    length: timedelta | None = None
    seconds: int = 0
    hat: str = ""


@dataclass(frozen=True)
class Restriction:
    """What keeps a person from writing now; ``until`` is None without an end."""

    kind: SanctionKind
    until: datetime | None
    reason: Reason
    matter: str = ""  # its uid: where the person reads why, and appeals

    @property
    def hides_members_parts(self) -> bool:
        """They read what a visitor reads, no more."""
        return self.kind is not SanctionKind.READ_ONLY

    @property
    def sentence(self) -> str:
        """In English; ``refusal`` is read in the person's language."""
        return str(self.refusal())

    def refusal(self) -> NotAllowed:
        until = f"{self.until:%Y-%m-%d %H:%M} UTC" if self.until else ""
        if self.kind is SanctionKind.READ_ONLY:
            return NotAllowed(
                "You can read but not write here until %(until)s. Under “What was "
                "decided about my posts” you find why, and you can appeal.",
                until=until,
            )
        if self.kind is SanctionKind.SUSPENDED:
            return NotAllowed(
                "Your part in the community is suspended until %(until)s. Under “What "
                "was decided about my posts” you find why, and you can appeal.",
                until=until,
            )
        return NotAllowed(
            "The community is closed to your account. Under “What was decided about my "
            "posts” you find why, and you can appeal."
        )


def is_serious(draft: SanctionDraft) -> bool:
    """Whether two different moderators must want it."""
    if draft.kind is SanctionKind.READ_ONLY:
        return draft.length is None or draft.length > SHORT_READ_ONLY
    return draft.kind in _ALWAYS_SERIOUS


def check_sanction(draft: SanctionDraft) -> None:
    """BadInput for a length, a pace or a hat that makes no sense."""
    longest = LONGEST.get(draft.kind)
    if longest is None and draft.length is not None:
        raise BadInput("This sanction has no length.", field="length")
    if longest is not None and draft.length is None:
        raise BadInput("Say how long it lasts.", field="length")
    if longest and draft.length and not SHORTEST <= draft.length <= longest:
        raise BadInput(
            "It can last from one hour to %(days)s days.",
            field="length",
            days=longest.days,
        )
    is_slow = draft.kind is SanctionKind.SLOW
    if is_slow and not 10 <= draft.seconds <= SLOWEST_SECONDS:
        raise BadInput(
            "Say how far apart their posts must be: from ten seconds to a day.",
            field="seconds",
        )
    if draft.seconds and not is_slow:
        raise BadInput("Only slow mode has a pace.", field="seconds")
    if (draft.kind is SanctionKind.DOFFED) != bool(draft.hat):
        raise BadInput("Choose the hat that is taken off.", field="hat")


def until_of(length: timedelta | None, at: datetime) -> datetime | None:
    """When a sanction that begins now ends."""
    return at + length if length else None


def strictest(restrictions: Iterable[Restriction]) -> Restriction | None:
    """The one that a person is told: the strictest kind, then the longest."""

    def weight(restriction: Restriction) -> tuple[int, float]:
        ends = restriction.until.timestamp() if restriction.until else math.inf
        return (STOPS_WRITING.index(restriction.kind), -ends)

    return min(restrictions, key=weight, default=None)
