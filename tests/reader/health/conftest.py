"""People at the desk, and sources of the catalogue."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from medagora.catalogue.domain.drafts import FeedDraft
from medagora.people.models import Person
from medagora.reader.models import Feed
from tests.conftest import NOW

__all__ = ["NOW"]


@pytest.fixture
def make_published(
    make_resource: Callable[..., Any],
    make_feed: Callable[..., Feed],
    make_topic: Callable[..., Any],
) -> Callable[..., Feed]:
    """A source that a published resource about asthma names."""

    def make(title: str = "", **fields: Any) -> Feed:
        number = Feed.objects.count()
        if number == 0:
            make_topic("asthma")
        address = fields.pop("address", f"https://journal{number}.example.org/feed")
        resource = make_resource(
            f"https://journal{number}.example.org/",
            topics=("asthma",),
            kind="journal",
            feeds=(FeedDraft(address, title),),
        )
        return make_feed(title, address=address, resource=resource, **fields)

    return make


@pytest.fixture
def desk(client: Client, curator: Person) -> Client:
    client.force_login(curator)
    return client


@pytest.fixture
def run_and_keep(db: None) -> Callable[[], None]:
    """As ``run_tasks``, and keeps what each task gave, as the worker does."""

    def run() -> None:
        while result := DBTaskResult.objects.ready().first():
            result.claim("tests")
            words = result.args_kwargs
            given = result.task.call(*words["args"], **words["kwargs"])
            result.set_successful(given)

    return run
