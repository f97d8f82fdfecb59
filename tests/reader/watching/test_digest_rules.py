"""When a digest is due, and what goes into it."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.digests import (
    Content,
    DigestLine,
    Schedule,
    compose,
    goes_into,
    next_due,
)
from medagora.reader.domain.words import Frequency, Sort

#: Summer time in both halves of the world, at midnight, by half an hour, none at all.
ZONES = (
    "Europe/Budapest",
    "America/New_York",
    "Africa/Cairo",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "UTC",
)
moments = st.integers(1_704_067_200, 1_830_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


def daily(zone: str, hour: int = 7) -> Schedule:
    return Schedule(Frequency.DAILY, hour, 0, ZoneInfo(zone))


def due_times(schedule: Schedule, start: datetime, count: int) -> list[datetime]:
    times = []
    for _ in range(count):
        due = next_due(schedule, start)
        assert due is not None
        times.append(due)
        start = due
    return times


@given(st.sampled_from(ZONES), st.integers(0, 23), moments)
def test_there_is_one_digest_on_every_day(
    zone: str, hour: int, start: datetime
) -> None:
    schedule = daily(zone, hour)

    days = [due.astimezone(schedule.zone) for due in due_times(schedule, start, 400)]

    assert all(b.date() - a.date() == timedelta(days=1) for a, b in pairwise(days))
    assert days[0].astimezone(UTC) - start <= timedelta(hours=25)


@given(st.sampled_from(ZONES), st.integers(0, 23), moments)
def test_it_comes_at_the_hour_or_just_after_one_that_is_missing(
    zone: str, hour: int, start: datetime
) -> None:
    schedule = daily(zone, hour)

    for due in due_times(schedule, start, 400):
        local = due.astimezone(schedule.zone)
        before = (due - timedelta(minutes=1)).astimezone(schedule.zone)
        is_after_a_gap = local.utcoffset() != before.utcoffset()
        assert (local.hour, local.minute) == (hour, 0) or is_after_a_gap
        assert local.fold == 0


@given(st.sampled_from(ZONES), st.integers(0, 23), st.integers(0, 6), moments)
def test_weekly_comes_on_its_day(
    zone: str, hour: int, weekday: int, start: datetime
) -> None:
    schedule = Schedule(Frequency.WEEKLY, hour, weekday, ZoneInfo(zone))

    days = [due.astimezone(schedule.zone) for due in due_times(schedule, start, 60)]

    assert {day.weekday() for day in days} == {weekday}
    assert all(b.date() - a.date() == timedelta(days=7) for a, b in pairwise(days))
    assert days[0].astimezone(UTC) > start


@pytest.mark.parametrize(
    ("hour", "day", "due"),
    [
        (7, date(2026, 1, 15), "06:00"),  # winter
        (7, date(2026, 7, 15), "05:00"),  # summer
        (2, date(2026, 3, 29), "01:00"),  # 02:00 is missing: 03:00 summer time
        (3, date(2026, 3, 29), "01:00"),
        (2, date(2026, 10, 25), "00:00"),  # 02:00 comes twice: the first
    ],
)
def test_in_budapest(hour: int, day: date, due: str) -> None:
    before = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=3)

    found = next_due(daily("Europe/Budapest", hour), before)

    assert found is not None
    assert found.strftime("%Y-%m-%d %H:%M") == f"{day} {due}"


def test_a_day_that_an_island_skipped_has_no_digest_of_its_own() -> None:
    start = datetime(2011, 12, 28, tzinfo=UTC)

    local = [
        due.astimezone(ZoneInfo("Pacific/Apia")).date()
        for due in due_times(daily("Pacific/Apia"), start, 4)
    ]

    assert local == [date(2011, 12, day) for day in (28, 29, 31)] + [date(2012, 1, 1)]


def test_off_is_never_due_and_at_once_is_looked_at_soon() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    zone = ZoneInfo("UTC")

    assert next_due(Schedule(Frequency.OFF, 7, 0, zone), at) is None
    soon = next_due(Schedule(Frequency.IMMEDIATE, 7, 0, zone), at)
    assert soon == at + timedelta(minutes=10)


def test_what_a_weekly_alert_found_waits_for_its_day() -> None:
    monday = datetime(2026, 11, 23, 6, tzinfo=UTC)
    schedule = daily("Europe/Budapest")
    weekly = Schedule(Frequency.WEEKLY, 7, 3, ZoneInfo("UTC"))

    assert goes_into(Frequency.DAILY, schedule, monday)
    assert goes_into(Frequency.WEEKLY, schedule, monday)
    assert not goes_into(Frequency.WEEKLY, schedule, monday + timedelta(days=1))
    assert goes_into(Frequency.WEEKLY, weekly, monday)
    assert not goes_into(Frequency.IMMEDIATE, schedule, monday)
    assert not goes_into(Frequency.OFF, schedule, monday)


# ---- what goes in --------------------------------------------------------------

lines = st.builds(
    DigestLine,
    entry=st.integers(1, 99),
    work=st.integers(1, 30),
    title=st.just("T"),
    source=st.just("S"),
    sort=st.sampled_from(list(Sort)),
)


@given(
    st.dictionaries(st.sampled_from("abc"), st.lists(lines, max_size=8), max_size=3),
    st.lists(lines, max_size=30),
    st.integers(1, 12),
)
def test_each_paper_once_and_all_are_counted(
    alerts: dict[str, list[DigestLine]], new: list[DigestLine], most: int
) -> None:
    content = compose(alerts, new, most=most)

    works = [line.work for line in content.lines]
    every = {line.work for found in [*alerts.values(), new] for line in found}
    assert len(works) == len(set(works)) == min(most, len(every))
    assert content.count == len(every)


@given(st.lists(lines, max_size=30), st.integers(1, 12))
def test_no_section_starves_beside_a_busy_one(new: list[DigestLine], most: int) -> None:
    content = compose({}, new, most=most)

    first: dict[int, str] = {}
    for line in new:
        first.setdefault(line.work, line.sort)
    had = {sort: list(first.values()).count(sort) for sort in Sort}
    shown = {group.name: len(group.lines) for group in content.sections}
    fullest = max(shown.values(), default=0)
    for sort, count in had.items():
        assert shown.get(sort, 0) >= min(count, fullest - 1)


def test_what_alerts_found_stands_on_top_and_not_again() -> None:
    a, b, c = (DigestLine(n, n, f"T{n}", "S", "news") for n in (3, 2, 1))

    content = compose({"Asthma": [b], "Empty": []}, [a, b, c], most=2)

    assert [(g.name, [x.work for x in g.lines]) for g in content.alerts] == [
        ("Asthma", [2])
    ]
    assert [(g.name, [x.work for x in g.lines]) for g in content.sections] == [
        ("news", [3])
    ]
    assert content.more == 1


def test_an_alert_that_found_too_much_says_how_much_more() -> None:
    found = [DigestLine(n, n, "T", "S", "news") for n in range(9)]

    content = compose({"Asthma": found}, [], most=4)

    assert len(content.alerts[0].lines) == 4
    assert content.alerts[0].more == 5
    assert compose({}, [], most=4) == Content()
