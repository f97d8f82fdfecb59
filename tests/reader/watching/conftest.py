"""Readers who watch, and their mails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.reader.domain.places import place_of
from medagora.reader.domain.words import Frequency
from medagora.reader.models import Digest, Feed
from medagora.reader.services import digests, following
from medagora.topics.models import Topic
from tests.reader.conftest import NOW, MakeFeed

Outbox = Callable[[], list[EmailMultiAlternatives]]


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are asked for at ``NOW``."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def follow(db: None) -> Callable[..., None]:
    """Makes a person follow a source whose entries are all unread."""

    def make(person: Person, feed: Feed, **fields: Any) -> None:
        subscription = following.follow(person, feed, **fields)
        type(subscription).objects.filter(pk=subscription.pk).update(read_through=0)

    return make


@pytest.fixture
def followed(
    member: Person,
    make_feed: MakeFeed,
    make_resource: Callable[..., Resource],
    make_topic: Callable[..., Topic],
    follow: Callable[..., None],
) -> Feed:
    """The Lancet, which came with the topic asthma."""
    make_topic("asthma")
    feed = make_feed("The Lancet", resource=make_resource(topics=("asthma",)))
    follow(member, feed, topic="asthma")
    return feed


@pytest.fixture
def digest(member: Person) -> Digest:
    """Mia's daily digest, of everything since the beginning of time."""
    own = digests.digest_of(member)
    draft = digests.DigestDraft(frequency=Frequency.DAILY)
    digests.change_digest(own, draft, at=NOW)
    Digest.objects.filter(pk=own.pk).update(sent_through=place_of(NOW) - (10 << 40))
    own.refresh_from_db()
    return own


@pytest.fixture
def outbox(run_tasks: Callable[[], None]) -> Outbox:
    """The mails that were sent since the last look."""

    def look() -> list[EmailMultiAlternatives]:
        run_tasks()
        sent = list(django_mail.outbox)
        django_mail.outbox.clear()
        return sent  # type: ignore[return-value]  # ours all have HTML

    return look


@pytest.fixture
def mia(client: Client, member: Person) -> Client:
    """A browser in which Mia is signed in."""
    client.force_login(member)
    return client
