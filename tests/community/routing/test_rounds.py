"""Who is asked, by example: the manual of routing."""

from dataclasses import replace
from datetime import UTC, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from medagora.community.domain.routing import fit
from medagora.community.domain.routing.facts import History
from medagora.community.domain.routing.fit import Reason, why_not
from medagora.community.domain.routing.rounds import (
    GIVES_UP,
    LOOK_AGAIN,
    SHORTEST_WAIT,
    choose,
    decide,
)
from medagora.community.domain.routing.words import Ended, Source, Why, WhyNot
from medagora.community.domain.words import Audience, Kind
from medagora.people.domain.clocks import Quiet
from medagora.people.domain.hats import Role
from tests.community.routing.made import NOON, doctor, helper, question

NEW = History()


def test_a_treatment_is_offered_to_professionals_before_others() -> None:
    one = question(kind=Kind.TREATMENT)
    lived = {"asthma": frozenset({Source.LIVED})}

    picks = choose(one, [helper(1, topics=lived), helper(2), doctor(3), doctor(4)], 3)

    assert {pick.helper for pick in picks[:2]} == {3, 4}


def test_living_with_it_is_offered_to_those_who_do_before_professionals() -> None:
    lived = {"asthma": frozenset({Source.LIVED})}

    picks = choose(question(), [doctor(1), doctor(2), helper(3, topics=lived)], 1)

    assert [pick.helper for pick in picks] == [3]


def test_a_question_among_clinicians_reaches_nobody_else() -> None:
    one = question(kind=Kind.PEER, audience=Audience.PROFESSIONALS)

    made = decide(one, [helper(1), doctor(2)], NEW, NOON)

    assert [pick.helper for pick in made.picks] == [2]


def test_reasons_say_topic_profession_and_language() -> None:
    one = question(kind=Kind.TREATMENT)

    [pick] = choose(one, [doctor(1)], 1)

    assert pick.reasons == (
        Reason(Why.SPECIALTY, "pulmonology"),
        Reason(Why.ROLE, Role.PHYSICIAN),
        Reason(Why.LANGUAGE, "hu"),
    )


def test_one_seat_of_three_is_for_whoever_was_asked_least_lately() -> None:
    best = [helper(n, helpfulness=0.6, last_offered=NOON) for n in (1, 2, 3)]
    newcomer = helper(9)

    picks = choose(question(), [*best, newcomer], 3)

    assert picks[-1].helper == 9
    assert picks[-1].is_turn
    assert picks[-1].reasons[-1] == Reason(Why.TURN)


def test_following_a_specialty_is_not_having_it() -> None:
    follower = helper(1, topics={"pulmonology": frozenset({Source.INTEREST})})

    assert why_not(question(), follower, NEW, NOON) is WhyNot.TOPIC


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": 0}, WhyNot.OWN),
        ({"languages": frozenset({"de"})}, WhyNot.LANGUAGE),
        ({"is_sanctioned": True}, WhyNot.SANCTIONED),
        ({"kinds": frozenset({Kind.PEER})}, WhyNot.KIND),
        ({"muted": frozenset({"asthma"})}, WhyNot.MUTED),
        ({"muted": frozenset({"lung-disease"})}, WhyNot.MUTED),
        ({"muted": frozenset({"childhood-asthma"})}, None),
        ({"paid": frozenset({"lung-disease"})}, WhyNot.PAID),
        ({"is_paid_speaker": True}, None),
        ({"topics": {"gout": frozenset({Source.CHOSEN})}}, WhyNot.TOPIC),
        ({"away_until": NOON + timedelta(days=1)}, WhyNot.AWAY),
        ({"quiet": Quiet(time(11), time(13), UTC)}, WhyNot.QUIET),
        ({"recent": (NOON,) * 3}, WhyNot.FULL),
        ({"open_offers": 3}, WhyNot.BUSY),
        ({}, None),
    ],
)
def test_why_somebody_is_not_asked(
    changes: dict[str, object], reason: WhyNot | None
) -> None:
    someone = replace(helper(1), **changes)  # type: ignore[arg-type]  # a test's shorthand

    assert why_not(question(), someone, NEW, NOON) is reason


def test_who_speaks_for_pay_without_a_topic_is_not_asked_what_to_choose() -> None:
    speaker = helper(1, is_paid_speaker=True)

    for kind in (Kind.TREATMENT, Kind.RESOURCE):
        assert why_not(question(kind=kind), speaker, NEW, NOON) is WhyNot.PAID


def test_whom_either_has_blocked_and_whom_we_asked_is_not_asked() -> None:
    history = History(blocked=frozenset({1}), asked=frozenset({2}))

    assert why_not(question(), helper(1), history, NOON) is WhyNot.BLOCKED
    assert why_not(question(), helper(2), history, NOON) is WhyNot.ASKED


def test_other_languages_count_only_when_the_asker_said_so() -> None:
    german = helper(1, languages=frozenset({"de"}))
    one = question(also_languages=frozenset({"de"}))

    assert why_not(question(), german, NEW, NOON) is WhyNot.LANGUAGE
    assert [p.helper for p in choose(one, [german], 3)] == [1]
    assert choose(one, [german], 3)[0].reasons[1] == Reason(Why.LANGUAGE, "de")


def test_three_then_six_then_twelve_then_everybody_else() -> None:
    people = [helper(n) for n in range(1, 41)]
    sizes, history, now = [], NEW, NOON

    for _ in range(4):
        made = decide(question(), people, history, now)
        sizes.append(len(made.picks))
        picked = {pick.helper for pick in made.picks}
        history = replace(history, rounds=made.number, asked=history.asked | picked)

    assert sizes == [3, 6, 12, 19]


def test_the_next_round_waits_two_hours_of_the_day_for_a_result() -> None:
    night = Quiet(time(22), time(7), ZoneInfo("Europe/Budapest"))
    evening = NOON.replace(hour=20)  # nine in the evening in Budapest
    one = question(kind=Kind.RESULT, asked_at=evening)

    by_day = decide(replace(one, asked_at=NOON), [doctor(1, quiet=night)], NEW, NOON)
    late = decide(one, [doctor(1, quiet=night)], NEW, evening)

    assert by_day.next_due == NOON + timedelta(hours=2)
    assert late.next_due == evening + timedelta(hours=2 + 9)


def test_while_all_are_asleep_nobody_is_asked_and_no_round_is_used_up() -> None:
    quiet = Quiet(time(10), time(15), UTC)

    made = decide(question(), [helper(1, quiet=quiet)], NEW, NOON)

    assert made.picks == ()
    assert made.number == 0
    assert made.next_due == NOON + timedelta(hours=3)


def test_with_nobody_at_all_we_look_again_until_three_days_have_passed() -> None:
    made = decide(question(), [], NEW, NOON)
    at_last = decide(question(), [], NEW, NOON + GIVES_UP)

    assert made.next_due == NOON + LOOK_AGAIN
    assert at_last.ended is Ended.EVERYBODY


@pytest.mark.parametrize(
    ("kind", "history", "ended"),
    [
        (Kind.LIVING, History(accepted=1), Ended.ANSWERED),
        (Kind.LIVING, History(answers=3), None),
        (Kind.LIVING, History(answers=4), Ended.ANSWERED),
        (Kind.TREATMENT, History(answers=1, professional_answers=1), Ended.ANSWERED),
        (Kind.PEER, History(answers=1, professional_answers=1), None),
        (Kind.SUPPORT, History(answers=2, accepted=1), None),
        (Kind.RESULT, History(is_stopped=True), Ended.STOPPED),
        (Kind.RESULT, History(is_closed=True), Ended.CLOSED),
    ],
)
def test_nobody_is_asked_any_more_when_it_is_enough(
    kind: Kind, history: History, ended: Ended | None
) -> None:
    made = decide(question(kind=kind), [doctor(1)], history, NOON)

    assert made.ended is ended
    assert bool(made.picks) == (ended is None)


def test_a_full_week_is_over_a_week_after_the_oldest_offer_that_counts() -> None:
    offers = tuple(NOON - timedelta(days=days) for days in (1, 2, 6))
    full = helper(1, recent=offers, weekly_limit=2)

    assert fit.free_at(full, NOON) == offers[1] + timedelta(days=7)
    assert SHORTEST_WAIT < LOOK_AGAIN
