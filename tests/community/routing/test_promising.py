"""What the asker is told, and that they hear from us as promised."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from medagora.community.domain.routing.words import Ended
from medagora.community.models import Offer, Question, RoutingState
from medagora.community.queries.routing import promise_of
from medagora.community.services import routing, routing_asker, routing_news
from medagora.people.models import Notice, Person
from tests.community.routing.conftest import MakeHelper, MakeQuestion, make_post
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
EVENING = datetime(2026, 11, 24, 20, tzinfo=UTC)


def notices_of(question: Question, kind: str) -> list[Notice]:
    return list(Notice.objects.filter(person=question.author, kind=kind))


def past(make_question: MakeQuestion, hours: list[int | None]) -> None:
    """Earlier questions that were answered after so many hours, or never."""
    for wait in hours:
        asked_at = NOW - timedelta(days=10)
        RoutingState.objects.create(
            question=make_question(at=asked_at),
            started_at=asked_at,
            first_answered_at=asked_at + wait * HOUR if wait else None,
        )


def test_with_too_few_answers_so_far_it_says_whom_we_asked_and_when_we_write(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    for _ in range(4):
        make_helper()
    question = make_question()
    routing.start_routing(question.uid, at=NOW)

    promise = promise_of(question, NOW)

    assert promise is not None
    assert not promise.is_usual
    assert (promise.state, promise.asked, promise.day) == ("asking", 3, "tomorrow")


def test_with_enough_of_them_it_says_the_usual_hours_as_they_were_then(
    make_question: MakeQuestion,
) -> None:
    past(make_question, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    past(make_question, [None] * 20)

    promise = promise_of(question, NOW)

    assert promise is not None
    assert promise.is_usual
    assert (promise.half, promise.most) == (6, 8)


def test_other_kinds_and_languages_promise_nothing(
    make_question: MakeQuestion,
) -> None:
    past(make_question, [1] * 10)
    question = make_question(language="hu")

    routing.start_routing(question.uid, at=NOW)

    promise = promise_of(question, NOW)
    assert promise is not None
    assert not promise.is_usual


def test_an_answered_question_promises_nothing(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    answer = make_post(question, make_helper())
    routing_news.answer_shown(answer.uid, at=NOW)

    assert promise_of(question, NOW) is None


def test_in_the_evening_promised_more_people_are_asked_and_the_asker_is_told_once(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    for _ in range(9):
        make_helper()
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    state = RoutingState.objects.get(question=question)
    assert state.promised_until == EVENING

    handed: list[int] = []
    routing_asker.hand_over_promised(handed.append, at=EVENING - HOUR)
    assert handed == []
    routing_asker.hand_over_promised(handed.append, at=EVENING)
    assert handed == [question.pk]
    assert routing_asker.keep_promise(question.pk, at=EVENING)
    assert not routing_asker.keep_promise(question.pk, at=EVENING)

    [notice] = notices_of(question, "nobody_yet")
    assert notice.params["asked"] == "9"
    assert notice.url_path == f"/community/q/{question.uid}/meanwhile/"
    assert Offer.objects.filter(question=question).count() == 9
    promise = promise_of(question, EVENING)
    assert promise is not None
    assert promise.state == "told"


def test_when_nobody_could_be_asked_that_is_what_is_said(
    make_question: MakeQuestion,
) -> None:
    question = make_question()
    routing.start_routing(question.uid, at=NOW)

    routing_asker.keep_promise(question.pk, at=EVENING)

    assert len(notices_of(question, "nobody_found")) == 1


def test_no_word_is_sent_when_somebody_answered_or_the_asker_stopped(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    answered, stopped = make_question(), make_question()
    helper = make_helper()
    for question in (answered, stopped):
        routing.start_routing(question.uid, at=NOW)
    answer = make_post(answered, helper)
    routing_news.answer_shown(answer.uid, at=NOW)
    assert stopped.author is not None
    routing_asker.stop_routing(stopped, by=stopped.author, at=NOW)

    handed: list[int] = []
    routing_asker.hand_over_promised(handed.append, at=EVENING)

    assert handed == []
    assert not routing_asker.keep_promise(answered.pk, at=EVENING)


def test_the_askers_own_answer_is_not_the_answer_that_was_promised(
    make_question: MakeQuestion,
) -> None:
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    assert question.author is not None
    own = make_post(question, question.author)

    routing_news.answer_shown(own.uid, at=NOW)

    state = RoutingState.objects.get(question=question)
    assert state.first_answered_at is None
    assert state.ended != Ended.ANSWERED


def test_the_page_for_the_meantime_is_the_askers_alone(
    make_question: MakeQuestion, member: Person, client: Client
) -> None:
    question = make_question(at=timezone.now())
    routing.start_routing(question.uid, at=timezone.now())
    address = reverse("community:meanwhile", args=[question.uid])

    assert question.author is not None
    client.force_login(question.author)
    own = client.get(address)
    client.force_login(member)
    other = client.get(address)

    assert own.status_code == 200
    assert own.context["alike"].questions == ()
    assert "Who is asked" in own.content.decode()
    assert other.status_code == 403


def test_the_asker_says_other_languages_and_stops_on_that_page(
    make_helper: MakeHelper, make_question: MakeQuestion, client: Client
) -> None:
    german = make_helper(languages=("de",))
    question = make_question(at=timezone.now())
    routing.start_routing(question.uid, at=timezone.now())
    assert question.author is not None
    client.force_login(question.author)

    client.post(
        reverse("community:other-languages", args=[question.uid]),
        {"languages": "German, Klingonese"},
    )
    assert not Offer.objects.exists()
    client.post(
        reverse("community:other-languages", args=[question.uid]),
        {"languages": "German"},
    )
    assert Offer.objects.get().person == german
    client.post(reverse("community:stop-asking", args=[question.uid]))

    assert RoutingState.objects.get().ended == Ended.STOPPED
