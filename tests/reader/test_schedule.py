"""When a feed is asked again: like its own rhythm, never sooner than it wishes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.schedule import (
    LONGEST,
    LONGEST_WISH,
    PUSHED,
    SHORTEST,
    Fate,
    Rhythm,
    fate_of,
    next_check_at,
    retry_interval,
    usual_interval,
)

NOW = datetime(2026, 11, 25, 9, 20, tzinfo=UTC)  # a Wednesday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def every(gap: timedelta, *, silence: timedelta = timedelta(0)) -> list[datetime]:
    """Twenty entries, the last one ``silence`` ago."""
    return [NOW - silence - n * gap for n in range(20)]


moments = st.timedeltas(-3 * DAY, 4000 * DAY).map(lambda ago: NOW - ago)
dices = st.floats(0, 1, exclude_max=True)
rhythms = st.builds(
    Rhythm,
    entry_times=st.lists(moments, max_size=30),
    ttl_minutes=st.integers(0, 10**12),
    skip_hours=st.lists(st.integers(-5, 30), max_size=24),
    skip_days=st.lists(st.integers(-1, 8), max_size=7),
    max_age=st.none() | st.integers(0, 10**12),
    retry_after=st.none() | st.integers(0, 10**12),
    failures=st.integers(0, 10**6),
    is_pushed=st.booleans(),
)


# ---- the source's own rhythm -----------------------------------------------------


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (every(10 * MINUTE), 15 * MINUTE),  # a news page
        (every(3 * HOUR), HOUR),
        (every(12 * HOUR), 4 * HOUR),
        (every(DAY), 8 * HOUR),
        (every(7 * DAY), DAY),
        (every(91 * DAY), DAY),  # a quarterly journal
        (every(91 * DAY, silence=80 * DAY), DAY),
        (every(DAY, silence=400 * DAY), 7 * DAY),  # asleep
        (every(DAY, silence=6 * DAY), DAY),  # on holiday: half the silence, by three
        ([], DAY),  # never published anything
    ],
)
def test_the_interval_follows_the_rhythm(
    times: list[datetime], expected: timedelta
) -> None:
    assert usual_interval(Rhythm(times), now=NOW) == expected


def test_an_issue_of_thirty_papers_is_one_publication() -> None:
    issues = [NOW - n * 91 * DAY - m * MINUTE for n in range(2) for m in range(9)]

    assert usual_interval(Rhythm(issues), now=NOW) == DAY


def test_a_first_import_of_many_entries_at_once_tells_no_rhythm() -> None:
    assert usual_interval(Rhythm([NOW] * 30), now=NOW) == 8 * HOUR


def test_entries_from_the_future_do_not_count() -> None:
    rhythm = Rhythm([*every(DAY), NOW + 900 * DAY])

    assert usual_interval(rhythm, now=NOW) == 8 * HOUR


def test_a_feed_that_a_hub_pushes_is_asked_twice_a_day_at_most() -> None:
    rhythm = Rhythm(every(HOUR), is_pushed=True)

    assert usual_interval(rhythm, now=NOW) == PUSHED


@given(rhythms)
def test_the_interval_stays_between_a_quarter_hour_and_a_week(rhythm: Rhythm) -> None:
    assert SHORTEST <= usual_interval(rhythm, now=NOW) <= LONGEST


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_slower_source_is_never_asked_more_often(one: int, other: int) -> None:
    slow, quick = max(one, other) * MINUTE, min(one, other) * MINUTE
    slowly = usual_interval(Rhythm([NOW, NOW - slow]), now=NOW)
    quickly = usual_interval(Rhythm([NOW, NOW - quick]), now=NOW)

    assert slowly >= quickly or quick <= HOUR  # that is one publication


# ---- what the source wishes ------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "seconds"),
    [
        ({"ttl_minutes": 600}, 600 * 60),
        ({"max_age": 40_000}, 40_000),
        ({"retry_after": 200_000}, 200_000),
        ({"ttl_minutes": 600, "max_age": 10, "retry_after": 40_000}, 40_000),
        ({"ttl_minutes": 525_600}, LONGEST_WISH.total_seconds()),
        ({"max_age": 31_536_000}, LONGEST_WISH.total_seconds()),
        ({"retry_after": 10**9}, LONGEST.total_seconds()),
    ],
)
@given(dice=dices)
def test_it_is_never_asked_sooner_than_it_wishes(
    wish: dict[str, Any], seconds: float, dice: float
) -> None:
    at = next_check_at(Rhythm(every(HOUR), **wish), now=NOW, dice=dice)

    assert timedelta(seconds=seconds) <= at - NOW <= 1.1 * timedelta(seconds=seconds)


def test_skipped_hours_are_over_before_it_is_asked() -> None:
    rhythm = Rhythm(every(3 * HOUR), skip_hours=[9, 10, 11])

    at = next_check_at(rhythm, now=NOW, dice=0.5)

    assert at == datetime(2026, 11, 25, 12, 30, tzinfo=UTC)


def test_skipped_days_are_over_before_it_is_asked() -> None:
    rhythm = Rhythm(every(7 * DAY), skip_days=[3, 4, 5, 6])  # Thursday to Sunday

    at = next_check_at(rhythm, now=NOW, dice=0)

    assert at == datetime(2026, 11, 30, 0, 0, tzinfo=UTC)


def test_hours_are_those_of_greenwich_wherever_now_is_said() -> None:
    elsewhere = NOW.astimezone(tz=None)
    rhythm = Rhythm(every(3 * HOUR), skip_hours=[10])

    assert next_check_at(rhythm, now=elsewhere, dice=0.5).astimezone(UTC).hour == 11


def test_a_source_that_skips_every_hour_is_asked_all_the_same() -> None:
    rhythm = Rhythm(every(3 * HOUR), skip_hours=range(24), skip_days=range(7))

    assert next_check_at(rhythm, now=NOW, dice=0.5) == NOW + HOUR


@given(rhythms, dices)
def test_the_next_check_is_always_ahead_and_within_three_weeks(
    rhythm: Rhythm, dice: float
) -> None:
    at = next_check_at(rhythm, now=NOW, dice=dice)

    assert NOW + 0.9 * SHORTEST <= at <= NOW + 3 * LONGEST


@given(rhythms, dices)
def test_a_skipped_hour_or_day_is_never_chosen(rhythm: Rhythm, dice: float) -> None:
    hours = set(range(24)) - set(rhythm.skip_hours)
    days = set(range(7)) - set(rhythm.skip_days)

    at = next_check_at(rhythm, now=NOW, dice=dice)

    assert not (hours and days) or (at.hour in hours and at.weekday() in days)


def test_dice_spread_what_would_clump() -> None:
    spread = {
        next_check_at(Rhythm(every(DAY)), now=NOW, dice=n / 100) for n in range(100)
    }

    assert len(spread) == 100
    assert min(spread) == NOW + 0.9 * 8 * HOUR
    assert max(spread) < NOW + 1.1 * 8 * HOUR


# ---- failures --------------------------------------------------------------------


def test_each_failure_doubles_the_wait_up_to_a_week() -> None:
    waits = [retry_interval(n) for n in range(1, 12)]

    assert waits[:4] == [30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR]
    assert waits[-1] == LONGEST


@given(st.integers(1, 10**9))
def test_another_failure_never_brings_the_next_try_closer(failures: int) -> None:
    assert retry_interval(failures) <= retry_interval(failures + 1) <= LONGEST


def test_a_busy_server_that_says_when_is_left_alone_until_then() -> None:
    rhythm = Rhythm(every(HOUR), failures=1, retry_after=86_400)

    assert next_check_at(rhythm, now=NOW, dice=0) == NOW + DAY


@pytest.mark.parametrize(
    ("status", "failures", "days", "fate"),
    [
        (200, 0, None, Fate.ALIVE),
        (404, 19, 60, Fate.ALIVE),  # often enough is missing
        (404, 20, 29, Fate.ALIVE),  # long enough is missing
        (404, 20, 30, Fate.DEAD),
        (0, 25, 90, Fate.DEAD),  # no answer at all
        (410, 1, 0, Fate.GONE),
    ],
)
def test_a_feed_is_given_up_after_weeks_or_when_it_says_so(
    status: int, failures: int, days: int | None, fate: Fate
) -> None:
    since = None if days is None else NOW - days * DAY

    assert fate_of(status, failures=failures, failing_since=since, now=NOW) is fate


def test_the_tries_of_a_failing_feed_suffice_to_call_it_dead() -> None:
    tries = sum((retry_interval(n) for n in range(1, 20)), timedelta(0))

    assert timedelta(days=30) < tries < timedelta(days=120)
