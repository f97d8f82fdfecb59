"""Asking: one transaction from words to a question that people find."""

from typing import Any

import pytest

from medagora.community.domain.words import Audience, Kind, LinkKind, Part, State
from medagora.community.models import Draft, Matter, Post, Question
from medagora.community.queries.questions import QuestionSearch, list_questions
from medagora.community.services import drafts
from medagora.kernel.refusals import BadInput, NotAllowed
from medagora.people.models import Person
from tests.community.conversations.conftest import Ask, MakePerson
from tests.conftest import NOW
from tests.people.hats.building import give_hat


def test_a_question_is_shown_and_found_under_its_topic_and_those_above(
    ask: Ask, asker: Person, make_topic: Any
) -> None:
    make_topic("lung-disease")
    make_topic("asthma", parent="lung-disease")

    question = ask(asker, topics=("asthma",))

    for slug in ("asthma", "lung-disease", ""):
        assert list(list_questions(QuestionSearch(slug, "en"), None)) == [question]
    assert not list_questions(QuestionSearch("asthma", "hu"), None).exists()
    question.refresh_from_db()
    assert question.state == State.SHOWN


def test_its_text_is_one_post_and_a_kept_draft_is_gone(ask: Ask, asker: Person) -> None:
    drafts.keep(asker, "ask", {"title": ["How"]}, at=NOW)

    question = ask(asker, text="I *wake* at four.")

    post = Post.objects.get(question=question)
    assert (post.part, post.state) == (Part.QUESTION, State.SHOWN)
    assert "<em>wake</em>" in post.html
    assert not Draft.objects.exists()


def test_an_unknown_topic_is_named_and_nothing_is_written(
    ask: Ask, asker: Person
) -> None:
    with pytest.raises(BadInput, match="no topic nonsense"):
        ask(asker, topics=("nonsense",))

    assert not Question.objects.exists()


def test_professionals_ask_each_other_and_nobody_else_reads(
    ask: Ask, make_known: MakePerson, asker: Person
) -> None:
    doctor = make_known("Dora")
    give_hat(doctor, "physician", at=NOW)

    question = ask(doctor, kind=Kind.PEER, audience=Audience.PROFESSIONALS)

    everywhere = QuestionSearch(language="en")
    assert list(list_questions(everywhere, doctor)) == [question]
    assert not list_questions(everywhere, asker).exists()
    assert not list_questions(everywhere, None).exists()


def test_a_patient_cannot_ask_professionals_alone(ask: Ask, asker: Person) -> None:
    with pytest.raises(BadInput) as refused:
        ask(asker, audience=Audience.PROFESSIONALS)

    assert refused.value.field == "audience"


def test_what_a_text_points_to_is_kept_in_order(
    ask: Ask, asker: Person, make_resource: Any, settings: Any
) -> None:
    resource = make_resource("https://www.nhs.example/asthma")
    text = (
        f"https://www.nhs.example/asthma and 10.1000/abc, PMID: 12 {resource.address}"
    )

    question = ask(asker, text=text)

    links = Post.objects.get(question=question).links.order_by("position")
    assert [(link.kind, link.value) for link in links] == [
        (LinkKind.RESOURCE, resource.uid),
        (LinkKind.DOI, "10.1000/abc"),
        (LinkKind.PMID, "12"),
    ]


def test_pain_is_shown_at_once_and_calls_people(ask: Ask, asker: Person) -> None:
    question = ask(asker, text="I cannot bear it any more. I want to kill myself.")

    question.refresh_from_db()
    assert question.state == State.SHOWN
    assert Matter.objects.get().kind == "crisis"


def test_dangerous_advice_waits_for_a_moderator_with_the_reason(
    ask: Ask, asker: Person, helper: Person, say: Any
) -> None:
    question = ask(asker)

    answer = say(question, helper, "Stop taking your insulin, you do not need it.")

    question.refresh_from_db()
    assert answer.state == State.HELD
    assert question.answer_count == 0
    assert Matter.objects.get().kind == "advice"


def test_whoever_has_no_account_writes_nothing(ask: Ask) -> None:
    with pytest.raises(NotAllowed, match="sign in"):
        ask(None)
