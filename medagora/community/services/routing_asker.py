"""Whoever asked: they hear from us, answered or not, and say who else is asked."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from medagora.community.domain.routing.words import Ended
from medagora.community.domain.words import State
from medagora.community.models import Question, RoutingState
from medagora.community.notices_routing import NOBODY_FOUND, NOBODY_YET
from medagora.community.services import routing
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput, NotAllowed
from medagora.people.services.notifying import notify
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person

MOST_CLAIMED = 200
MOST_TITLE = 120
MOST_LANGUAGES = 5


def hand_over_promised(hand_over: Callable[[int], object], *, at: datetime) -> int:
    """Each question without an answer whose asker was promised a word by now; gives
    how many. Handing one over twice does no harm."""
    due = _promised(at).order_by("promised_until")
    ids = list(due.values_list("question_id", flat=True)[:MOST_CLAIMED])
    for question_id in ids:
        hand_over(question_id)
    return len(ids)


def _promised(at: datetime) -> QuerySet[RoutingState]:
    is_on = ~Q(ended__in=[Ended.STOPPED, Ended.CLOSED])
    return RoutingState.objects.filter(
        is_on,
        promised_until__lte=at,
        told_at=None,
        first_answered_at=None,
        question__state=State.SHOWN,
        question__closed_at=None,
        question__author__isnull=False,
    )


@transaction.atomic
def keep_promise(question_id: int, *, at: datetime) -> bool:
    """Asks more people at once and tells the asker; whoever writes the moment first
    tells. False when there is nothing to tell any more."""
    if not _promised(at).filter(question=question_id).update(told_at=at):
        return False
    routing.run_round(question_id, at=at, is_early=True)
    state = RoutingState.objects.select_related("question").get(question=question_id)
    question = state.question
    if question.author_id is None:
        return False
    notify(
        [question.author_id],
        NOBODY_YET if state.asked_count else NOBODY_FOUND,
        about=f"question:{question.uid}",
        url_path=reverse("community:meanwhile", args=[question.uid]),
        params={
            "title": question.title[:MOST_TITLE],
            "asked": str(state.asked_count),
        },
        at=at,
        key=question.uid,
    )
    return True


# ---- what they say ---------------------------------------------------------------


@transaction.atomic
def stop_routing(question: Question, *, by: "Person", at: datetime) -> None:
    """The asker wants nobody else to be asked; answers are welcome as before."""
    state = _own_state(question, by)
    if state is None or state.ended:
        return
    routing.end_routing(state, Ended.STOPPED, at=at)
    audit.record("community.routing_stopped", question, by=by)


@transaction.atomic
def set_languages(
    question: Question, codes: Sequence[str], *, by: "Person", at: datetime
) -> None:
    """The other languages in which the asker reads answers. When nobody could be asked
    so far, people who speak them are asked at once."""
    state = _own_state(question, by)
    if state is None:
        return
    wanted = [languages.primary(code) for code in codes]
    for code in wanted:
        if not languages.is_known(code):
            raise BadInput("This is not a language that we know.", field="languages")
    wanted = [code for code in dict.fromkeys(wanted) if code != question.language]
    if len(wanted) > MOST_LANGUAGES:
        raise BadInput(
            "Please choose at most %(most)s languages.",
            field="languages",
            most=MOST_LANGUAGES,
        )
    is_new = bool(set(wanted) - set(state.also_languages))
    state.also_languages = wanted
    state.save(update_fields=["also_languages"])
    if is_new and not state.asked_count:
        routing.run_round(question.pk, at=at, is_early=True)


def _own_state(question: Question, by: "Person") -> RoutingState | None:
    if question.author_id != by.pk:
        raise NotAllowed("Only whoever asked can say who else is asked.")
    return routing.locked_state(question.pk)
