"""Lists of sources to take along: valid OPML, what curators chose first."""

from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.domain.drafts import FeedDraft
from medagora.catalogue.models import Resource
from medagora.catalogue.services import add_item, create_collection
from medagora.catalogue.services.bundles import set_bundle
from medagora.people.models import Person
from medagora.reader.services.feeds import sync_resource
from tests.conftest import NOW

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> Any:
    """The document, held against what the specification asks for."""
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/x-opml; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    root = etree.fromstring(response.content)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [child.tag for child in root] == ["head", "body"]
    assert root.findtext("head/title")
    assert parsedate_to_datetime(str(root.findtext("head/dateCreated")))
    for outline in root.iter("outline"):
        assert outline.get("text")
        is_folder = len(outline) > 0
        assert is_folder or (outline.get("type") == "rss" and outline.get("xmlUrl"))
    return root


def in_folder(root: Any, name: str) -> list[str]:
    found = root.xpath("body/outline[@text=$name]/outline/@xmlUrl", name=name)
    return [str(address) for address in found]


@pytest.fixture
def blog(make_resource: Make, make_topic: Make) -> Resource:
    make_topic("asthma")
    return make_resource(  # type: ignore[no-any-return]
        languages=("en",),
        topics=("asthma",),
        kind="blog",
        feeds=(FeedDraft("https://blog.example.org/feed", "Breathe & live"),),
    )


def test_a_topics_sources_begin_with_what_curators_chose(
    client: Client, blog: Resource, make_resource: Make
) -> None:
    other = make_resource(
        languages=("en",),
        topics=("asthma",),
        feeds=(FeedDraft("https://other.example.org/feed"),),
    )
    for resource in (blog, other):
        sync_resource(resource.uid, at=NOW)
    set_bundle("asthma", "en", [blog.uid])

    root = read(client, "/en/topics/asthma/sources.opml")

    assert root.findtext("head/title") == "Asthma: sources on Medagora"
    assert in_folder(root, "Chosen") == ["https://blog.example.org/feed"]
    assert in_folder(root, "More") == ["https://other.example.org/feed"]


def test_a_collections_sources_stand_in_its_order(
    client: Client, blog: Resource, make_resource: Make, member: Person
) -> None:
    other = make_resource(feeds=(FeedDraft("https://other.example.org/feed"),))
    draft = CollectionDraft("Good reads", "Mia", "en", visibility="public")
    collection = create_collection(draft, by=member)
    for resource in (other, blog):
        sync_resource(resource.uid, at=NOW)
        add_item(collection, resource, by=member)
    page = f"/en/collections/{collection.uid}/"

    html = client.get(page).content.decode()
    root = read(client, f"{page}sources.opml")

    assert f'href="{page}sources.opml"' in html
    assert root.findtext("head/title") == "Good reads: sources on Medagora"
    addresses = root.xpath("body/outline/@xmlUrl")
    assert addresses == [
        "https://other.example.org/feed",
        "https://blog.example.org/feed",
    ]


def test_a_private_collections_sources_stay_private(
    client: Client, member: Person
) -> None:
    draft = CollectionDraft("Mine", "Mia", "en", visibility="private")
    collection = create_collection(draft, by=member)
    client.force_login(member)
    page = f"/en/collections/{collection.uid}/"

    assert client.get(f"{page}sources.opml").status_code == 404
    assert "sources.opml" not in client.get(page).content.decode()


def test_a_topic_without_sources_is_an_empty_list(
    client: Client, make_topic: Make
) -> None:
    make_topic("gout")

    root = read(client, "/en/topics/gout/sources.opml")

    assert not list(root.iter("outline"))
    assert client.get("/en/topics/nothing/sources.opml").status_code == 404


def test_all_sources_lie_in_folders_by_topic_in_one_language(
    client: Client, blog: Resource
) -> None:
    english = read(client, "/en/feeds/sources.opml")
    hungarian = read(client, "/hu/feeds/sources.opml")
    named = read(client, "/hu/feeds/sources.opml?language=en")

    assert in_folder(english, "Asthma") == ["https://blog.example.org/feed"]
    assert not list(hungarian.iter("outline"))
    assert in_folder(named, "Asthma magyarul") == ["https://blog.example.org/feed"]
    (outline,) = english.xpath("//outline[@xmlUrl]")
    assert outline.get("title") == "Breathe & live"


def test_our_own_feeds_are_a_list_too(
    client: Client, blog: Resource, member: Person
) -> None:
    draft = CollectionDraft("Good <reads>", "Mia", "en", visibility="public")
    collection = create_collection(draft, by=member)

    root = read(client, "/en/feeds/site.opml")

    addresses = [str(one) for one in root.xpath("//outline/@xmlUrl")]
    start = "http://127.0.0.1:8000"
    assert f"{start}/log.atom" in addresses
    assert in_folder(root, "Topics") == [f"{start}/en/topics/asthma/feed.atom"]
    collections = in_folder(root, "Collections")
    assert collections == [f"{start}/en/collections/{collection.uid}/feed.atom"]
    for address in addresses:
        assert client.get(address.removeprefix(start)).status_code == 200
