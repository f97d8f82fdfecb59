"""What the worker does so that questions find people."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.community.services import (
    routing,
    routing_asker,
    routing_digest,
    routing_news,
    routing_settings,
)
from medagora.web.tasks import every


@task()
def question_asked(uid: str) -> None:
    routing.start_routing(uid, at=timezone.now())


@task()
def post_shown(uid: str) -> None:
    routing_news.answer_shown(uid, at=timezone.now())


@task()
def answer_accepted(uid: str) -> None:
    routing_news.answer_thanked(uid, at=timezone.now())


@task()
def good_word_given(post_and_giver: str) -> None:
    uid, _giver = post_and_giver.split()
    routing_news.answer_thanked(uid, at=timezone.now())


@task()
def hat_changed(change_id: str) -> None:
    """A verified hat was given, renewed or doffed."""
    routing_news.hat_changed(int(change_id), at=timezone.now())


@task()
def profile_changed(pseudonym: str) -> None:
    """Somebody follows other topics, or says what they live with."""
    routing_news.profile_changed(pseudonym, at=timezone.now())


@every(timedelta(minutes=1))
@task()
def route_due() -> None:
    """A task for each question whose next round is due: one that fails stops no
    other."""
    routing.claim_due(route_question.enqueue, at=timezone.now())


@task()
def route_question(question_id: int) -> None:
    routing.run_round(question_id, at=timezone.now())


@task()
def replace_helper(question_id: int) -> None:
    routing.replace_helper(question_id, at=timezone.now())


@every(timedelta(minutes=1))
@task()
def keep_promises() -> None:
    """A word to everybody to whom one was promised by now."""
    routing_asker.hand_over_promised(keep_promise.enqueue, at=timezone.now())


@task()
def keep_promise(question_id: int) -> None:
    routing_asker.keep_promise(question_id, at=timezone.now())


@every(timedelta(minutes=10))
@task()
def refresh_helpers() -> None:
    """Topics, hats and helpfulness of helpers, each once a day."""
    routing_settings.refresh_stale(at=timezone.now())


@every(timedelta(days=1))
@task()
def tell_unanswered() -> None:
    """Looks every day, tells each helper once a week."""
    routing_digest.tell_unanswered(at=timezone.now())
