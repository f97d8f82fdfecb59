"""Every feed: what leads to it, its parts, the hub it names, and who may read it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from medagora.catalogue.models import Resource
from medagora.curation.services import log
from medagora.curation.views import log as log_views
from medagora.people.models import Person
from medagora.reader.domain.words import KeyScope
from medagora.reader.services import keys
from medagora.site import feeds, telling
from tests.conftest import NOW

NAMES = {"a": "http://www.w3.org/2005/Atom"}
HUB = "http://127.0.0.1:8000/websub/hub"
pytestmark = pytest.mark.django_db


def read_atom(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, response.content[:500]
    return etree.fromstring(response.content)


def links(root: Any) -> dict[str, str]:
    found = root.xpath("a:link", namespaces=NAMES)
    return {link.get("rel"): link.get("href") for link in found}


def titles(root: Any) -> list[str]:
    return [str(one) for one in root.xpath("a:entry/a:title/text()", namespaces=NAMES)]


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/en/", "/en/new/feed"),
        ("/en/new/", "/en/new/feed"),
        ("/en/log/", "/log"),
        ("/en/community/", "/en/community/feed"),
        ("/en/search/?q=asthma", "/en/search/feed"),
    ],
)
def test_a_page_leads_to_its_feeds_in_both_forms(
    client: Client, page: str, feed: str
) -> None:
    html = client.get(page).content.decode()

    for form, kind in (("atom", "atom+xml"), ("json", "feed+json")):
        assert f'rel="alternate" type="application/{kind}"' in html
        assert f'href="{feed}.{form}' in html


@pytest.mark.parametrize(
    "path", ["/en/new/feed", "/hu/topics/asthma/feed", "/log", "/ar/community/feed"]
)
def test_a_public_feed_names_the_hub_in_its_head_and_in_itself(
    client: Client, make_topic: Callable[..., Any], path: str
) -> None:
    make_topic("asthma")
    own = f"http://127.0.0.1:8000{path}"

    atom = client.get(f"{path}.atom")
    body = client.get(f"{path}.json").json()

    assert atom["Link"] == f'<{HUB}>; rel="hub", <{own}.atom>; rel="self"'
    assert links(etree.fromstring(atom.content))["hub"] == HUB
    assert links(etree.fromstring(atom.content))["self"] == f"{own}.atom"
    assert body["hubs"] == [{"type": "WebSub", "url": HUB}]


@pytest.mark.parametrize(
    ("changes", "told", "searched"),
    [
        ({"outside": False}, None, None),
        ({"websub_hub": "off"}, None, None),
        ({"websub_hub": "https://hub.example.org/"}, "https://hub.example.org/", None),
    ],
)
def test_the_operator_decides_which_hub_it_is(
    client: Client, settings: Any, changes: Any, told: Any, searched: Any
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update=changes)

    feed = read_atom(client, "/en/new/feed.atom")

    assert links(feed).get("hub") == told


def test_a_long_feed_comes_in_parts_that_lead_to_each_other(
    client: Client,
    make_resource: Callable[..., Resource],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feeds, "FEED_SIZE", 2)
    for _number in range(5):
        make_resource()
    start = "http://127.0.0.1:8000/en/new/feed.atom"
    address, found, ids = "/en/new/feed.atom", [], set()
    while address:
        root = read_atom(client, address)
        found += titles(root)
        ids.add(root.findtext("a:id", namespaces=NAMES))
        assert links(root)["first"] == start
        address = links(root).get("next", "").removeprefix("http://127.0.0.1:8000")

    assert len(set(found)) == len(found) == 5
    assert ids == {start}
    assert links(root)["previous"] == f"{start}?page=2"
    assert "hub" not in links(root)
    body = client.get("/en/new/feed.json?audience=both").json()
    assert body["next_url"].endswith("/en/new/feed.json?audience=both&page=2")


@pytest.mark.parametrize("page", ["0", "-1", "two", "9", "201", "٣", "1e3", ""])
def test_a_part_that_is_not_there_is_not_found(client: Client, page: str) -> None:
    assert client.get(f"/en/new/feed.atom?page={page}").status_code == 404


def test_the_log_can_be_read_backwards_to_its_beginning(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_views, "FEED_SIZE", 3)
    for number in range(8):
        log.append("resource_published", f"resource:r{number}", by="system", at=NOW)
    body, found = client.get("/log.json").json(), []
    while True:
        found += [item["title"].split(".")[0] for item in body["items"]]
        if "next_url" not in body:
            break
        body = client.get(body["next_url"].removeprefix("http://127.0.0.1:8000")).json()

    assert found == [str(number) for number in range(8, 0, -1)]
    last = read_atom(client, "/log.atom?before=3")
    assert links(last)["previous"].endswith("/log.atom?before=6")


# ---- the hub reads our feeds ---------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "is_feed"),
    [
        ("/en/new/feed.atom", True),
        ("/hu/search/feed.json?q=asthma", True),
        ("/log.atom", True),
        ("/en/community/feed.atom?language=all", True),
        ("/en/", False),
        ("/en/new/", False),
        ("/reader/feed/key/unread.atom", False),
        ("/desk/feed/key/queue.atom", False),
        ("/nowhere", False),
        ("//elsewhere.example.org/en/new/feed.atom", False),
    ],
)
def test_only_public_feeds_can_be_subscribed_to(path: str, is_feed: bool) -> None:
    assert telling.is_public_feed(f"http://127.0.0.1:8000{path}") is is_feed
    assert not telling.is_public_feed(f"https://elsewhere.example.org{path}")


def test_the_hub_reads_what_a_stranger_reads(
    client: Client, make_resource: Callable[..., Resource]
) -> None:
    make_resource()

    content = telling.read_feed("http://127.0.0.1:8000/en/new/feed.atom")

    assert content is not None
    assert content.body == client.get("/en/new/feed.atom").content
    assert content.content_type == "application/atom+xml; charset=utf-8"
    assert telling.read_feed("http://127.0.0.1:8000/en/topics/no/feed.atom") is None


def test_a_change_touches_the_feeds_of_its_languages_and_topics(
    make_resource: Callable[..., Resource], make_topic: Callable[..., Any]
) -> None:
    make_topic("asthma")
    resource = make_resource(languages=("hu", "fi"), topics=("asthma",))

    found = set(telling.feeds_of_resource(resource.uid))

    start = "http://127.0.0.1:8000"
    assert found == {
        f"{start}/{path}.{form}"
        for path in ("hu/new/feed", "hu/topics/asthma/feed", "log")
        for form in ("atom", "json")
    }
    assert all(map(telling.is_public_feed, found))


# ---- the desk ------------------------------------------------------------------------


@pytest.fixture
def key(curator: Person) -> str:
    _row, secret = keys.make_key(curator, "desk", KeyScope.FEEDS, by=curator)
    return secret


@pytest.mark.parametrize("name", ["queue", "due", "new", "broken", "reports"])
@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_curator_reads_each_list_of_the_desk(
    client: Client, key: str, name: str, form: str
) -> None:
    response = client.get(f"/desk/feed/{key}/{name}.{form}")

    assert response.status_code == 200
    assert response["Cache-Control"].startswith("private")
    assert response["X-Robots-Tag"] == "noindex"
    assert "Link" not in response


def test_a_list_of_the_desk_shows_what_waits(
    client: Client, key: str, make_resource: Callable[..., Resource]
) -> None:
    resource = make_resource()

    body = client.get(f"/desk/feed/{key}/new.json").json()

    (item,) = body["items"]
    assert item["url"].endswith(f"/en/desk/resource/{resource.uid}/")


def test_whoever_has_no_desk_sees_none(client: Client, member: Person) -> None:
    _row, secret = keys.make_key(member, "mine", KeyScope.FEEDS, by=member)

    assert client.get(f"/desk/feed/{secret}/queue.atom").status_code == 404
    assert client.get("/desk/feed/guess/queue.atom").status_code == 404


def test_a_key_for_something_else_opens_no_desk(
    client: Client, curator: Person
) -> None:
    _row, secret = keys.make_key(curator, "app", KeyScope.APPS, by=curator)

    assert client.get(f"/desk/feed/{secret}/queue.atom").status_code == 404


@pytest.mark.parametrize("path", ["nothing.atom", "queue.rss"])
def test_other_lists_and_forms_there_are_none(
    client: Client, key: str, path: str
) -> None:
    assert client.get(f"/desk/feed/{key}/{path}").status_code == 404


def test_the_page_of_feeds_shows_desk_addresses_to_curators_alone(
    client: Client, curator: Person
) -> None:
    before = client.get("/en/feeds/").content.decode()
    client.force_login(curator)

    after = client.get("/en/feeds/").content.decode()

    assert "/desk/feed/KEY/queue.atom" not in before
    assert "/desk/feed/KEY/queue.atom" in after
    assert json.dumps(HUB)[1:-1] in before
