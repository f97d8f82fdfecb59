"""Two workers at once, on the real database; and the whole way by tasks and news."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from medagora.community.domain.words import Kind
from medagora.community.models import Offer, RoutingState
from medagora.community.services import routing
from medagora.community.tasks_routing import keep_promises, refresh_helpers, route_due
from medagora.people.models import Notice
from medagora.web import news
from tests.community.routing.conftest import MakeHelper, MakeQuestion, make_post
from tests.conftest import NOW


def both(*acts: Callable[[], object]) -> None:
    """Runs them in threads of their own, each with its own connection."""

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(run, act) for act in acts]:
            done.result()


@pytest.mark.django_db(transaction=True)
def test_two_questions_at_once_do_not_both_take_the_last_place_in_a_week(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    helper = make_helper(weekly_limit=1)
    questions = [make_question() for _ in range(4)]

    both(
        *(
            lambda uid=question.uid: routing.start_routing(uid, at=NOW)
            for question in questions
        )
    )

    assert Offer.objects.filter(person=helper).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_round_once(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    for _ in range(12):
        make_helper()
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    later = NOW + timedelta(hours=4)

    both(*[lambda: routing.run_round(question.pk, at=later)] * 3)

    assert RoutingState.objects.get(question=question).round == 2
    assert Offer.objects.filter(question=question).count() == 9


@pytest.mark.django_db
def test_from_the_news_of_a_question_to_an_answer_that_helped(
    make_helper: MakeHelper,
    make_question: MakeQuestion,
    run_tasks: Callable[[], None],
) -> None:
    doctor = make_helper(role="physician")
    question = make_question(kind=Kind.RESULT, at=timezone.now())

    news.tell("question_asked", question.uid)
    run_tasks()
    assert Offer.objects.get(question=question).person == doctor
    answer = make_post(question, doctor, is_professional=True, at=timezone.now())
    news.tell("post_shown", answer.uid)
    answer.accepted_at = timezone.now()
    answer.save()
    news.tell("answer_accepted", answer.uid)
    run_tasks()

    state = RoutingState.objects.get(question=question)
    assert state.first_answered_at is not None
    assert state.ended == "answered"
    assert Offer.objects.get(question=question).answered_at is not None


@pytest.mark.django_db
def test_the_worker_makes_due_rounds_and_keeps_promises(
    make_helper: MakeHelper,
    make_question: MakeQuestion,
    run_tasks: Callable[[], None],
) -> None:
    for _ in range(5):
        make_helper()
    question = make_question()
    long_ago = timezone.now() - timedelta(days=2)
    routing.start_routing(question.uid, at=long_ago)

    route_due.enqueue()
    keep_promises.enqueue()
    refresh_helpers.enqueue()
    run_tasks()

    assert Offer.objects.filter(question=question).count() == 5
    assert Notice.objects.filter(kind="nobody_yet", person=question.author).exists()
