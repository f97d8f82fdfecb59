"""When a notice is told, and with which others."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.people.domain.clocks import Quiet, next_at
from medagora.people.domain.notice_paths import in_language, without_language
from medagora.people.domain.notices import (
    Bundle,
    Frequency,
    Level,
    Plan,
    Waiting,
    Wishes,
    level_of,
    plan,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
BUDAPEST = ZoneInfo("Europe/Budapest")


def waiting(number: int, about: str = "question:a", **changes: object) -> Waiting:
    at = NOW - HOUR + timedelta(seconds=number)
    plain = Waiting(number, "answer", "conversations", about, at)
    return replace(plain, **changes)  # type: ignore[arg-type]  # fields by name


def test_five_answers_in_one_thread_are_one_bundle() -> None:
    notices = [waiting(n) for n in (3, 1, 2, 5, 4)]

    made = plan(notices, Wishes(), NOW)

    assert made == Plan((Bundle("answer", "question:a", (1, 2, 3, 4, 5)),))


def test_threads_and_kinds_are_told_apart() -> None:
    notices = [
        waiting(1),
        waiting(2, "question:b"),
        waiting(3, kind="comment"),
        waiting(4),
    ]

    assert [bundle.ids for bundle in plan(notices, Wishes(), NOW).now] == [
        (1, 4),
        (2,),
        (3,),
    ]


def test_a_daily_wish_waits_for_the_next_morning_of_the_person() -> None:
    wishes = Wishes({"conversations": Frequency.DAILY}, zone=BUDAPEST, hour=7)

    made = plan([waiting(1)], wishes, NOW)

    assert made.now == ()
    assert made.next_at == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    assert plan([waiting(1)], wishes, made.next_at).now[0].ids == (1,)


def test_a_weekly_wish_waits_for_its_day() -> None:
    wishes = Wishes({"conversations": Frequency.WEEKLY}, hour=8, weekday=4)

    made = plan([waiting(1)], wishes, NOW)

    assert made.next_at == datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


def test_what_was_due_while_the_worker_slept_is_told_at_once() -> None:
    wishes = Wishes({"conversations": Frequency.DAILY})

    made = plan([waiting(1)], wishes, NOW + timedelta(days=3))

    assert made.now[0].ids == (1,)


def test_a_followed_thread_does_not_wait_for_the_morning() -> None:
    wishes = Wishes(
        {"conversations": Frequency.DAILY}, levels={"question:a": Level.FOLLOW}
    )

    assert plan([waiting(1)], wishes, NOW).now[0].ids == (1,)


def test_following_turns_no_channel_on_that_is_off() -> None:
    wishes = Wishes(
        {"conversations": Frequency.NEVER}, levels={"question:a": Level.FOLLOW}
    )

    assert plan([waiting(1)], wishes, NOW).never == (1,)


def test_after_a_message_the_next_one_rests() -> None:
    wishes = Wishes(last_sent=NOW - timedelta(minutes=4), rest=timedelta(minutes=10))

    made = plan([waiting(1)], wishes, NOW)

    assert made.next_at == NOW + timedelta(minutes=6)


def test_what_is_urgent_does_not_rest() -> None:
    wishes = Wishes(last_sent=NOW, rest=HOUR)

    assert plan([waiting(1, is_urgent=True)], wishes, NOW).now[0].ids == (1,)


def test_in_the_night_everything_waits_for_its_end() -> None:
    quiet = Quiet(time(22), time(7), BUDAPEST)
    night = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    wishes = Wishes(quiet=quiet)

    made = plan([waiting(1), waiting(2, is_urgent=True)], wishes, night)

    assert made.now == ()
    assert made.later == {datetime(2026, 11, 24, 6, 0, tzinfo=UTC): (1, 2)}


def test_urgent_news_passes_the_night_of_those_who_said_so() -> None:
    wishes = Wishes(quiet=Quiet(time(0), time(23), UTC), urgent_passes=True)

    made = plan([waiting(1), waiting(2, is_urgent=True)], wishes, NOW)

    assert [bundle.ids for bundle in made.now] == [(2,)]
    assert made.later == {NOW.replace(hour=23): (1,)}


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        ({}, Level.USUAL),
        ({"topic:asthma": Level.FOLLOW}, Level.FOLLOW),
        ({"topic:asthma": Level.FOLLOW, "topic:gout": Level.MUTE}, Level.MUTE),
        ({"question:a": Level.FOLLOW, "topic:gout": Level.MUTE}, Level.FOLLOW),
        ({"topic:lupus": Level.MUTE}, Level.USUAL),
    ],
)
def test_a_thread_counts_before_its_topics_and_a_muted_topic_first(
    levels: dict[str, Level], level: Level
) -> None:
    assert level_of("question:a", ("asthma", "gout"), levels) is level


# ---- for all notices and wishes ------------------------------------------------

#: Two weeks in which clocks change in Europe, and then in America.
START = datetime(2026, 10, 20, tzinfo=UTC)
_moments = st.integers(0, 14 * 24 * 60).map(lambda n: START + timedelta(minutes=n))
_zones = st.sampled_from(
    ["UTC", "Europe/Budapest", "America/New_York", "Asia/Kathmandu", "Australia/Perth"]
).map(ZoneInfo)
_hours = st.integers(0, 23)


@st.composite
def _quiets(draw: st.DrawFn) -> Quiet | None:
    start, end = draw(_hours), draw(_hours)
    return Quiet(time(start), time(end), draw(_zones)) if start != end else None


_wishes = st.builds(
    Wishes,
    frequencies=st.dictionaries(
        st.sampled_from(["conversations", "helping"]), st.sampled_from(Frequency)
    ),
    levels=st.dictionaries(
        st.sampled_from(["question:0", "question:1", "topic:asthma", "topic:gout"]),
        st.sampled_from(Level),
    ),
    zone=_zones,
    hour=_hours,
    weekday=st.integers(0, 6),
    quiet=_quiets(),
    urgent_passes=st.booleans(),
    rest=st.sampled_from([timedelta(), timedelta(minutes=10), HOUR]),
)


@st.composite
def _notices(draw: st.DrawFn) -> list[Waiting]:
    return [
        Waiting(
            number,
            draw(st.sampled_from(["answer", "comment"])),
            draw(st.sampled_from(["conversations", "helping"])),
            f"question:{draw(st.integers(0, 2))}",
            draw(_moments),
            draw(st.sampled_from([(), ("asthma",), ("asthma", "gout")])),
            draw(st.sampled_from(Frequency)),
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


def is_wanted(notice: Waiting, wishes: Wishes) -> bool:
    frequency = wishes.frequencies.get(notice.group, notice.usual)
    level = level_of(notice.about, notice.topics, wishes.levels)
    return frequency is not Frequency.NEVER and level is not Level.MUTE


@given(_notices(), _wishes, _moments)
def test_each_notice_has_one_place_in_a_plan(
    notices: list[Waiting], wishes: Wishes, now: datetime
) -> None:
    made = plan(notices, wishes, now)

    places = [*made.settled, *(id for ids in made.later.values() for id in ids)]
    assert sorted(places) == [notice.id for notice in notices]
    assert set(made.never) == {n.id for n in notices if not is_wanted(n, wishes)}
    assert all(moment > now for moment in made.later)
    assert len({(b.kind, b.about) for b in made.now}) == len(made.now)


@given(_notices(), _wishes)
def test_over_time_each_wanted_notice_is_told_once_and_never_in_quiet_hours(
    notices: list[Waiting], wishes: Wishes
) -> None:
    told: list[int] = []
    by_id = {notice.id: notice for notice in notices}
    arriving = sorted(notices, key=lambda n: n.at)
    now = START
    left: list[Waiting] = []
    for _step in range(200):  # as the worker: at arrivals, and when the plan says
        left += [notice for notice in arriving if notice.at <= now]
        arriving = [notice for notice in arriving if notice.at > now]
        made = plan(left, wishes, now)
        for id in [id for bundle in made.now for id in bundle.ids]:
            told.append(id)
            passes = by_id[id].is_urgent and wishes.urgent_passes
            assert passes or not (wishes.quiet and wishes.quiet.holds(now))
        if made.now:
            wishes = replace(wishes, last_sent=now)
        left = [notice for notice in left if notice.id not in made.settled]
        moments = [n.at for n in arriving[:1]]
        again = plan(left, wishes, now).next_at
        moments += [again] if again else []
        if not moments:
            break
        now = min(moments)

    wanted = Counter(n.id for n in notices if is_wanted(n, wishes))
    assert Counter(told) == wanted


@given(_quiets(), _moments)
def test_quiet_ends_and_then_it_is_not_quiet(
    quiet: Quiet | None, now: datetime
) -> None:
    if quiet is None:
        return
    end = quiet.over(now)

    assert now <= end <= now + timedelta(hours=50)
    assert not quiet.holds(end)
    start = quiet.next_start(end)
    assert start is not None
    assert start > end


@given(_hours, _zones, _moments, st.one_of(st.none(), st.integers(0, 6)))
def test_the_next_time_comes_within_a_day_or_a_week(
    hour: int, zone: ZoneInfo, now: datetime, weekday: int | None
) -> None:
    found = next_at(hour, zone, now, weekday=weekday)

    most = timedelta(days=1 if weekday is None else 7, hours=2)
    assert now < found <= now + most
    assert weekday in {None, found.astimezone(zone).weekday()}


# ---- addresses -----------------------------------------------------------------


def test_an_address_is_kept_without_its_language_and_shown_in_another() -> None:
    kept = without_language("/hu/questions/7/#answer-3")

    assert kept == "/questions/7/#answer-3"
    assert in_language(kept, "ar") == "/ar/questions/7/#answer-3"
    assert without_language("/hungary/") == "/hungary/"


@pytest.mark.parametrize(
    "path",
    ["https://elsewhere.example/", "//elsewhere.example/", "/\\else", "q/", "", "/a b"],
)
def test_an_address_that_leads_elsewhere_is_a_mistake(path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        without_language(path)
