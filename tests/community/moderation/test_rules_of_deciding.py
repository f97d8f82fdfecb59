"""What a moderator may decide, and what follows: the rules by example and property."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain.moderation.deciding import (
    Case,
    Standpoint,
    Verdict,
    decide,
    find_spans,
    marked,
    merge_spans,
    require_impartial,
    require_second,
)
from medagora.community.domain.moderation.matters import (
    AGAINST_THE_AUTHOR,
    MatterKind,
    MatterState,
    Outcome,
    due_at,
    outcomes_of,
    urgency_of,
)
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.sanctions import (
    LONGEST,
    SHORTEST,
    SanctionDraft,
    SanctionKind,
    is_serious,
)
from medagora.community.domain.words import State
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, Refusal
from tests.conftest import NOW


@st.composite
def sanctions(draw: st.DrawFn) -> SanctionDraft:
    """Any sanction that makes sense."""
    kind = draw(st.sampled_from(list(SanctionKind)))
    length = None
    if kind in LONGEST:
        length = draw(st.timedeltas(SHORTEST, LONGEST[kind]))
    seconds = draw(st.integers(10, 86_400)) if kind is SanctionKind.SLOW else 0
    return SanctionDraft(
        kind, length, seconds, hat="h" if kind is SanctionKind.DOFFED else ""
    )


cases = st.builds(
    Case,
    kind=st.sampled_from(list(MatterKind)),
    state=st.sampled_from(list(MatterState)),
    post_state=st.sampled_from([None, *State]),
    has_author=st.booleans(),
    has_crisis_call=st.booleans(),
    moderators=st.integers(1, 5),
    is_held_besides=st.booleans(),
)
verdicts = st.builds(
    Verdict,
    outcome=st.sampled_from(list(Outcome)),
    reason=st.sampled_from([None, *Reason]),
    words=st.sampled_from(["", "Please."]),
    spans=st.sampled_from([(), ((0, 4),)]),
    sanction=st.none() | sanctions(),
)


@given(case=cases, verdict=verdicts)
def test_every_verdict_has_a_plan_or_a_sentence(case: Case, verdict: Verdict) -> None:
    try:
        plan = decide(case, verdict)
    except Refusal as refusal:
        sentence = str(refusal)
    else:
        assert plan.state is not MatterState.OPEN
        assert verdict.outcome in outcomes_of(case.kind)
        return

    assert sentence.endswith((".", "”"))


@given(case=cases, verdict=verdicts)
def test_nobody_is_sanctioned_or_hidden_for_being_in_pain(
    case: Case, verdict: Verdict
) -> None:
    try:
        plan = decide(case, verdict)
    except Refusal:
        return

    if case.kind is MatterKind.CRISIS:
        assert plan.sanction is None
        assert plan.post_state is None
    if case.has_crisis_call:
        assert plan.sanction is None


@given(case=cases, verdict=verdicts)
def test_what_is_serious_always_waits_for_a_second_moderator(
    case: Case, verdict: Verdict
) -> None:
    try:
        plan = decide(case, verdict)
    except Refusal:
        return

    is_grave = plan.sanction is not None and is_serious(plan.sanction)
    assert plan.needs_second == is_grave
    assert (plan.state is MatterState.SECOND) == is_grave
    if is_grave:
        assert case.moderators >= 2


@given(case=cases, verdict=verdicts)
def test_whoever_is_told_no_is_told_why(case: Case, verdict: Verdict) -> None:
    try:
        decide(case, verdict)
    except Refusal:
        return

    if verdict.outcome in AGAINST_THE_AUTHOR or verdict.sanction:
        assert verdict.reason is not None
    if verdict.reason is Reason.OTHER and verdict.outcome in AGAINST_THE_AUTHOR:
        assert verdict.words


@given(case=cases, verdict=verdicts)
def test_what_its_author_took_back_is_never_shown_again(
    case: Case, verdict: Verdict
) -> None:
    try:
        plan = decide(case, verdict)
    except Refusal:
        return

    if case.post_state in {State.WITHDRAWN, State.ERASED}:
        assert plan.post_state is None


@pytest.mark.parametrize(
    ("length", "serious"),
    [(1, False), (24, False), (25, True), (24 * 90, True)],
)
def test_read_only_is_serious_after_a_day(length: int, serious: bool) -> None:
    draft = SanctionDraft(SanctionKind.READ_ONLY, timedelta(hours=length))

    assert is_serious(draft) is serious


def test_a_site_with_one_moderator_says_what_is_possible() -> None:
    case = Case(MatterKind.REPORT, MatterState.OPEN, State.SHOWN, moderators=1)
    day = SanctionDraft(SanctionKind.READ_ONLY, timedelta(hours=24))
    ever = SanctionDraft(SanctionKind.CLOSED)

    plan = decide(case, Verdict(Outcome.REMOVE, Reason.SPAM, sanction=day))
    with pytest.raises(NotAllowed, match="only one"):
        decide(case, Verdict(Outcome.REMOVE, Reason.SPAM, sanction=ever))

    assert not plan.needs_second


def test_a_decision_is_made_once() -> None:
    case = Case(MatterKind.REPORT, MatterState.CLOSED, State.SHOWN)

    with pytest.raises(Conflict):
        decide(case, Verdict(Outcome.KEEP))


def test_to_ask_for_an_edit_says_which_words() -> None:
    case = Case(MatterKind.ADVICE, MatterState.OPEN, State.HELD)

    with pytest.raises(BadInput) as refused:
        decide(case, Verdict(Outcome.EDIT, Reason.DANGEROUS))
    plan = decide(case, Verdict(Outcome.EDIT, Reason.DANGEROUS, spans=((0, 4),)))

    assert refused.value.field == "quoted"
    assert (plan.state, plan.post_state) == (MatterState.AUTHOR, State.HIDDEN)


def test_a_doubted_hat_does_not_release_what_waits_for_its_words() -> None:
    case = Case(MatterKind.HAT, MatterState.OPEN, State.HELD, is_held_besides=True)

    assert decide(case, Verdict(Outcome.KEEP)).post_state is None


@pytest.mark.parametrize(
    "standpoint",
    [
        Standpoint(is_about_them=True),
        Standpoint(is_their_report=True),
        Standpoint(has_blocked_author=True),
    ],
)
def test_whoever_is_part_of_it_does_not_decide(standpoint: Standpoint) -> None:
    assert standpoint.is_part
    with pytest.raises(NotAllowed, match="somebody else"):
        require_impartial(standpoint)


def test_anybody_else_does() -> None:
    require_impartial(Standpoint())
    require_second("first", "other")
    with pytest.raises(NotAllowed):
        require_second("first", "first")


def test_a_grave_call_for_help_comes_before_everything() -> None:
    kinds = [kind for kind in MatterKind if kind is not MatterKind.CRISIS]
    high = urgency_of(MatterKind.CRISIS, grade="high")

    assert all(high < urgency_of(kind, reasons=[Reason.DANGEROUS]) for kind in kinds)
    assert due_at(NOW, high) == NOW + timedelta(hours=1)
    assert urgency_of(MatterKind.CRISIS) < urgency_of(MatterKind.SPAM)


# ---- the words concerned -----------------------------------------------------------


def test_quoted_words_are_found_or_refused() -> None:
    text = "Stop your insulin. It is poison."

    assert find_spans(text, ["insulin", " ", "poison"]) == ((10, 17), (25, 31))
    with pytest.raises(BadInput) as refused:
        find_spans(text, ["medicine"])
    assert refused.value.field == "quoted"


@given(
    text=st.text(max_size=60),
    spans=st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8),
)
def test_marking_loses_and_doubles_no_letter(
    text: str, spans: list[tuple[int, int]]
) -> None:
    pieces = marked(text, spans)
    merged = merge_spans(spans, len(text))

    assert "".join(piece for _is_marked, piece in pieces) == text
    assert [p for is_marked, p in pieces if is_marked] == [
        text[start:end] for start, end in merged
    ]
    assert all(a[1] < b[0] for a, b in pairwise(merged))
