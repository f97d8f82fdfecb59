"""Routing a question: started when it is shown, round by round until it is enough."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from medagora.community.domain.routing.facts import Asked, Helper, History
from medagora.community.domain.routing.promises import tomorrow_evening
from medagora.community.domain.routing.rounds import (
    Round,
    decide,
    has_ended,
    next_round,
    replace_one,
)
from medagora.community.domain.routing.words import Ended
from medagora.community.domain.words import State
from medagora.community.models import HelperSettings, Question, RoutingState
from medagora.community.queries.routing_facts import (
    NearTopic,
    asked_of,
    history_of,
    near_topics,
)
from medagora.community.queries.routing_helpers import find_helpers, look_closely
from medagora.community.queries.routing_past import usual_for
from medagora.community.services import routing_offers
from medagora.people.queries.notice_wishes import find_settings
from medagora.web.time_zones import usual_zone, zone_of

#: A worker that claimed a question and was killed keeps it no longer than this.
LEASE = timedelta(minutes=10)
#: Claimed in one run; the next run takes the rest.
MOST_CLAIMED = 200
SOON = timedelta(minutes=1)

Decision = Callable[[Sequence[Helper]], Round]


@transaction.atomic
def start_routing(uid: str, *, at: datetime) -> None:
    """The first round for a question that is shown; told twice, it starts once. One
    that was hidden and is back goes on."""
    question = Question.objects.filter(uid=uid, state=State.SHOWN).first()
    if question is None:
        return
    state = RoutingState.objects.filter(question=question).first()
    if state is None:
        _begin(question, at)
    elif state.ended == Ended.CLOSED:
        state.ended, state.next_due_at = "", at
        state.save(update_fields=["ended", "next_due_at"])
    run_round(question.pk, at=at)


def _begin(question: Question, at: datetime) -> None:
    """Of two who begin at once one does; whoever locks the row then goes on."""
    state = RoutingState(
        question=question, started_at=at, next_due_at=at, **_promise(question, at)
    )
    RoutingState.objects.bulk_create([state], ignore_conflicts=True)


def _promise(question: Question, at: datetime) -> dict[str, Any]:
    """What the asker is told now; it stays as it was told."""
    own = find_settings(question.author_id) if question.author_id else None
    zone = own.time_zone if own else usual_zone()
    usual = usual_for(question, at)
    return {
        "time_zone": zone,
        "promised_until": tomorrow_evening(at, zone_of(zone)),
        "usual_half": usual.half if usual else None,
        "usual_most": usual.most if usual else None,
    }


def claim_due(hand_over: Callable[[int], object], *, at: datetime) -> int:
    """Hands over each question whose next round is due; gives how many.

    Whoever writes the lease owns the round; handing over belongs to the same
    transaction.
    """
    is_free = Q(leased_until=None) | Q(leased_until__lte=at)
    due = RoutingState.objects.filter(is_free, next_due_at__lte=at)
    count = 0
    for pk, question_id in due.order_by("next_due_at").values_list("pk", "question_id")[
        :MOST_CLAIMED
    ]:
        with transaction.atomic():
            mine = due.filter(pk=pk).update(leased_until=at + LEASE)
            if mine:
                hand_over(question_id)
                count += 1
    return count


@transaction.atomic
def run_round(
    question_id: int, *, at: datetime, is_early: bool = False
) -> Round | None:
    """Asks the next people, if a round is due (or wanted early) and not made yet."""
    state = locked_state(question_id)
    if state is None or state.ended or state.next_due_at is None:
        return None
    if state.next_due_at > at and not is_early:
        return None
    question = state.question
    near = near_topics(question)
    asked, history = asked_of(question, near), history_of(question)
    seats = next_round(history.rounds).seats
    made = _settle(
        lambda people: decide(asked, people, history, at),
        _choice(asked, near, history, at, seats=seats),
        at,
    )
    routing_offers.make_offers(question, made, at=at)
    state.round = made.number
    state.asked_count += len(made.picks)
    state.next_due_at, state.leased_until = made.next_due, None
    state.save()
    if made.ended:
        end_routing(state, made.ended, at=at)
    return made


def locked_state(question_id: int) -> RoutingState | None:
    """Whoever reads it so is the only one who changes it."""
    rows = RoutingState.objects.select_for_update(of=("self",))
    return rows.select_related("question").filter(question=question_id).first()


def _choice(
    asked: Asked,
    near: Sequence[NearTopic],
    history: History,
    at: datetime,
    *,
    seats: int | None,
) -> dict[int, Helper]:
    if has_ended(asked, history, at):
        return {}
    found = find_helpers(asked, near, history, at, seats=seats)
    return {helper.id: helper for helper in found}


def _settle(
    decide_on: Decision,
    people: dict[int, Helper],
    at: datetime,
) -> Round:
    """The decision, made again until it holds for people as they are now.

    Whoever is chosen is locked, so that two questions at once cannot both take the
    last place in somebody's week; whoever another question holds is left out, and if
    nobody else is there we look again soon.
    """
    looked: set[int] = set()
    is_held = False
    while True:
        made = decide_on(list(people.values()))
        new = {pick.helper for pick in made.picks} - looked
        if not new:
            is_nobody = is_held and not made.picks and made.ended is None
            return replace(made, next_due=at + SOON) if is_nobody else made
        looked |= new
        chosen, locked = [people.pop(pk) for pk in new], _lock(new)
        is_held = is_held or len(locked) < len(new)
        people |= look_closely(chosen, locked, at)


def _lock(ids: set[int]) -> list[HelperSettings]:
    rows = HelperSettings.objects.select_for_update(of=("self",), skip_locked=True)
    wanted = rows.filter(pk__in=ids, takes_questions=True, person__is_active=True)
    return list(wanted.select_related("person").order_by("pk"))


@transaction.atomic
def replace_helper(question_id: int, *, at: datetime) -> None:
    """Somebody else for one who passed, without waiting for the next round."""
    state = locked_state(question_id)
    if state is None or state.ended or state.round == 0:
        return
    question = state.question
    near = near_topics(question)
    asked, history = asked_of(question, near), history_of(question)
    made = _settle(
        lambda people: replace_one(asked, people, history, at),
        _choice(asked, near, history, at, seats=1),
        at,
    )
    routing_offers.make_offers(question, made, at=at)
    state.asked_count += len(made.picks)
    state.save(update_fields=["asked_count"])


@transaction.atomic
def end_routing(state: RoutingState, ended: Ended, *, at: datetime) -> None:
    """Nobody is asked any more. Open offers are closed, unless their answers would
    still be the first."""
    state.ended, state.next_due_at, state.leased_until = ended, None, None
    state.save(update_fields=["ended", "next_due_at", "leased_until"])
    if ended is not Ended.EVERYBODY:
        routing_offers.close_offers(state.question_id, at=at)


@transaction.atomic
def end_if_enough(question_id: int, *, at: datetime) -> None:
    """After an answer, or when one was accepted."""
    state = locked_state(question_id)
    if state is None or state.ended:
        return
    history = history_of(state.question)
    asked = asked_of(state.question, ())
    ended = has_ended(asked, history, at)
    if ended is Ended.ANSWERED:
        end_routing(state, ended, at=at)
