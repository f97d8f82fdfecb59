"""A question finds people: rounds, offers, ends, through a real database."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from medagora.community.domain.routing.words import Ended, PassReason
from medagora.community.domain.words import Audience, Kind, State
from medagora.community.models import (
    HelperSettings,
    Offer,
    Question,
    RoutingState,
    Tie,
)
from medagora.community.services import (
    routing,
    routing_asker,
    routing_news,
    routing_offers,
    routing_settings,
)
from medagora.kernel.refusals import BadInput, NotAllowed
from medagora.people.models import DeclaredInterest, Notice, Person
from medagora.people.services.notifying import set_thread
from medagora.topics.models import Topic
from tests.community.routing.conftest import MakeHelper, MakeQuestion, make_post
from tests.conftest import NOW
from tests.people.hats.building import give_hat

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def asked_about(question: Question) -> set[int]:
    return set(Offer.objects.filter(question=question).values_list("person", flat=True))


def state_of(question: Question) -> RoutingState:
    return RoutingState.objects.get(question=question)


def test_a_question_is_offered_to_three_who_may_know_and_they_are_told_why(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    people = {make_helper().pk for _ in range(5)}
    question = make_question()

    routing.start_routing(question.uid, at=NOW)

    assert len(asked_about(question)) == 3
    assert asked_about(question) <= people
    offer = Offer.objects.filter(question=question).first()
    assert offer is not None
    assert offer.reasons[:2] == [["topic", "asthma"], ["language", "en"]]
    told = Notice.objects.filter(kind="offer").values_list("person", flat=True)
    assert set(told) == asked_about(question)
    state = state_of(question)
    assert (state.round, state.asked_count) == (1, 3)
    assert state.next_due_at == NOW + 3 * HOUR


def test_told_twice_it_starts_once(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    for _ in range(8):
        make_helper()
    question = make_question()

    routing.start_routing(question.uid, at=NOW)
    routing.start_routing(question.uid, at=NOW)

    assert len(asked_about(question)) == 3


def test_the_asker_and_those_who_did_not_opt_in_are_not_asked(
    make_helper: MakeHelper, make_question: MakeQuestion, member: Person
) -> None:
    asker = make_helper()
    member.interests = ["asthma"]
    member.save()
    question = make_question(asker)

    routing.start_routing(question.uid, at=NOW)

    assert asked_about(question) == set()
    assert state_of(question).next_due_at == NOW + 6 * HOUR


def test_a_specialist_is_found_by_the_specialty_beside_a_topic_above(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    doctor = make_helper(role="physician", topics=())
    question = make_question(kind=Kind.TREATMENT)

    routing.start_routing(question.uid, at=NOW)

    assert asked_about(question) == {doctor.pk}
    reasons = Offer.objects.get(question=question).reasons
    assert reasons[:2] == [["specialty", "pulmonology"], ["role", "physician"]]


def test_a_question_among_clinicians_is_offered_to_verified_ones_only(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    make_helper()
    doctor = make_helper(role="physician")
    question = make_question(kind=Kind.PEER, audience=Audience.PROFESSIONALS)

    routing.start_routing(question.uid, at=NOW)

    assert asked_about(question) == {doctor.pk}


def test_nobody_is_asked_who_is_tied_muted_the_topic_or_speaks_for_pay(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    asker, blocked, muting, paid, free = (make_helper() for _ in range(5))
    Tie.objects.create(person=blocked, other=asker, kind="block", made_at=NOW)
    set_thread(muting, "topic:asthma", "mute")
    give_hat(paid, "speaks_for", topic="asthma", words="Inhaler Ltd", at=NOW)
    DeclaredInterest.objects.create(
        person=paid, organisation="Inhaler LTD", nature="employment"
    )
    question = make_question(asker)

    routing.start_routing(question.uid, at=NOW)

    assert asked_about(question) == {free.pk}


def test_rounds_widen_until_everybody_was_asked(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    for _ in range(11):
        make_helper()
    question = make_question()

    routing.start_routing(question.uid, at=NOW)
    counts = [len(asked_about(question))]
    for _ in range(3):
        due = state_of(question).next_due_at
        assert due is not None
        routing.run_round(question.pk, at=due)
        counts.append(len(asked_about(question)))

    assert counts == [3, 9, 11, 11]


def test_a_round_is_made_once_however_often_it_is_handed_over(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    for _ in range(11):
        make_helper()
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    later = NOW + 5 * HOUR
    handed: list[int] = []

    routing.claim_due(handed.append, at=later)
    routing.claim_due(handed.append, at=later)
    for _ in range(2):
        routing.run_round(question.pk, at=later)

    assert handed == [question.pk]
    assert state_of(question).round == 2


def test_a_worker_that_was_killed_loses_its_question_after_ten_minutes(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    later = NOW + 7 * HOUR
    routing.claim_due(lambda pk: None, at=later)  # and nothing more
    handed: list[int] = []

    routing.claim_due(handed.append, at=later + timedelta(minutes=9))
    assert handed == []
    routing.claim_due(handed.append, at=later + timedelta(minutes=11))

    assert handed == [question.pk]


def test_nobody_gets_more_offers_in_a_week_than_they_want(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    helper = make_helper(weekly_limit=2)

    for day in range(6):
        moment = NOW + timedelta(days=day)
        question = make_question(at=moment)
        routing.start_routing(question.uid, at=moment)

    offers = Offer.objects.filter(person=helper).order_by("offered_at")
    assert [(o.offered_at - NOW).days for o in offers] == [0, 1]


def test_while_another_question_holds_the_only_helper_we_look_again_soon(
    make_helper: MakeHelper,
    make_question: MakeQuestion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_helper()
    question = make_question()
    with monkeypatch.context() as held:
        held.setattr(routing, "_lock", lambda ids: [])
        routing.start_routing(question.uid, at=NOW)
    soon = NOW + timedelta(minutes=1)
    assert state_of(question).next_due_at == soon

    routing.run_round(question.pk, at=soon)

    assert len(asked_about(question)) == 1


def test_an_answer_is_noted_and_enough_answers_end_it(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    doctor, other = make_helper(role="physician"), make_helper()
    question = make_question(kind=Kind.TREATMENT)
    routing.start_routing(question.uid, at=NOW)
    answer = make_post(question, doctor, is_professional=True, at=NOW + HOUR)

    routing_news.answer_shown(answer.uid, at=NOW + HOUR)

    state = state_of(question)
    assert state.first_answered_at == NOW + HOUR
    assert state.ended == Ended.ANSWERED
    assert state.next_due_at is None
    assert Offer.objects.get(person=doctor).answered_at == NOW + HOUR
    assert Offer.objects.get(person=other).closed_at == NOW + HOUR


def test_whoever_passes_is_replaced_by_somebody_else_in_the_same_round(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    for _ in range(4):
        make_helper()
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    offer = Offer.objects.filter(question=question).select_related("person").first()
    assert offer is not None

    routing_offers.pass_offer(offer, PassReason.NO_TIME, by=offer.person, at=NOW)
    routing.replace_helper(question.pk, at=NOW)

    assert len(asked_about(question)) == 4
    assert state_of(question).round == 1


def test_an_offer_is_passed_by_its_person_for_one_of_the_reasons(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    helper = make_helper()
    routing.start_routing(make_question().uid, at=NOW)
    offer = Offer.objects.get(person=helper)

    with pytest.raises(NotAllowed):
        routing_offers.pass_offer(offer, "no_time", by=make_helper(), at=NOW)
    with pytest.raises(BadInput):
        routing_offers.pass_offer(offer, "whatever", by=helper, at=NOW)


def test_whoever_goes_away_gives_back_what_waits(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    first = make_helper()
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    second = make_helper()

    routing_settings.stop(first, at=NOW + HOUR)

    assert Offer.objects.get(person=first).closed_at == NOW + HOUR
    assert asked_about(question) == {first.pk, second.pk}


def test_the_asker_stops_it_and_nobody_else_can(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    helper = make_helper()
    question = make_question()
    routing.start_routing(question.uid, at=NOW)

    with pytest.raises(NotAllowed):
        routing_asker.stop_routing(question, by=helper, at=NOW)
    assert question.author is not None
    routing_asker.stop_routing(question, by=question.author, at=NOW)

    assert state_of(question).ended == Ended.STOPPED
    assert routing.run_round(question.pk, at=NOW + 9 * HOUR) is None
    assert Offer.objects.get(person=helper).closed_at == NOW


def test_people_of_another_language_are_asked_once_the_asker_says_so(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    german = make_helper(languages=("de",))
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    assert asked_about(question) == set()

    assert question.author is not None
    routing_asker.set_languages(
        question, ["de", "en"], by=question.author, at=NOW + HOUR
    )

    assert asked_about(question) == {german.pk}
    assert state_of(question).also_languages == ["de"]


def test_many_topics_in_many_languages_are_read_too(
    make_helper: MakeHelper,
    make_question: MakeQuestion,
    make_topic: Callable[..., Topic],
) -> None:
    for number in range(30):
        make_topic(f"specialty-{number}", kind="specialty", related=("asthma",))
    helper, swede = make_helper(), make_helper(languages=("sv",))
    question = make_question()
    also = ["ar", "de", "es", "fr", "sv"]

    routing.start_routing(question.uid, at=NOW)
    RoutingState.objects.update(also_languages=also)
    routing.run_round(question.pk, at=NOW, is_early=True)

    assert asked_about(question) == {helper.pk, swede.pk}


def test_a_question_that_is_hidden_is_offered_to_nobody_until_it_is_back(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    for _ in range(5):
        make_helper()
    question = make_question()
    routing.start_routing(question.uid, at=NOW)
    Question.objects.filter(pk=question.pk).update(state=State.HIDDEN)
    later = NOW + 4 * HOUR

    routing.run_round(question.pk, at=later)
    assert state_of(question).ended == Ended.CLOSED
    assert len(asked_about(question)) == 3
    Question.objects.filter(pk=question.pk).update(state=State.SHOWN)
    routing.start_routing(question.uid, at=later)

    assert len(asked_about(question)) == 5


def test_somebody_whose_answers_helped_is_found_more_helpful(
    make_helper: MakeHelper, make_question: MakeQuestion
) -> None:
    helper = make_helper()
    before = HelperSettings.objects.get(person=helper).helpfulness
    answer = make_post(make_question(), helper, accepted_at=NOW)

    routing_news.answer_thanked(answer.uid, at=NOW)

    own = HelperSettings.objects.get(person=helper)
    assert own.helpfulness > before
    assert own.thanked == 1
    assert {s.helpfulness for s in own.subjects.all()} == {own.helpfulness}


def test_routing_one_question_costs_as_many_queries_with_many_helpers_as_with_few(
    make_helper: MakeHelper,
    make_question: MakeQuestion,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    for _ in range(3):
        make_helper()
    routing.start_routing(make_question().uid, at=NOW)
    for _ in range(25):
        make_helper()
    question = make_question()

    with django_assert_max_num_queries(60):
        routing.start_routing(question.uid, at=NOW)
