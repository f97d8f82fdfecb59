"""A search as Atom and JSON Feed, and how browsers and programs learn of it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource

Make = Callable[..., Any]
ATOM, JSON = "/en/search/feed.atom", "/en/search/feed.json"
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "o": "http://a9.com/-/spec/opensearch/1.1/",
}
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def publish(make_resource: Make) -> Make:
    """A resource that was published on a day of May."""

    def make(title: str, day: int, **fields: Any) -> Resource:
        texts = {"en": TextDraft(title, "Why it is here.")}
        resource: Resource = make_resource(texts=texts, **fields)
        at = datetime(2026, 5, day, tzinfo=UTC)
        Resource.objects.filter(pk=resource.pk).update(published_at=at, updated_at=at)
        return resource

    return make


def items(client: Client, query: str) -> list[dict[str, Any]]:
    response = client.get(f"{JSON}?{query}")
    assert response.status_code == 200
    found: list[dict[str, Any]] = json.loads(response.content)["items"]
    return found


def titles(client: Client, query: str) -> list[str]:
    return [item["title"] for item in items(client, query)]


def test_a_search_is_a_json_feed_with_the_newest_first(
    client: Client, publish: Make, indexed: Make
) -> None:
    publish("Asthma asthma asthma", 1)
    newest = publish("A page on asthma and much else", 3)
    publish("Asthma at school", 2)
    publish("Heart failure", 4)
    indexed()

    response = client.get(f"{JSON}?q=asthma")

    feed = response.json()
    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"].startswith("“asthma” on ")
    assert feed["home_page_url"] == f"{SITE}/en/search/?q=asthma"
    assert feed["feed_url"] == f"{SITE}/en/search/feed.json?q=asthma"
    assert [item["title"] for item in feed["items"]] == [
        "A page on asthma and much else",
        "Asthma at school",
        "Asthma asthma asthma",
    ]
    first = feed["items"][0]
    assert first["id"] == f"{SITE}/resource/{newest.uid}/"
    assert first["url"] == f"{SITE}/en/resource/{newest.uid}/"
    assert first["content_text"] == "Why it is here."
    assert first["date_published"].startswith("2026-05-03T")
    assert first["language"] == "en"


def test_atom_says_the_same(client: Client, publish: Make, indexed: Make) -> None:
    publish("Asthma <b>& school</b>", 1)
    publish("Asthma at home", 2)
    indexed()

    response = client.get(f"{ATOM}?q=asthma")

    root: Any = etree.fromstring(response.content)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert root.xpath("//a:entry/a:title/text()", namespaces=NAMES) == [
        "Asthma at home",
        "Asthma <b>& school</b>",
    ]
    assert root.xpath("string(a:link[@rel='self']/@href)", namespaces=NAMES) == (
        f"{SITE}/en/search/feed.atom?q=asthma"
    )


def test_the_parameters_are_those_of_the_page(
    client: Client, publish: Make, indexed: Make
) -> None:
    publish("Asthma by ear", 1, kind="podcast")
    publish("Asthma for doctors", 2, audience="professionals")
    publish("Asthma auf Deutsch", 3, languages=("de",))
    indexed()

    assert titles(client, "q=asthma&kind=podcast") == ["Asthma by ear"]
    assert titles(client, "q=asthma&audience=patients") == ["Asthma by ear"]
    assert titles(client, "q=asthma&language=de") == ["Asthma auf Deutsch"]
    assert len(titles(client, "q=asthma&language=any&page=7")) == 3
    assert client.get(f"{JSON}?q=asthma&kind=book").status_code == 422


def test_a_feed_of_a_kind_needs_no_words(
    client: Client, publish: Make, indexed: Make
) -> None:
    publish("By ear", 1, kind="podcast")
    indexed()

    assert titles(client, "kind=podcast") == ["By ear"]


def test_no_cookie_changes_a_feed(client: Client, publish: Make, indexed: Make) -> None:
    publish("Asthma for doctors", 1, audience="professionals")
    indexed()
    client.cookies["audience"] = "patients"

    assert titles(client, "q=asthma") == ["Asthma for doctors"]


def test_what_has_only_some_of_the_words_is_no_item(
    client: Client, publish: Make, indexed: Make
) -> None:
    publish("Asthma", 1)
    publish("Asthma at school", 2)
    publish("Asthma and school sports", 3)
    publish("Going to school", 4)
    indexed()

    assert titles(client, "q=asthma+zebra") == []
    assert titles(client, "q=asthma+school") == [
        "Asthma and school sports",
        "Asthma at school",
    ]
    assert titles(client, "q=asthma+sports") == ["Asthma and school sports"]


def test_a_reader_that_has_the_feed_already_gets_no_second_copy(
    client: Client, publish: Make, indexed: Make
) -> None:
    publish("Asthma", 1)
    indexed()
    first = client.get(f"{ATOM}?q=asthma")

    again = client.get(
        f"{ATOM}?q=asthma", headers={"if-none-match": first.headers["ETag"]}
    )

    assert again.status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=600"


def test_a_search_for_nothing_is_refused(client: Client, indexed: Make) -> None:
    indexed()

    assert client.get(ATOM).status_code == 422
    assert client.get(f"{JSON}?q=+").status_code == 422


def test_without_an_index_the_feed_is_unavailable_and_not_empty(
    client: Client, publish: Make
) -> None:
    publish("Asthma", 1)

    assert client.get(f"{ATOM}?q=asthma").status_code == 503


def test_a_feed_is_only_read(client: Client, db: None) -> None:
    assert client.post(ATOM).status_code == 405


def test_the_description_of_our_search_names_the_feeds(
    client: Client, db: None
) -> None:
    root: Any = etree.fromstring(client.get("/en/opensearch.xml").content)

    urls = {
        url.get("type"): url.get("template")
        for url in root.xpath("o:Url", namespaces=NAMES)
    }
    assert urls["application/atom+xml"] == f"{SITE}{ATOM}?q={{searchTerms}}"
    assert urls["application/feed+json"] == f"{SITE}{JSON}?q={{searchTerms}}"
    assert reverse("search:feed", kwargs={"form": "atom"}) == ATOM


def test_a_search_with_a_letter_that_xml_cannot_hold_is_a_feed_all_the_same(
    client: Client, publish: Make, indexed: Make
) -> None:
    publish("Asthma", 1)
    indexed()

    response = client.get(f"{ATOM}?q=%01asthma")

    root = etree.fromstring(response.content)
    assert root.findtext("a:title", namespaces=NAMES) == "“asthma” on Medagora"
