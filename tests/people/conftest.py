"""Browsers of people, and the mails that they got."""

from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from medagora.people import topic_names
from medagora.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def browser_of() -> Callable[[Person], Client]:
    """A browser in which the person is signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend=BACKEND)
        return client

    return sign_in


@pytest.fixture
def mails(run_tasks: Callable[[], None]) -> Callable[[], list[EmailMessage]]:
    """The mails that went out, after the worker did its work."""

    def read() -> list[EmailMessage]:
        run_tasks()
        return mail.outbox

    return read


@pytest.fixture
def lend_topics() -> Iterator[Callable[..., None]]:
    """Topics without their room: ``lend_topics(asthma="Asthma")``."""
    before = topic_names._lender

    def lend(**names: str) -> None:
        topic_names.lend_topic_names(lambda language: names)

    yield lend
    topic_names._lender = before
