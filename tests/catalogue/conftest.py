from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medagora.catalogue import services
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.models import Collection, Resource
from medagora.people.models import Person


@pytest.fixture
def make_collection(db: None) -> Callable[..., Collection]:
    """A collection of somebody: ``make_collection(member, resource, other)``."""

    def make(owner: Person, *resources: Resource, **fields: Any) -> Collection:
        draft = CollectionDraft(
            **{
                "title": "First steps with asthma",
                "by_name": "Mia, asthma nurse",
                "language": "en",
                "visibility": "public",
                **fields,
            }
        )
        collection = services.create_collection(draft, by=owner)
        for resource in resources:
            services.add_item(collection, resource, by=owner)
        return collection

    return make


@pytest.fixture
def count_queries(client: Client) -> Callable[[str], int]:
    """How many queries a page makes, once its caches are warm."""

    def count(path: str) -> int:
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    return count


@pytest.fixture
def mine(client: Client, member: Person) -> Client:
    """A browser in which a member is signed in."""
    client.force_login(member)
    return client
