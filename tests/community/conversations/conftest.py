"""People who have been here a while; what they ask and answer, through the doors."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from medagora.community.domain.drafts import PostDraft, QuestionDraft
from medagora.community.domain.words import Kind
from medagora.community.models import Post, Question
from medagora.community.services import asking, posting
from medagora.people.models import Person
from medagora.people.services.aliases import ensure_alias
from tests.conftest import NOW
from tests.people.agreeing import agree

MakePerson = Callable[..., Person]
Ask = Callable[..., Question]
Say = Callable[..., Post]
_numbers = count(1)


@pytest.fixture
def make_known(make_person: MakePerson) -> MakePerson:
    """Somebody with an alias, whom no limit for newcomers holds back."""

    def make(name: str = "", **role: Any) -> Person:
        person = make_person(name or f"Person{next(_numbers)}", **role)
        person.joined_at = NOW - timedelta(days=200)
        person.save(update_fields=["joined_at"])
        ensure_alias(person)
        return agree(person)

    return make


@pytest.fixture
def asker(make_known: MakePerson) -> Person:
    return make_known("Anna")


@pytest.fixture
def helper(make_known: MakePerson) -> Person:
    return make_known("Hugo")


@pytest.fixture
def ask(make_topic: Callable[..., Any]) -> Ask:
    """``ask(person, title=…, at=…)``: a question about asthma in English."""

    def make(by: Person, *, at: Any = NOW, text: str = "", **fields: Any) -> Question:
        slug = f"asthma-{next(_numbers)}"
        if "topics" not in fields:
            make_topic(slug)
        draft = QuestionDraft(
            **{
                "kind": Kind.LIVING,
                "title": "How do you sleep well with asthma?",
                "post": PostDraft(text or "I wake up at four and cough."),
                "topics": (slug,),
                "language": "en",
                **fields,
            }
        )
        return asking.ask(draft, by=by, at=at)

    return make


@pytest.fixture
def question(ask: Ask, asker: Person) -> Question:
    return ask(asker)


@pytest.fixture
def say() -> Say:
    """``say(question, person, text)``: an answer."""

    def make(
        question: Question, by: Person, text: str = "A second pillow.", **fields: Any
    ) -> Post:
        at = fields.pop("at", NOW + timedelta(minutes=10))
        return posting.answer(question, PostDraft(text, **fields), by=by, at=at)

    return make
