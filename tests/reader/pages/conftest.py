"""A topic with sources, and browsers of people with and without an account."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medagora.catalogue.domain.drafts import FeedDraft
from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.reader.models import Feed
from medagora.reader.services import feeds
from tests.reader.conftest import NOW

MakeSource = Callable[..., Feed]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CHOICE = {"topic": ["asthma"], "language": ["en"], "audience": "both"}


@pytest.fixture
def make_source(
    make_resource: Callable[..., Resource], make_topic: Callable[..., Any]
) -> MakeSource:
    """A feed of a published resource on a topic, as curators choose it."""
    topics: dict[str, Any] = {}

    def make(
        title: str,
        *,
        kind: str = "journal",
        language: str = "en",
        topic: str = "asthma",
    ) -> Feed:
        if topic not in topics:
            topics[topic] = make_topic(topic)
        number = Feed.objects.count()
        resource = make_resource(
            kind=kind,
            languages=(language,),
            topics=(topic,),
            feeds=(FeedDraft(f"https://feeds{number}.example.org/feed", title),),
        )
        feeds.sync_resource(resource.uid, at=NOW)
        return Feed.objects.get(resource=resource)

    return make


@pytest.fixture
def device(client: Client, make_source: MakeSource) -> Client:
    """A browser without an account, whose reader chose asthma in English."""
    make_source("Chest Journal")
    assert client.post("/en/reader/choose/", CHOICE).status_code == 302
    return client


@pytest.fixture
def signed_in(make_source: MakeSource, member: Person) -> Client:
    """A member's browser; the member chose asthma in English."""
    make_source("Chest Journal")
    client = browser_of(member)
    assert client.post("/en/reader/choose/", CHOICE).status_code == 302
    return client


@pytest.fixture(params=["device", "signed_in"])
def anyone(request: pytest.FixtureRequest, db: None) -> Client:
    """A reader with an account, and one without: the same holds for both."""
    client: Client = request.getfixturevalue(request.param)
    return client


@pytest.fixture
def chest(db: None) -> Callable[[], Feed]:
    """The one source that everybody here follows."""
    return lambda: Feed.objects.get(title="Chest Journal")


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def page_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, (response.status_code, response.headers)
    return response.content.decode()


def count_queries_of(client: Client, path: str) -> int:
    """How many queries a page makes, once its caches are warm."""
    page_of(client, path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def press(client: Client, path: str, **fields: object) -> str:
    response = client.post(path, {k: str(v) for k, v in fields.items()})
    assert response.status_code == 302, response.content.decode()[:500]
    return str(response["Location"])
