"""Sanctions, appeals and limits: the rules by example and property."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain.moderation.appeals import (
    APPEAL_WITHIN,
    AppealPlan,
    AppealVerdict,
    Decided,
    Standing,
    can_appeal,
    decide_appeal,
    may_hear,
    require_appeal,
)
from medagora.community.domain.moderation.matters import (
    MatterKind,
    MatterState,
    Outcome,
)
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.sanctions import (
    STOPS_WRITING,
    Restriction,
    SanctionDraft,
    SanctionKind,
    check_sanction,
    strictest,
)
from medagora.community.domain.words import State
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, Refusal
from tests.conftest import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (SanctionDraft(SanctionKind.WARNING, DAY), "length"),
        (SanctionDraft(SanctionKind.CLOSED, DAY), "length"),
        (SanctionDraft(SanctionKind.READ_ONLY), "length"),
        (SanctionDraft(SanctionKind.READ_ONLY, timedelta(minutes=5)), "length"),
        (SanctionDraft(SanctionKind.SUSPENDED, 366 * DAY), "length"),
        (SanctionDraft(SanctionKind.SLOW, DAY), "seconds"),
        (SanctionDraft(SanctionKind.SLOW, DAY, seconds=86_401), "seconds"),
        (SanctionDraft(SanctionKind.WARNING, seconds=60), "seconds"),
        (SanctionDraft(SanctionKind.DOFFED), "hat"),
        (SanctionDraft(SanctionKind.WARNING, hat="h"), "hat"),
    ],
)
def test_a_sanction_that_makes_no_sense_is_refused(
    draft: SanctionDraft, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        check_sanction(draft)

    assert refused.value.field == field


def test_a_person_is_told_the_strictest_and_then_the_longest() -> None:
    short = Restriction(SanctionKind.READ_ONLY, NOW + HOUR, Reason.SPAM)
    long = Restriction(SanctionKind.READ_ONLY, NOW + DAY, Reason.SPAM)
    closed = Restriction(SanctionKind.CLOSED, None, Reason.ATTACK)

    assert strictest([]) is None
    assert strictest([short, long]) == long
    assert strictest([long, closed, short]) == closed


@pytest.mark.parametrize("kind", STOPS_WRITING)
def test_every_restriction_says_until_when_and_where_to_appeal(
    kind: SanctionKind,
) -> None:
    restriction = Restriction(kind, NOW, Reason.SPAM)

    assert "appeal" in restriction.sentence
    has_end = kind is not SanctionKind.CLOSED
    assert ("2026-11-23 12:00 UTC" in restriction.sentence) == has_end
    assert restriction.hides_members_parts == (kind is not SanctionKind.READ_ONLY)


# ---- appeals -----------------------------------------------------------------------


def decided(**changes: object) -> Decided:
    facts = {
        "kind": MatterKind.REPORT,
        "state": MatterState.CLOSED,
        "outcome": Outcome.REMOVE,
        "decided_at": NOW,
        "has_sanction": False,
        "has_appeal": False,
    }
    return Decided(**{**facts, **changes})  # type: ignore[arg-type]  # a test's shorthand


def test_a_decision_against_somebody_can_be_appealed_once_for_six_months() -> None:
    last = NOW + APPEAL_WITHIN

    assert can_appeal(decided(), last)
    assert not can_appeal(decided(), last + timedelta(seconds=1))
    assert can_appeal(decided(outcome=Outcome.KEEP, has_sanction=True), NOW)
    assert not can_appeal(decided(outcome=Outcome.KEEP), NOW)
    assert not can_appeal(decided(kind=MatterKind.APPEAL), NOW)
    with pytest.raises(Conflict):
        require_appeal(decided(has_appeal=True), NOW)
    with pytest.raises(NotAllowed):
        require_appeal(decided(state=MatterState.OPEN), NOW)


names = st.sampled_from("abcde")


@given(
    everybody=st.lists(names, unique=True), moderator=names, first=names, second=names
)
def test_whoever_decided_first_never_hears_the_appeal(
    everybody: list[str], moderator: str, first: str, second: str
) -> None:
    hears = may_hear(
        moderator, decided_by=first, agreed_by=second, moderators=everybody
    )

    if moderator == first:
        assert not hears
    elif moderator == second:
        assert hears == (not set(everybody) - {first, second})
    else:
        assert hears


standings = st.builds(
    Standing,
    post_state=st.sampled_from([None, *State]),
    has_sanction=st.booleans(),
    is_endless=st.booleans(),
    remaining=st.none() | st.timedeltas(HOUR, 100 * DAY),
)
appeal_verdicts = st.builds(
    AppealVerdict,
    outcome=st.sampled_from(list(Outcome)),
    words=st.sampled_from(["", "Because."]),
    shows_post=st.booleans(),
    ends_sanction=st.booleans(),
    remaining=st.none() | st.timedeltas(-DAY, 200 * DAY),
)


@given(standing=standings, verdict=appeal_verdicts)
def test_an_appeal_never_makes_it_worse(
    standing: Standing, verdict: AppealVerdict
) -> None:
    try:
        plan = decide_appeal(standing, verdict)
    except Refusal:
        return

    assert verdict.words
    if plan.remaining is not None:
        assert standing.has_sanction
        assert plan.remaining > timedelta(0)
        assert standing.is_endless or plan.remaining < (standing.remaining or DAY * 0)
    if verdict.outcome is Outcome.UPHELD:
        assert plan == AppealPlan(False, False, None)
    if verdict.outcome is Outcome.OVERTURNED:
        assert plan.ends_sanction == standing.has_sanction
    if verdict.outcome is Outcome.CHANGED:
        assert plan.shows_post or plan.ends_sanction or plan.remaining
    if plan.shows_post:
        assert standing.post_state not in {State.WITHDRAWN, State.ERASED}


def test_a_sanction_is_not_made_longer() -> None:
    standing = Standing(State.REMOVED, has_sanction=True, remaining=DAY)
    longer = AppealVerdict(Outcome.CHANGED, "No.", remaining=2 * DAY)

    with pytest.raises(BadInput, match="never longer"):
        decide_appeal(standing, longer)
