"""What is promised comes from what happened, also from what did not happen yet."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain.routing.promises import (
    LEAST_KNOWN,
    Past,
    Usual,
    in_hours,
    quantile,
    tomorrow_evening,
    usual,
)

past = st.builds(
    Past, st.integers(1, 20_000).map(lambda m: timedelta(minutes=m)), st.booleans()
)


def hours(*numbers: float, is_answered: bool = True) -> list[Past]:
    return [Past(timedelta(hours=number), is_answered) for number in numbers]


def test_half_and_four_of_five_are_told_in_round_hours() -> None:
    waits = hours(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)

    assert usual(waits) == Usual(half=6, most=8, known=10)


def test_too_few_questions_promise_nothing() -> None:
    assert usual(hours(*[1] * (LEAST_KNOWN - 1))) is None


def test_questions_without_an_answer_lengthen_the_promise() -> None:
    answered = hours(*[2] * 10)
    waiting = hours(*[100] * 6, is_answered=False)

    assert usual(answered) == Usual(2, 2, 10)
    assert usual([*answered, *waiting]) == Usual(2, None, 16)
    assert usual([*answered, *waiting, *waiting]) is None


def test_a_question_asked_a_minute_ago_says_nothing_against_it() -> None:
    fresh = hours(*[1 / 60] * 50, is_answered=False)

    assert usual([*hours(*[2] * 10), *fresh]) == Usual(2, 2, 60)


@given(st.lists(past, max_size=40))
def test_four_of_five_never_comes_before_half(rows: list[Past]) -> None:
    half, most = quantile(rows, 0.5), quantile(rows, 0.8)

    assert most is None or (half is not None and half <= most)


@given(st.lists(past, min_size=1, max_size=40), st.floats(0.05, 0.95))
def test_when_all_were_answered_it_is_the_plain_quantile(
    rows: list[Past], share: float
) -> None:
    answered = [Past(row.waited, is_answered=True) for row in rows]

    found = quantile(answered, share)

    assert found is not None
    within = sum(row.waited <= found for row in answered) / len(answered)
    before = sum(row.waited < found for row in answered) / len(answered)
    assert before - 1e-6 <= share <= within + 1e-6


@given(st.integers(1, 60 * 168))
def test_hours_are_rounded_up_never_down(minutes: int) -> None:
    wait = timedelta(minutes=minutes)

    assert timedelta(hours=in_hours(wait)) >= wait


def test_tomorrow_evening_is_on_the_askers_clock() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # the 24th in Budapest

    evening = tomorrow_evening(late, ZoneInfo("Europe/Budapest"))

    assert evening == datetime(2026, 11, 25, 19, 0, tzinfo=UTC)
