"""The pages of collections, as their readers see them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from medagora.catalogue import queries, services
from medagora.catalogue.domain.drafts import TextDraft
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.people.models import Person

Make = Callable[..., Any]


def test_the_list_shows_public_collections_in_one_language(
    client: Client, member: Person, make_collection: Make
) -> None:
    make_collection(member, title="For newcomers")
    make_collection(member, title="Kezdőknek", language="hu")
    make_collection(member, title="Hidden", visibility="unlisted")

    page = client.get("/en/collections/").content.decode()

    assert "For newcomers" in page
    assert "Kezdőknek" not in page
    assert "Hidden" not in page
    assert "?language=hu" in page
    assert "Kezdőknek" in client.get("/en/collections/?language=hu").content.decode()


def test_a_page_shows_order_notes_maker_and_make_up(
    client: Client, member: Person, make_collection: Make, make_resource: Make
) -> None:
    resources = [
        make_resource(kind="podcast", texts={"en": TextDraft("A podcast")}),
        make_resource(texts={"en": TextDraft("A website")}),
    ]
    collection = make_collection(member, *resources)
    item = queries.list_items(collection, "en")[0]
    services.set_note(collection, item.id, "Listen <b>twice</b>.", by=member)

    page = client.get(f"/en/collections/{collection.uid}/").content.decode()

    assert page.index("A podcast") < page.index("A website")
    assert "Listen &lt;b&gt;twice&lt;/b&gt;." in page
    assert "by Mia, asthma nurse" in page
    assert 'class="chart"' in page
    assert "Podcasts" in page


def test_a_page_says_that_a_resource_is_gone_without_showing_it(
    client: Client, member: Person, make_collection: Make, make_resource: Make
) -> None:
    resource = make_resource(texts={"en": TextDraft("Miracle cure")})
    collection = make_collection(member, resource)
    publishing.move(resource, Move.RETIRE, by="system", at=timezone.now())

    page = client.get(f"/en/collections/{collection.uid}/").content.decode()

    assert "Miracle cure" not in page
    assert "no longer listed" in page


def test_a_private_page_is_not_found_and_an_unlisted_one_is_not_indexed(
    client: Client, member: Person, make_collection: Make
) -> None:
    private = make_collection(member, visibility="private")
    unlisted = make_collection(member, visibility="unlisted")

    assert client.get(f"/en/collections/{private.uid}/").status_code == 404
    page = client.get(f"/en/collections/{unlisted.uid}/").content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "application/ld+json" not in page


def test_a_public_page_describes_itself_to_programs(
    client: Client, member: Person, make_collection: Make, make_resource: Make
) -> None:
    collection = make_collection(member, make_resource(), title="</script> & more")

    page = client.get(f"/en/collections/{collection.uid}/").content.decode()

    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    data = json.loads(block)
    assert data["name"] == "</script> & more"
    assert data["mainEntity"]["itemListElement"][0]["position"] == 1


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_feed_brings_what_was_added_last_with_the_notes(
    client: Client,
    member: Person,
    make_collection: Make,
    make_resource: Make,
    form: str,
) -> None:
    collection = make_collection(member, make_resource(), make_resource())
    item = queries.list_items(collection, "en")[1]
    services.set_note(collection, item.id, "Begin here.", by=member)
    path = f"/en/collections/{collection.uid}/feed.{form}"

    feed = client.get(path)
    again = client.get(path, headers={"If-None-Match": feed["ETag"]})

    body = feed.content.decode()
    assert "Begin here." in body
    assert body.index("Begin here.") < body.index("Says why.")
    assert again.status_code == 304


def test_more_resources_cost_no_more_queries(
    member: Person, make_collection: Make, make_resource: Make, count_queries: Make
) -> None:
    collection = make_collection(member, make_resource(), make_resource())
    path = f"/en/collections/{collection.uid}/"

    with_two = count_queries(path)
    for _ in range(10):
        services.add_item(collection, make_resource(), by=member)

    assert count_queries(path) == with_two


def test_more_resources_cost_no_more_queries_to_edit(
    mine: Client,
    member: Person,
    make_collection: Make,
    make_resource: Make,
    count_queries: Make,
) -> None:
    collection = make_collection(member, make_resource())
    path = f"/en/collections/{collection.uid}/edit/"

    with_one = count_queries(path)
    for _ in range(10):
        services.add_item(collection, make_resource(), by=member)

    assert count_queries(path) == with_one


def test_more_collections_cost_no_more_queries_to_choose_from(
    mine: Client,
    member: Person,
    make_collection: Make,
    make_resource: Make,
    count_queries: Make,
) -> None:
    path = f"/en/collections/add/{make_resource().uid}/"
    make_collection(member)

    with_one = count_queries(path)
    for _ in range(10):
        make_collection(member)

    assert count_queries(path) == with_one


@pytest.mark.parametrize("path", ["/en/collections/", "/en/collections/mine/"])
def test_more_collections_cost_no_more_queries(
    mine: Client,
    member: Person,
    make_collection: Make,
    count_queries: Make,
    path: str,
) -> None:
    make_collection(member)

    with_one = count_queries(path)
    for _ in range(10):
        make_collection(member)

    assert count_queries(path) == with_one


def test_a_page_leads_to_what_its_sources_published(
    mine: Client, member: Person, make_collection: Make, make_resource: Make
) -> None:
    collection = make_collection(member, make_resource(), visibility="private")
    empty = make_collection(member, title="Nothing yet")

    page = mine.get(f"/en/collections/{collection.uid}/").content.decode()
    other = mine.get(f"/en/collections/{empty.uid}/").content.decode()

    assert f"/en/reader/list/?collection={collection.uid}&amp;view=all" in page
    assert "Read what is new from it" not in other
