"""How thanks become helpfulness, and helpfulness stays bounded."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain.routing.helpfulness import (
    CEILING,
    HALF_LIFE,
    PRIOR,
    Outcome,
    helpfulness,
)
from tests.community.routing.made import NOON

ages = st.integers(0, 2_000).map(lambda days: NOON - timedelta(days=days))
outcomes = st.builds(
    Outcome,
    at=ages,
    is_answered=st.booleans(),
    is_accepted=st.booleans(),
    good_words=st.integers(0, 30),
)


def accepted(at: datetime = NOON) -> Outcome:
    return Outcome(at, is_answered=True, is_accepted=True)


def test_somebody_new_counts_as_the_prior() -> None:
    assert helpfulness([], NOON) == PRIOR


def test_one_lucky_answer_does_not_mean_much() -> None:
    assert PRIOR < helpfulness([accepted()], NOON) < 0.5


def test_four_good_words_are_worth_one_accepted_answer_and_more_are_not() -> None:
    worded = Outcome(NOON, is_answered=True, good_words=4)
    praised = Outcome(NOON, is_answered=True, good_words=40)

    assert worded.worth == praised.worth == accepted().worth


def test_after_half_a_year_an_answer_counts_half() -> None:
    now = helpfulness([accepted(NOON - HALF_LIFE)], NOON)

    assert now == (1 + 0.5) / (4 + 0.5)


@given(st.lists(outcomes, max_size=40))
def test_it_stays_between_nothing_and_the_ceiling(rows: list[Outcome]) -> None:
    assert 0 < helpfulness(rows, NOON) <= CEILING


@given(st.lists(outcomes, max_size=20))
def test_an_accepted_answer_never_lowers_it(rows: list[Outcome]) -> None:
    assert helpfulness([*rows, accepted()], NOON) >= helpfulness(rows, NOON)


@given(st.lists(outcomes, max_size=20))
def test_what_was_left_unanswered_never_raises_it(rows: list[Outcome]) -> None:
    assert helpfulness([*rows, Outcome(NOON)], NOON) <= helpfulness(rows, NOON)
