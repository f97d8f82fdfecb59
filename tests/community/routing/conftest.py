"""People who help and questions that were asked, through the doors of the rooms."""

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

import pytest

from medagora.community.domain.words import Kind, Part, State
from medagora.community.models import Post, Question
from medagora.community.services import filing, routing_settings
from medagora.community.services.routing_settings import HelperDraft
from medagora.people.models import Person
from medagora.topics.models import Topic
from tests.conftest import NOW
from tests.people.hats.building import give_hat

MakeHelper = Callable[..., Person]
MakeQuestion = Callable[..., Question]
_numbers = count(1)


@pytest.fixture
def asthma(make_topic: Callable[..., Topic]) -> Topic:
    """Asthma, below lung disease, beside the specialty that deals with it."""
    make_topic("pulmonology", kind="specialty")
    make_topic("lung-disease", related=("pulmonology",))
    return make_topic("asthma", parent="lung-disease")


@pytest.fixture
def make_helper(asthma: Topic, make_person: Callable[..., Person]) -> MakeHelper:
    """Somebody who wants to be asked about asthma, in English, at any hour; with
    ``role`` they wear a verified hat for the lungs."""

    def make(name: str = "", role: str = "", **wishes: Any) -> Person:
        person = make_person(name or f"Helper{next(_numbers)}")
        if role:
            give_hat(person, role, topic="pulmonology", at=NOW)
        draft: dict[str, Any] = {
            "takes_questions": True,
            "topics": ("asthma",),
            "quiet_from": 0,
            "quiet_until": 0,
        }
        routing_settings.change_settings(
            HelperDraft(**{**draft, **wishes}), by=person, at=NOW
        )
        return person

    return make


@pytest.fixture
def make_question(asthma: Topic, make_person: Callable[..., Person]) -> MakeQuestion:
    """A question about asthma that is shown, in English."""

    def make(
        author: Person | None = None, *, at: datetime = NOW, **fields: Any
    ) -> Question:
        number = next(_numbers)
        asker = author or make_person(f"Asker{number}")
        question = Question.objects.create(
            author=asker,
            asked_at=at,
            last_post_at=at,
            **{
                "kind": Kind.LIVING,
                "language": "en",
                "title": f"How do you live with asthma, number {number}?",
                "state": State.SHOWN,
                **fields,
            },
        )
        question.topics.add(asthma)
        make_post(question, asker, Part.QUESTION, at=at)
        filing.file(question)
        return question

    return make


def make_post(
    question: Question, author: Person, part: Part = Part.ANSWER, **fields: Any
) -> Post:
    """A post as it lies in the table, with its question's counts."""
    at = fields.pop("at", NOW)
    post = Post.objects.create(
        question=question,
        author=author,
        part=part,
        text="Words.",
        html="<p>Words.</p>",
        posted_at=at,
        **fields,
    )
    if part is Part.ANSWER:
        question.answer_count += 1
        question.professional_count += post.is_professional
        question.accepted_count += post.accepted_at is not None
        question.save()
        filing.file(question)
    return post
