"""Offers: made, seen, passed, answered, closed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from medagora.community.domain.routing.rounds import Round
from medagora.community.domain.routing.words import PassReason
from medagora.community.domain.words import Part, State
from medagora.community.models import (
    HelperSettings,
    HelperSubject,
    Offer,
    Post,
    Question,
    RoutingState,
)
from medagora.community.notices_routing import OFFER
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people.services.notifying import mark_thread_read, notify
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person

#: After this an offer does not count as open any more; they can still answer.
STANDS = timedelta(days=4)
MOST_TITLE = 120


@transaction.atomic
def make_offers(question: Question, made: Round, *, at: datetime) -> None:
    """One offer for each pick, and a notice, which goes out as its reader wishes."""
    ids = [pick.helper for pick in made.picks]
    if not ids:
        return
    Offer.objects.bulk_create(
        Offer(
            question=question,
            person_id=pick.helper,
            round=made.number,
            reasons=[[reason.why, reason.value] for reason in pick.reasons],
            is_turn=pick.is_turn,
            offered_at=at,
            expires_at=at + STANDS,
        )
        for pick in made.picks
    )
    HelperSettings.objects.filter(pk__in=ids).update(last_offered_at=at)
    HelperSubject.objects.filter(helper__in=ids).update(asked_last=at)
    notify(
        ids,
        OFFER,
        about=f"question:{question.uid}",
        url_path=reverse("community:offer", args=[question.uid]),
        params={"title": question.title[:MOST_TITLE]},
        at=at,
        key=question.uid,
        topics=list(question.topics.values_list("slug", flat=True)),
    )


def mark_seen(offer: Offer, *, at: datetime) -> None:
    if offer.seen_at is None:
        Offer.objects.filter(pk=offer.pk, seen_at=None).update(seen_at=at)
        offer.seen_at = at
        mark_thread_read(offer.person, f"question:{offer.question.uid}", at=at)


@transaction.atomic
def pass_offer(offer: Offer, reason: str, *, by: "Person", at: datetime) -> bool:
    """With one tap; nobody else learns it. False when it was passed already: somebody
    else is asked once."""
    if offer.person_id != by.pk:
        raise NotAllowed("This question was offered to somebody else.")
    if reason not in set(PassReason):
        raise BadInput("Please choose one of the reasons.", field="reason")
    if offer.answered_at is not None:
        raise Conflict("You have answered this already. Thank you.")
    passed = Offer.objects.filter(pk=offer.pk, passed_at=None, answered_at=None)
    if not passed.update(passed_at=at, pass_reason=reason):
        return False
    audit.record("community.offer_passed", offer, by=by)
    return True


def record_answer(post_uid: str, *, at: datetime) -> Post | None:
    """Notes that an answer is there; gives it, or None for what is no answer."""
    post = Post.objects.select_related("question").filter(uid=post_uid).first()
    if post is None or post.part != Part.ANSWER or post.state != State.SHOWN:
        return None
    Offer.objects.filter(
        question=post.question_id, person=post.author_id, answered_at=None
    ).update(answered_at=post.posted_at)
    if post.author_id != post.question.author_id:
        RoutingState.objects.filter(
            question=post.question_id, first_answered_at=None
        ).update(first_answered_at=at)
    return post


def close_offers(question_id: int, *, at: datetime) -> None:
    """They are not needed any more; nobody is told, and nobody's record suffers."""
    Offer.objects.filter(question=question_id).open(at).update(closed_at=at)


def give_back(person: "Person", *, at: datetime) -> Iterable[int]:
    """Closes what waits for somebody who stops or goes away; gives the questions for
    which somebody else is wanted."""
    waiting = Offer.objects.filter(person=person).open(at)
    questions = list(waiting.values_list("question_id", flat=True))
    waiting.update(closed_at=at)
    return questions
