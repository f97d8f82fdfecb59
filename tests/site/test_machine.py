"""Pages for programs: sitemaps, robots.txt, the description of our search."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.people.models import Person
from medagora.site import sitemaps
from tests.site.conftest import parse_xml

Make = Callable[..., Any]
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
SITE = "http://127.0.0.1:8000"


def locations(client: Client, path: str) -> list[str]:
    response: Any = client.get(path)
    assert response.status_code == 200
    root = parse_xml(response.getvalue())
    found: list[str] = root.xpath("//s:loc/text()", namespaces=NAMES)
    return found


def test_every_public_page_is_listed_in_every_language(
    client: Client, make_topic: Make, make_resource: Make, member: Person
) -> None:
    make_topic("asthma")
    resource, candidate = make_resource(), make_resource(state="candidate")
    shown, hidden = (
        catalogue.create_collection(
            CollectionDraft("List", "Mia", "en", visibility=visibility), by=member
        )
        for visibility in ("public", "unlisted")
    )

    parts = locations(client, "/sitemap.xml")
    pages = [
        page for part in parts for page in locations(client, part.removeprefix(SITE))
    ]

    for code in ("en", "hu", "de", "fr", "es", "ar"):
        assert f"{SITE}/{code}/" in pages
        assert f"{SITE}/{code}/topics/asthma/" in pages
        assert f"{SITE}/{code}/resource/{resource.uid}/" in pages
        assert f"{SITE}/{code}/collections/{shown.uid}/" in pages
    assert not any(candidate.uid in page or hidden.uid in page for page in pages)
    assert len(pages) == len(set(pages))


def test_each_page_names_its_other_languages(client: Client, make_topic: Make) -> None:
    make_topic("asthma")

    response: Any = client.get("/sitemap-topics-1.xml")
    part = parse_xml(response.getvalue())

    first = part.xpath("s:url", namespaces=NAMES)[0]
    codes = first.xpath("x:link/@hreflang", namespaces=NAMES)
    assert codes == ["en", "hu", "de", "fr", "es", "ar", "x-default"]
    assert first.xpath("s:lastmod/text()", namespaces=NAMES)


def test_parts_stay_small_and_lose_nothing(
    client: Client, make_topic: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "PART_SIZE", 2)
    slugs = {make_topic().slug for _ in range(5)}

    parts = [part for part in locations(client, "/sitemap.xml") if "topics" in part]
    pages = [locations(client, part.removeprefix(SITE)) for part in parts]

    assert [len(part) for part in pages] == [12, 12, 6]
    assert {page.split("/")[-2] for part in pages for page in part} == slugs


@pytest.mark.parametrize(
    "path", ["/sitemap-topics-1.xml", "/sitemap-pages-2.xml", "/sitemap-people-1.xml"]
)
def test_a_part_that_does_not_exist_is_not_found(
    client: Client, db: None, path: str
) -> None:
    assert client.get(path).status_code == 404


def test_robots_are_kept_from_accounts_and_endless_lists_and_shown_the_map(
    client: Client,
) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /*/account/" in lines
    assert "Disallow: /*/search/" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert "Disallow: /" not in lines


def test_browsers_learn_how_to_search_in_the_readers_language(
    client: Client, db: None
) -> None:
    response = client.get("/hu/opensearch.xml")

    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    description = parse_xml(response.content)
    assert description.xpath("string(o:Url/@template)", namespaces=names) == (
        f"{SITE}/hu/search/?q={{searchTerms}}"
    )
    assert '/hu/opensearch.xml"' in client.get("/hu/").content.decode()
