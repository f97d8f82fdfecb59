"""What holds for every question, every helper and every moment."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from medagora.community.domain.routing import fit
from medagora.community.domain.routing.facts import (
    MOST_OPEN,
    WEEK,
    Asked,
    Helper,
    History,
)
from medagora.community.domain.routing.rounds import (
    GIVES_UP,
    LONGEST_WAIT,
    Round,
    choose,
    decide,
    next_round,
)
from medagora.community.domain.routing.words import Ended
from medagora.community.domain.words import Kind
from tests.community.routing.made import (
    NOON,
    asked,
    helper,
    helpers_with_ids,
    many_helpers,
    moments,
    question,
    quiets,
    subsets,
)

histories = st.builds(
    History,
    rounds=st.integers(0, 5),
    asked=subsets(range(20)),
    blocked=subsets(range(20)),
)


@given(asked, many_helpers, histories, moments)
def test_whoever_is_asked_may_be_asked_then(
    question: Asked, helpers: Sequence[Helper], history: History, now: datetime
) -> None:
    by_id = {helper.id: helper for helper in helpers}

    made = decide(question, helpers, history, now)

    for pick in made.picks:
        picked = by_id[pick.helper]
        assert picked.languages & question.languages
        assert not picked.quiet.holds(now)
        assert picked.away_until is None or picked.away_until <= now
        assert sum(m > now - WEEK for m in picked.recent) < picked.weekly_limit
        assert picked.open_offers < MOST_OPEN
        assert picked.id not in history.asked | history.blocked | {question.author}
        assert not picked.is_sanctioned
        assert not picked.paid & question.near.keys()
        assert question.kind in picked.kinds
        assert picked.is_professional or question.kind is not Kind.PEER


@given(asked, many_helpers, histories, moments, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(
    question: Asked,
    helpers: list[Helper],
    history: History,
    now: datetime,
    dice: Random,
) -> None:
    shuffled = list(helpers)
    dice.shuffle(shuffled)

    assert decide(question, shuffled, history, now) == decide(
        question, helpers, history, now
    )


@given(asked, many_helpers, helpers_with_ids(st.just(99)), histories, moments)
def test_one_more_helper_never_costs_a_question_anybody(
    question: Asked,
    helpers: list[Helper],
    newcomer: Helper,
    history: History,
    now: datetime,
) -> None:
    without = decide(question, helpers, history, now)

    made = decide(question, [*helpers, newcomer], history, now)

    assert len(made.picks) >= len(without.picks)
    assert made.matching >= without.matching


@given(asked, many_helpers, histories, moments)
def test_a_round_is_full_whenever_enough_may_be_asked(
    question: Asked, helpers: list[Helper], history: History, now: datetime
) -> None:
    free = [h for h in helpers if fit.why_not(question, h, history, now) is None]

    made = decide(question, helpers, history, now)

    if not made.ended:
        seats = next_round(history.rounds).seats
        assert len(made.picks) == min(len(free), len(free) if seats is None else seats)


@given(asked, many_helpers, moments)
def test_the_next_look_is_later_and_within_a_day_or_nobody_is_asked_any_more(
    question: Asked, helpers: list[Helper], now: datetime
) -> None:
    made = decide(question, helpers, History(), now)

    assert (made.next_due is None) == (made.ended is not None)
    if made.next_due:
        assert now < made.next_due <= now + LONGEST_WAIT


@settings(max_examples=50)
@given(asked, many_helpers)
def test_rounds_widen_ask_nobody_twice_and_end(
    question: Asked, helpers: list[Helper]
) -> None:
    rounds = play(question, helpers)

    told = [pick.helper for made in rounds for pick in made.picks]
    assert rounds[-1].ended is Ended.EVERYBODY
    assert len(told) == len(set(told))
    plans = [next_round(number) for number in range(5)]
    sizes = [1_000 if plan.seats is None else plan.seats for plan in plans]
    assert all(a <= b for a, b in pairwise(sizes))
    assert plans[-1].seats is None


def play(question: Asked, helpers: list[Helper]) -> list[Round]:
    """All rounds of a question that nobody answers; helpers' offers count."""
    now, history, rounds = question.asked_at, History(), []
    people = {helper.id: helper for helper in helpers}
    while True:
        made = decide(question, list(people.values()), history, now)
        rounds.append(made)
        if made.next_due is None:
            return rounds
        assert now <= question.asked_at + GIVES_UP
        for pick in made.picks:
            people[pick.helper] = offered(people[pick.helper], now)
        picked = {pick.helper for pick in made.picks}
        history = replace(history, rounds=made.number, asked=history.asked | picked)
        now = made.next_due


def offered(helper: Helper, now: datetime) -> Helper:
    return replace(helper, recent=(*helper.recent, now), last_offered=now)


@settings(max_examples=50)
@given(
    st.lists(st.integers(0, 21 * 24 * 60), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(1, 4), quiets), min_size=1, max_size=8),
)
def test_over_many_questions_nobody_is_asked_more_than_they_want_in_any_week(
    minutes: list[int], wishes: list[tuple[int, object]]
) -> None:
    people = {
        number: helper(number, weekly_limit=limit, quiet=quiet)
        for number, (limit, quiet) in enumerate(wishes, 1)
    }

    for place, minute in enumerate(sorted(minutes)):
        now = NOON + timedelta(minutes=minute)
        one = question(f"q{place}", asked_at=now)
        for pick in decide(one, list(people.values()), History(), now).picks:
            people[pick.helper] = offered(people[pick.helper], now)

    for person in people.values():
        for start in person.recent:
            week = [m for m in person.recent if start <= m < start + WEEK]
            assert len(week) <= person.weekly_limit


@settings(max_examples=50)
@given(
    st.integers(1, 25),
    st.lists(st.floats(0, 0.6), min_size=25, max_size=25),
    st.sampled_from([kind for kind in Kind if kind is not Kind.PEER]),
)
def test_nobody_waits_longer_for_their_turn_than_there_are_people(
    count: int, helpfulness: list[float], kind: Kind
) -> None:
    people = {
        number: helper(number, helpfulness=helpfulness[number], weekly_limit=10_000)
        for number in range(1, count)
    }

    told: Counter[int] = Counter()
    for place in range(count):
        now = NOON + timedelta(hours=place)
        one = question(f"q{place}", kind=kind, asked_at=now)
        for pick in choose(one, list(people.values()), 3):
            told[pick.helper] += 1
            people[pick.helper] = offered(people[pick.helper], now)

    assert set(told) == set(people)


@given(helpers_with_ids(st.just(1)), moments, st.integers(0, 30))
def test_time_to_answer_is_counted_without_quiet_hours(
    helper: Helper, start: datetime, hours: int
) -> None:
    wait = timedelta(hours=hours)

    end = fit.awake_for(helper, start, wait)

    awake, moment, step = timedelta(), start, timedelta(minutes=15)
    while moment < end:
        awake += step if not helper.quiet.holds(moment) else timedelta()
        moment += step
    assert wait - step <= awake <= wait + step


@given(helpers_with_ids(st.just(1)), moments)
def test_somebody_is_free_when_we_said_they_would_be(
    helper: Helper, now: datetime
) -> None:
    one = question(asked_at=now)
    someone = replace(
        helper, recent=tuple(m for m in helper.recent if m <= now), open_offers=0
    )

    moment = fit.free_at(someone, now)

    assert moment is not None
    assert moment >= now
    reason = fit.why_not(one, someone, History(), moment)
    assert reason is None or not fit.is_passing(reason)
