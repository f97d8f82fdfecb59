"""What routing makes of news: answers, thanks, hats. Called by tasks."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.community.domain.words import Part
from medagora.community.models import Post
from medagora.community.services import routing, routing_offers, routing_settings
from medagora.people.domain.hats import can_be_worn
from medagora.people.queries.hats import find_change
from medagora.people.queries.people import find_by_pseudonym

if TYPE_CHECKING:
    from medagora.people.models import Person


@transaction.atomic
def answer_shown(uid: str, *, at: datetime) -> None:
    post = routing_offers.record_answer(uid, at=at)
    if post is not None:
        routing.end_if_enough(post.question_id, at=at)


@transaction.atomic
def answer_thanked(uid: str, *, at: datetime) -> None:
    """It was accepted, or got a good word."""
    post = Post.objects.filter(uid=uid, part=Part.ANSWER).first()
    if post is None:
        return
    routing_settings.refresh_person(post.author_id, at=at)
    routing.end_if_enough(post.question_id, at=at)


@transaction.atomic
def hat_changed(change_id: int, *, at: datetime) -> None:
    """A verified hat was given, renewed or taken off."""
    change = find_change(change_id)
    if change is None:
        return
    if can_be_worn(change.hat, at):
        _invite_or_refresh(change.hat.person, at=at)
    else:
        routing_settings.refresh_person(change.hat.person_id, at=at)


@transaction.atomic
def profile_changed(pseudonym: str, *, at: datetime) -> None:
    """Somebody follows other topics, or says what they live with."""
    person = find_by_pseudonym(pseudonym)
    if person is not None:
        _invite_or_refresh(person, at=at)


def _invite_or_refresh(person: "Person", *, at: datetime) -> None:
    """Who can help with something is asked once whether they want to be asked; who
    helps already is found by what changed from now on."""
    if not routing_settings.invite(person, at=at):
        routing_settings.refresh_person(person.pk, at=at)
