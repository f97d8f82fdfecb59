"""Appeals: when one is heard, by whom, and how it ends. Never worse than before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from medagora.community.domain.moderation.matters import (
    AGAINST_THE_AUTHOR,
    MatterKind,
    MatterState,
    Outcome,
)
from medagora.community.domain.words import State
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed

#: Six months, as Article 20 of Regulation (EU) 2022/2065 asks of platforms.
APPEAL_WITHIN = timedelta(days=183)
LONGEST_MESSAGE = 4000


@dataclass(frozen=True)
class Decided:
    """What an appeal is against."""

    kind: MatterKind
    state: MatterState
    outcome: Outcome | None
    decided_at: datetime | None
    has_sanction: bool  # one that is in force, or was
    has_appeal: bool


def can_appeal(decided: Decided, now: datetime) -> bool:
    """Once for each decision against the author, within six months."""
    if decided.kind is MatterKind.APPEAL or decided.has_appeal:
        return False
    if decided.state is MatterState.OPEN or decided.decided_at is None:
        return False
    is_against = decided.outcome in AGAINST_THE_AUTHOR or decided.has_sanction
    return is_against and now <= decided.decided_at + APPEAL_WITHIN


def require_appeal(decided: Decided, now: datetime) -> None:
    if decided.has_appeal:
        raise Conflict("You have appealed already; go on in that thread.")
    if not can_appeal(decided, now):
        raise NotAllowed("There is nothing here that can be appealed any more.")


def may_hear(
    moderator: str, *, decided_by: str, agreed_by: str, moderators: Iterable[str]
) -> bool:
    """Whether a moderator (pseudonym) may decide the appeal.

    Never the one who decided first. The second one only where there is no third.
    """
    if moderator == decided_by:
        return False
    if moderator != agreed_by:
        return True
    return not set(moderators) - {decided_by, agreed_by}


@dataclass(frozen=True)
class Standing:
    """What the first decision left behind."""

    post_state: State | None
    has_sanction: bool  # still in force
    is_endless: bool = False
    remaining: timedelta | None = None


@dataclass(frozen=True)
class AppealVerdict:
    """``remaining``: how long the sanction goes on from now, when it is shortened."""

    outcome: Outcome
    words: str = ""
    shows_post: bool = False
    ends_sanction: bool = False
    remaining: timedelta | None = None


@dataclass(frozen=True)
class AppealPlan:
    shows_post: bool
    ends_sanction: bool
    remaining: timedelta | None


def decide_appeal(standing: Standing, verdict: AppealVerdict) -> AppealPlan:
    """BadInput for what is no answer to an appeal, or harder than what stands."""
    if not verdict.words.strip():
        raise BadInput("Say to the author, in a sentence, why.", field="words")
    can_show = standing.post_state in {State.HIDDEN, State.REMOVED, State.HELD}
    if verdict.outcome is Outcome.UPHELD:
        return AppealPlan(False, False, None)
    if verdict.outcome is Outcome.OVERTURNED:
        return AppealPlan(can_show, standing.has_sanction, None)
    if verdict.outcome is not Outcome.CHANGED:
        raise BadInput("An appeal is upheld, changed or overturned.", field="outcome")
    return _changed(standing, verdict, can_show=can_show)


def _changed(
    standing: Standing, verdict: AppealVerdict, *, can_show: bool
) -> AppealPlan:
    plan = AppealPlan(
        verdict.shows_post and can_show,
        verdict.ends_sanction and standing.has_sanction,
        None if verdict.ends_sanction else verdict.remaining,
    )
    if plan.remaining is not None:
        _check_milder(standing, plan.remaining)
    if not (plan.shows_post or plan.ends_sanction or plan.remaining):
        raise BadInput("Say what changes: the post, the sanction, or both.")
    return plan


def _check_milder(standing: Standing, remaining: timedelta) -> None:
    if not standing.has_sanction:
        raise BadInput("No sanction is in force.", field="remaining")
    is_shorter = standing.is_endless or (
        standing.remaining is not None and remaining < standing.remaining
    )
    if remaining <= timedelta(0) or not is_shorter:
        raise BadInput(
            "An appeal can only make it shorter, never longer.", field="remaining"
        )
