"""What is new, as a page and as feeds."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from tests.site.conftest import parse_xml

Make = Callable[..., Any]
Read = Callable[..., str]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def titled(title: str, language: str = "en") -> dict[str, Any]:
    return {"texts": {language: TextDraft(title, "Why.")}, "languages": (language,)}


def test_the_page_shows_one_language_and_leads_to_the_others(
    read: Read, make_resource: Make
) -> None:
    make_resource(**titled("A page"))
    make_resource(**titled("Egy oldal", "hu"))

    assert "Egy oldal" not in read("/en/new/")
    assert "?language=hu" in read("/en/new/")
    assert "Egy oldal" in read("/en/new/?language=hu")


def test_the_page_narrows_by_kind_and_turns_over(
    read: Read, make_resource: Make
) -> None:
    make_resource(**titled("A talk"), kind="podcast")
    for number in range(31):
        make_resource(**titled(f"Site {number:02}"))

    podcasts, second = read("/en/new/?kind=podcast"), read("/en/new/?page=2")

    assert "A talk" in podcasts
    assert "Site 30" not in podcasts
    assert "A talk" in second


def test_an_empty_language_invites_to_suggest(read: Read, db: None) -> None:
    assert 'class="empty"' in read("/ar/new/?language=sw")


def test_more_resources_cost_no_more_queries(
    make_resource: Make, count_queries: Make
) -> None:
    make_resource()

    with_one = count_queries("/en/new/")
    for _ in range(10):
        make_resource()

    assert count_queries("/en/new/") == with_one


def test_the_atom_feed_is_valid_and_in_one_language(
    client: Client, make_resource: Make
) -> None:
    make_resource(**titled("Cures <b>& claims</b>"))
    make_resource(**titled("Egy oldal", "hu"))

    response = client.get("/en/new/feed.atom")

    feed = parse_xml(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert feed.xpath("a:entry/a:title/text()", namespaces=ATOM) == [
        "Cures <b>& claims</b>"
    ]
    for name in ("id", "updated", "author", "title"):
        assert feed.xpath(f"a:{name}", namespaces=ATOM)
    entry_id = feed.xpath("string(a:entry/a:id)", namespaces=ATOM)
    assert entry_id.startswith("http://127.0.0.1:8000/resource/")


def test_the_id_of_an_item_is_an_address_that_leads_to_it(
    client: Client, make_resource: Make
) -> None:
    resource = make_resource()

    response = client.get(f"/resource/{resource.uid}/", follow=True)

    assert response.redirect_chain[-1][0] == f"/en/resource/{resource.uid}/"
    assert response.status_code == 200


def test_the_json_feed_says_why_each_is_here(
    client: Client, make_resource: Make
) -> None:
    make_resource(**titled("A page"), kind="podcast", audience="patients")

    feed = json.loads(client.get("/en/new/feed.json").content)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    item = feed["items"][0]
    assert (item["title"], item["content_text"]) == ("A page", "Why.")
    assert item["tags"] == ["podcast", "patients"]


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_reader_that_has_the_feed_already_gets_nothing_again(
    client: Client, make_resource: Make, form: str
) -> None:
    path = f"/en/new/feed.{form}"
    empty = client.get(path)
    still_empty = client.get(path, headers={"If-None-Match": empty["ETag"]})
    make_resource()
    changed = client.get(path, headers={"If-None-Match": empty["ETag"]})

    assert still_empty.status_code == 304
    assert changed.status_code == 200
    assert "max-age" in changed["Cache-Control"]


def test_the_audience_of_a_feed_stands_in_its_address_not_in_a_cookie(
    client: Client, make_resource: Make
) -> None:
    make_resource(**titled("A paper"), audience="professionals")
    client.cookies["audience"] = "patients"

    everybody = client.get("/en/new/feed.json").content.decode()
    patients = client.get("/en/new/feed.json?audience=patients").content.decode()

    assert "A paper" in everybody
    assert "A paper" not in patients


def test_a_feed_holds_the_last_fifty(client: Client, make_resource: Make) -> None:
    for _ in range(52):
        make_resource()

    feed = json.loads(client.get("/en/new/feed.json").content)

    assert len(feed["items"]) == 50
    newest = Resource.objects.order_by("-pk").values_list("uid", flat=True)[0]
    assert newest in feed["items"][0]["url"]


def test_the_page_about_feeds_gives_one_for_each_language(
    read: Read, make_topic: Make
) -> None:
    make_topic("asthma")

    page = read("/en/feeds/")

    for code in ("en", "hu", "de", "fr", "es", "ar"):
        assert f"/{code}/new/feed.atom" in page
    assert "/en/topics/asthma/feed.atom" in page
