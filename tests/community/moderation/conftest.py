"""Who moderates, who writes, who reads."""

from collections.abc import Callable

import pytest
from django.test import Client

from medagora.community.models import Post
from medagora.people.models import Person
from tests.community.moderation.building import ask, joined, say

MakePerson = Callable[..., Person]


@pytest.fixture
def browser() -> Callable[[Person], Client]:
    """A browser in which the person is signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def moderator(make_person: MakePerson) -> Person:
    return make_person("Mona", role="moderator")


@pytest.fixture
def second(make_person: MakePerson) -> Person:
    return make_person("Sven", role="moderator")


@pytest.fixture
def third(make_person: MakePerson) -> Person:
    return make_person("Tara", role="moderator")


@pytest.fixture
def author(make_person: MakePerson) -> Person:
    return joined(make_person("Aron"), 100)


@pytest.fixture
def reader(make_person: MakePerson) -> Person:
    return joined(make_person("Rita"), 100)


@pytest.fixture
def asker(make_person: MakePerson) -> Person:
    return joined(make_person("Anna"), 100)


@pytest.fixture
def asked(asker: Person) -> Post:
    """The text of a question that is shown."""
    return ask(asker)


@pytest.fixture
def answered(asked: Post, author: Person) -> Post:
    """An answer that is shown."""
    return say(asked.question, author)
