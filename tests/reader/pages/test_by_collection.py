"""Reading what the sources of a collection published, with a page and without one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.models import Collection
from medagora.catalogue.services import add_item, create_collection
from medagora.people.models import Person
from tests.reader.conftest import MakeEntries
from tests.reader.pages.conftest import MakeSource, page_of

LIST = "/en/reader/list/?view=all&collection="


@pytest.fixture
def lungs(
    member: Person, make_source: MakeSource, make_entries: MakeEntries
) -> Collection:
    """A public collection with one source that nobody follows."""
    feed = make_source("Heart", topic="heart")
    make_entries(feed, {"title": "Statins at night"})
    draft = CollectionDraft(
        title="Hearts at night", by_name="Mia", language="en", visibility="public"
    )
    collection = create_collection(draft, by=member)
    assert feed.resource
    add_item(collection, feed.resource, by=member)
    return collection


def test_a_visitor_without_a_page_reads_it(client: Client, lungs: Collection) -> None:
    page = page_of(client, f"{LIST}{lungs.uid}")

    assert "Statins at night" in page
    assert "<title>Hearts at night ·" in page


def test_one_s_own_collections_stand_beside_the_lists(
    signed_in: Client, lungs: Collection
) -> None:
    page = page_of(signed_in, "/en/reader/list/")

    assert f'href="/en/reader/list/?collection={lungs.uid}&amp;view=all"' in page


def test_a_collection_whose_resources_publish_nothing_says_so(
    anyone: Client, member: Person, make_resource: Callable[..., Any]
) -> None:
    draft = CollectionDraft(
        title="Leaflets", by_name="Mia", language="en", visibility="public"
    )
    collection = create_collection(draft, by=member)
    add_item(collection, make_resource(), by=member)

    page = page_of(anyone, f"{LIST}{collection.uid}")

    assert "Nothing in this collection publishes news that we read" in page
    assert f'href="/en/collections/{collection.uid}/"' in page
