"""Keeping order in a conversation: closed, opened again, slowed down."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.community.models import Question
from medagora.community.queries import moderators
from medagora.curation.services import log
from medagora.kernel.refusals import BadInput
from medagora.web import audit, news

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Seconds between two posts of one person, as a moderator may choose; 0: none.
PACES = (0, 60, 600, 3600)


@transaction.atomic
def close_conversation(question: Question, *, by: "Person", at: datetime) -> None:
    """Nothing can be added any more; everything stays to be read. In the public log."""
    moderators.require_for_conversation(by, question)
    if Question.objects.filter(pk=question.pk, closed_at=None).update(closed_at=at):
        _tell("conversation_closed", question, by=by, at=at)


@transaction.atomic
def open_conversation(question: Question, *, by: "Person", at: datetime) -> None:
    moderators.require_for_conversation(by, question)
    closed = Question.objects.filter(pk=question.pk, closed_at__isnull=False)
    if closed.update(closed_at=None):
        _tell("conversation_opened", question, by=by, at=at)


@transaction.atomic
def slow_down(question: Question, seconds: int, *, by: "Person", at: datetime) -> None:
    """So many seconds between two posts of one person in it."""
    moderators.require_for_conversation(by, question)
    if seconds not in PACES:
        raise BadInput("Please choose an answer.", field="seconds")
    others = Question.objects.filter(pk=question.pk).exclude(slow_seconds=seconds)
    if others.update(slow_seconds=seconds):
        facts = {"seconds": seconds}
        _tell("conversation_slowed", question, by=by, at=at, **facts)


def _tell(
    verb: str, question: Question, *, by: "Person", at: datetime, **facts: int
) -> None:
    audit.record(f"community.{verb}", question, by=by, **facts)
    log.append(verb, f"question:{question.uid}", by=by, at=at, facts=facts)
    news.tell("conversation_changed", question.uid)
