"""Papers in the catalogue's sources, and people who saved them."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.reader.models import Entry, Feed
from medagora.reader.services import following, marking
from tests.reader.conftest import NOW, MakeFeed

TITLE = "Aspirin and the risk of a second stroke in older adults"
Saved = Callable[[Entry], Person]


@pytest.fixture
def make_public(
    make_feed: MakeFeed, make_resource: Callable[..., Resource]
) -> MakeFeed:
    """A source of the catalogue, with a resource of its own."""

    def make(title: str = "", **fields: Any) -> Feed:
        resource = fields.pop("resource", None) or make_resource()
        return make_feed(title, resource=resource, **fields)

    return make


@pytest.fixture
def saved_by_somebody(make_person: Callable[..., Person]) -> Saved:
    def save(entry: Entry) -> Person:
        person = make_person("Rita")
        following.follow(person, entry.feed)
        marking.save(person, entry.work, at=NOW)
        return person

    return save
