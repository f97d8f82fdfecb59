"""How much a person may post, whose reports hide, who is called: by example."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain.moderation.counts import (
    Change,
    Counted,
    can_move,
    change_of,
)
from medagora.community.domain.moderation.figures import (
    SMALLEST,
    figure,
    rounded_hours,
)
from medagora.community.domain.moderation.limits import (
    MOST_AN_HOUR,
    MOST_LINKS,
    NEW_MOST_AN_HOUR,
    Allowed,
    LimitFacts,
    Pace,
    Refused,
    Wanted,
    allowed,
    is_new,
)
from medagora.community.domain.moderation.rota import (
    Load,
    Shift,
    load_of,
    on_duty,
    whom_to_call,
)
from medagora.community.domain.moderation.trust import (
    HIDES_AT,
    Reported,
    ReporterFacts,
    covers,
    hides,
    is_trusted,
)
from medagora.community.domain.words import Part, State
from tests.conftest import NOW

DAY = timedelta(days=1)
OLD, NEW = NOW - 100 * DAY, NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    "facts",
    [
        LimitFacts(NEW),
        LimitFacts(NEW, wanted=Wanted(Part.ANSWER)),
        LimitFacts(NEW, stood=1, wanted=Wanted(Part.COMMENT)),
        LimitFacts(NEW, is_own_question=True, wanted=Wanted(Part.COMMENT)),
        LimitFacts(NEW, is_own_question=True, posts_last_hour=NEW_MOST_AN_HOUR),
        LimitFacts(NEW, is_known=True, wanted=Wanted(Part.ANSWER, outside_links=3)),
        LimitFacts(NEW, stood=3, wanted=Wanted(Part.ANSWER, pictures=1)),
        LimitFacts(OLD, wanted=Wanted(Part.ANSWER, outside_links=MOST_LINKS)),
        LimitFacts(OLD, posts_last_hour=MOST_AN_HOUR - 1),
        LimitFacts(OLD, paces=(Pace(60, NOW - timedelta(seconds=60)),)),
        LimitFacts(OLD, paces=(Pace(60, None),)),
    ],
)
def test_this_may_be_posted(facts: LimitFacts) -> None:
    assert allowed(facts, NOW) == Allowed()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (LimitFacts(NEW, posts_last_hour=NEW_MOST_AN_HOUR), "3 posts in an hour"),
        (
            LimitFacts(
                NEW,
                posts_last_hour=3,
                is_own_question=True,
                wanted=Wanted(Part.QUESTION),
            ),
            "3 posts in an hour",
        ),
        (LimitFacts(OLD, posts_last_hour=MOST_AN_HOUR), "30 posts in an hour"),
        (LimitFacts(NEW, wanted=Wanted(outside_links=1)), "resources of this site"),
        (LimitFacts(NEW, wanted=Wanted(pictures=1)), "what it shows"),
        (LimitFacts(NEW, wanted=Wanted(Part.COMMENT)), "half a day"),
        (LimitFacts(OLD, wanted=Wanted(outside_links=MOST_LINKS + 1)), "11 links"),
        (LimitFacts(OLD, paces=(Pace(600, NOW - timedelta(seconds=30)),)), "10 min"),
        (
            LimitFacts(OLD, is_known=True, paces=(Pace(60, NOW), Pace(7200, NOW))),
            "120 min",
        ),
    ],
)
def test_this_waits_and_says_why(facts: LimitFacts, words: str) -> None:
    answer = allowed(facts, NOW)

    assert isinstance(answer, Refused)
    assert words in str(answer.refusal())


def test_nobody_is_new_for_long() -> None:
    assert is_new(LimitFacts(NEW, stood=2), NOW)
    assert not is_new(LimitFacts(NEW, stood=3), NOW)
    assert not is_new(LimitFacts(NOW - 3 * DAY), NOW)


@given(
    age=st.integers(0, 200),
    posts=st.integers(0, 50),
    stood=st.integers(0, 5),
    links=st.integers(0, 20),
)
def test_who_has_been_here_longer_may_never_do_less(
    age: int, posts: int, stood: int, links: int
) -> None:
    def may(days: int, known: bool) -> bool:
        facts = LimitFacts(
            NOW - days * DAY,
            stood=stood,
            posts_last_hour=posts,
            is_known=known,
            wanted=Wanted(Part.COMMENT, links),
        )
        return isinstance(allowed(facts, NOW), Allowed)

    if may(age, known=False):
        assert may(age + 1, known=False)
        assert may(age, known=True)


# ---- reports -----------------------------------------------------------------------


def test_nobody_is_born_trusted() -> None:
    assert not is_trusted(ReporterFacts(None), NOW)
    assert not is_trusted(ReporterFacts(NOW - 6 * DAY), NOW)
    assert is_trusted(ReporterFacts(NOW - 7 * DAY), NOW)
    assert not is_trusted(ReporterFacts(OLD, is_restricted=True), NOW)


def test_trust_is_lost_by_unfounded_reports_and_won_back() -> None:
    assert is_trusted(ReporterFacts(OLD, unfounded=1), NOW)
    assert not is_trusted(ReporterFacts(OLD, unfounded=2), NOW)
    assert is_trusted(ReporterFacts(OLD, founded=2, unfounded=2), NOW)


@given(
    trusted=st.integers(0, 6),
    others=st.integers(0, 500),
    pictures=st.integers(0, 3),
    has_picture=st.booleans(),
)
def test_a_crowd_of_new_accounts_hides_nothing(
    trusted: int, others: int, pictures: int, has_picture: bool
) -> None:
    reports = [Reported(True)] * trusted + [Reported(False)] * others
    reports += [Reported(False, is_about_picture=True)] * pictures

    assert hides(reports) == (trusted >= HIDES_AT)
    assert covers(reports, has_picture=has_picture) == (has_picture and pictures > 0)
    assert not hides(reports, was_kept=True)
    assert not covers(reports, has_picture=has_picture, was_kept=True)


def test_reports_of_a_picture_take_no_words_away() -> None:
    about_picture = [Reported(True, is_about_picture=True)] * 5

    assert not hides(about_picture)
    assert not hides([*about_picture, Reported(True), Reported(True)])


# ---- the rota ------------------------------------------------------------------------


def test_a_night_ends_in_the_morning() -> None:
    night = Shift(1, weekday=6, starts=22 * 60, ends=6 * 60, zone="Europe/Budapest")
    sunday, monday = (
        datetime(2026, 11, 22, tzinfo=UTC),
        datetime(2026, 11, 23, tzinfo=UTC),
    )

    assert night.covers(sunday.replace(hour=21))  # 22:00 there
    assert night.covers(monday.replace(hour=4, minute=59))  # 5:59 there
    assert not night.covers(monday.replace(hour=5))
    assert not night.covers(sunday.replace(hour=4))
    assert not night.covers(monday.replace(hour=21))


@given(
    weekday=st.integers(0, 6),
    starts=st.integers(0, 1439),
    ends=st.integers(0, 1439),
    minutes=st.integers(0, 7 * 1440 - 1),
)
def test_a_shift_lasts_as_long_as_its_clock_says(
    weekday: int, starts: int, ends: int, minutes: int
) -> None:
    """Monday, 0:00 UTC, and so many minutes."""
    shift = Shift(1, weekday, starts, ends)
    moment = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=minutes)

    length = (ends - starts) % 1440 or 1440
    into = (minutes - (weekday * 1440 + starts)) % (7 * 1440)
    assert shift.covers(moment) == (into < length)


def test_everybody_is_called_when_nobody_is_on_duty() -> None:
    shift = Shift(1, NOW.weekday(), 0, 23 * 60)

    assert on_duty([shift], NOW) == {1}
    assert whom_to_call([shift], [1, 2, 3], NOW) == {1}
    assert whom_to_call([shift], [2, 3], NOW) == {2, 3}
    assert whom_to_call([], [1, 2], NOW) == {1, 2}


def test_a_week_can_be_too_much() -> None:
    assert [load_of(n) for n in (0, 5, 15)] == [Load.LIGHT, Load.SOME, Load.MUCH]


# ---- counts and figures -----------------------------------------------------------


@given(before=st.sampled_from(State), after=st.sampled_from(State))
def test_there_and_back_changes_no_count(before: State, after: State) -> None:
    post = Counted(Part.ANSWER, is_accepted=True, is_professional=True)

    there, back = change_of(post, before, after), change_of(post, after, before)

    assert there.answers + back.answers == 0
    assert there.accepted + back.accepted == 0
    assert there.professional + back.professional == 0


def test_only_answers_count() -> None:
    assert change_of(Counted(Part.ANSWER), State.HELD, State.SHOWN) == Change(1)
    assert change_of(Counted(Part.COMMENT), State.HELD, State.SHOWN) == Change()
    assert change_of(Counted(Part.ANSWER), State.HELD, State.HIDDEN) == Change()


def test_what_its_author_did_nobody_undoes() -> None:
    assert not can_move(State.WITHDRAWN, State.SHOWN)
    assert can_move(State.WITHDRAWN, State.ERASED)
    assert not any(can_move(State.ERASED, after) for after in State)
    assert can_move(State.REMOVED, State.SHOWN)


@given(st.integers(0, 1000))
def test_a_small_count_is_not_told(count: int) -> None:
    told = figure(count)

    assert told.is_few == (0 < count < SMALLEST)
    assert told.count == (None if told.is_few else count)


def test_hours_are_whole() -> None:
    assert rounded_hours(None) is None
    assert rounded_hours(timedelta(minutes=3)) == 1
    assert rounded_hours(timedelta(hours=5, minutes=40)) == 6
