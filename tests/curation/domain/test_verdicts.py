"""What curators may say, and what follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.curation.domain.states import Move
from medagora.curation.domain.verdicts import (
    Given,
    Interest,
    Opinion,
    Reason,
    Verdict,
    decide,
    decide_due,
)
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, Refusal

AGREE = Opinion("anna", Verdict.AGREE, Interest.NONE)
ANNA_AGREED = [Given("anna", Verdict.AGREE)]


def decline(**changes: object) -> Opinion:
    said = {"reason": Reason.SELLS, "words": "A shop.", **changes}
    return Opinion("anna", Verdict.DECLINE, **{"interest": Interest.NONE, **said})  # type: ignore[arg-type]  # mixed


def test_the_first_who_agrees_waits_for_another() -> None:
    decision = decide([], AGREE)

    assert decision.move is None
    assert decision.agreed_by == ("anna",)


def test_the_second_who_agrees_publishes() -> None:
    decision = decide(ANNA_AGREED, Opinion("bela", Verdict.AGREE, Interest.NONE))

    assert decision.move is Move.PUBLISH
    assert decision.agreed_by == ("anna", "bela")
    assert not decision.is_single_review


def test_nobody_is_two_people() -> None:
    with pytest.raises(Conflict):
        decide(ANNA_AGREED, AGREE)


def test_on_a_site_of_one_curator_one_is_enough_and_it_is_said() -> None:
    decision = decide([], AGREE, single_review=True)

    assert decision.move is Move.PUBLISH
    assert decision.is_single_review


def test_two_who_agree_on_such_a_site_are_still_two() -> None:
    second = Opinion("bela", Verdict.AGREE, Interest.NONE)

    decision = decide(ANNA_AGREED, second, single_review=True)

    assert not decision.is_single_review


@pytest.mark.parametrize("earlier", [[], ANNA_AGREED])
def test_one_declines_for_all(earlier: list[Given]) -> None:
    assert decide(earlier, decline()).move is Move.DECLINE


@pytest.mark.parametrize("changes", [{"reason": ""}, {"reason": "x"}, {"words": " "}])
def test_declining_needs_a_reason_and_words(changes: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        decide([], decline(**changes))


@pytest.mark.parametrize("verdict", [Verdict.AGREE, Verdict.RENEW])
def test_with_an_interest_nobody_says_yes(verdict: Verdict) -> None:
    opinion = Opinion("anna", verdict, Interest.DECLARED, interest_words="My clinic.")

    with pytest.raises(NotAllowed):
        (decide_due if verdict is Verdict.RENEW else lambda o: decide([], o))(opinion)


def test_with_an_interest_that_is_named_one_may_say_no() -> None:
    named = decline(interest=Interest.DECLARED, interest_words="A competitor.")
    unnamed = decline(interest=Interest.DECLARED)

    assert decide([], named).move is Move.DECLINE
    with pytest.raises(BadInput):
        decide([], unnamed)


def test_a_due_resource_is_renewed_or_retired() -> None:
    renew = Opinion("anna", Verdict.RENEW, Interest.NONE)
    retire = Opinion("anna", Verdict.RETIRE, Interest.NONE, Reason.GONE, "Closed.")

    assert decide_due(renew).move is None
    assert decide_due(retire).move is Move.RETIRE
    with pytest.raises(BadInput):
        decide_due(AGREE)


@given(
    st.lists(st.sampled_from("abc"), max_size=6),
    st.booleans(),
)
def test_whoever_speaks_in_whatever_order_two_voices_are_needed(
    voices: list[str], single: bool
) -> None:
    given_so_far: list[Given] = []
    for voice in voices:
        opinion = Opinion(voice, Verdict.AGREE, Interest.NONE)
        try:
            decision = decide(given_so_far, opinion, single_review=single)
        except Refusal:
            continue
        given_so_far.append(Given(voice, Verdict.AGREE))
        if decision.move:
            assert single or len(set(decision.agreed_by)) == 2
            return

    assert len({g.by for g in given_so_far}) < (1 if single else 2)
