"""The widget: the one page that any site may frame, and nothing else is."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.people.models import Person
from medagora.site.views.embed import POLICY
from tests.people.hats.building import give_hat

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
CSS = Path(__file__).parents[3] / "medagora"


def frame(client: Client, path: str, status: int = 200) -> HttpResponse:
    response = client.get(f"/embed/{path}")
    assert response.status_code == status, response.content.decode()[:400]
    return response  # type: ignore[return-value]  # the client's own kind


def links(response: HttpResponse) -> list[str]:
    tags = re.findall(r"<a [^>]*>", response.content.decode())
    assert all('target="_blank" rel="noopener"' in tag for tag in tags)
    return [unescape(re.findall(r'href="([^"]*)"', tag)[0]) for tag in tags]


def rows(response: HttpResponse) -> int:
    return response.content.decode().count("<li>")


def test_a_topic_shows_its_newest_resources_and_leads_to_them(
    client: Client, asthma: Resource
) -> None:
    response = frame(client, "en/topic/asthma")

    here = "http://127.0.0.1:8000/en/"
    assert links(response) == [
        f"{here}topics/asthma/",
        f"{here}resource/{asthma.uid}/",
        "https://www.nhs.uk/conditions/asthma/",
        here,
    ]


def test_it_is_a_page_without_cookie_script_or_anything_from_elsewhere(
    client: Client, asthma: Resource
) -> None:
    response = frame(client, "en/topic/asthma")

    html = response.content.decode()
    assert not response.cookies
    assert not re.search(r"<script|<form|<img|<iframe|\son\w+=|\sstyle=", html)
    loaded = re.findall(r'<link[^>]*href="([^"]*)"', html)
    assert all(address.startswith("/static/") for address in loaded)
    assert "Cookie" not in response["Vary"]


def test_only_the_widget_can_be_framed(client: Client, asthma: Resource) -> None:
    widget = frame(client, "en/topic/asthma")
    gone = frame(client, "en/topic/none", 404)

    for response in (widget, gone):
        assert response["Content-Security-Policy"] == POLICY
        assert "frame-ancestors *" in POLICY
        assert "X-Frame-Options" not in response
    for path in (
        "/en/",
        "/en/topics/asthma/",
        f"/en/resource/{asthma.uid}/",
        f"/en/resource/{asthma.uid}/cite.bib",
        "/en/embed/",
        "/en/embed/?address=/en/topics/asthma/",
        "/en/share/mastodon/",
        "/oembed?url=http://127.0.0.1:8000/en/topics/asthma/",
        "/embed/en/topic/",
        "/en/search/?q=asthma",
        "/en/account/login/",
        "/en/no-such-page/",
    ):
        other = client.get(path)
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"], path
        assert other["X-Frame-Options"] == "DENY", path


def test_a_browser_that_has_it_is_told_so_and_may_still_frame_it(
    client: Client, asthma: Resource
) -> None:
    first = frame(client, "en/topic/asthma")

    again = client.get(
        "/embed/en/topic/asthma", headers={"If-None-Match": first["ETag"]}
    )

    assert again.status_code == 304
    assert first["Cache-Control"] == again["Cache-Control"] == "public, max-age=600"
    assert again["Content-Security-Policy"] == POLICY
    assert "X-Frame-Options" not in again


def test_the_address_alone_decides_what_is_kept_for_all(
    client: Client, asthma: Resource, member: Person
) -> None:
    plain = frame(client, "en/topic/asthma").content
    client.force_login(member)
    client.cookies["audience"] = "professionals"
    client.cookies["language"] = "hu"

    response = client.get("/embed/en/topic/asthma", headers={"Accept-Language": "de"})

    assert response.content == plain


def test_it_speaks_the_language_of_its_address(
    client: Client, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    make_resource(
        languages=("ar",), topics=("asthma",), texts={"ar": TextDraft("الربو")}
    )

    html = frame(client, "ar/topic/asthma").content.decode()

    assert '<html lang="ar" dir="rtl">' in html
    assert "الربو" in html
    assert html.count("<li>") == 1
    assert frame(client, "ar/topic/asthma")["Content-Language"] == "ar"


def test_a_resource_says_why_it_was_chosen(client: Client, asthma: Resource) -> None:
    response = frame(client, f"hu/resource/{asthma.uid}")

    html = response.content.decode()
    assert '<h1 lang="en" dir="ltr">' in html
    assert '<p lang="en" dir="ltr">In plain words.</p>' in html
    assert "https://www.nhs.uk/conditions/asthma/" in links(response)


def test_what_is_no_longer_listed_is_not_shown(
    client: Client, asthma: Resource, make_resource: Make, operator: Person
) -> None:
    candidate = make_resource(state="candidate")
    publishing.move(asthma, Move.RETIRE, by=operator, at=timezone.now())

    for uid in (asthma.uid, candidate.uid, "none"):
        html = frame(client, f"en/resource/{uid}", 404).content.decode()
        assert "Asthma" not in html
    assert rows(frame(client, "en/topic/asthma")) == 0


def test_a_collection_shows_its_makers_name_and_notes(
    client: Client, asthma: Resource, make_collection: Make
) -> None:
    collection = make_collection(asthma)

    html = frame(client, f"en/collection/{collection.uid}").content.decode()

    assert "by Mia, asthma nurse" in html
    assert "Asthma &amp; you" in html


def test_a_private_collection_stays_private_for_its_owner_too(
    client: Client, asthma: Resource, make_collection: Make, member: Person
) -> None:
    collection = make_collection(asthma, visibility="private")
    client.force_login(member)

    html = frame(client, f"en/collection/{collection.uid}", 404).content.decode()

    assert "First steps" not in html


def test_a_professional_shows_what_they_collected_under_their_name(
    client: Client, asthma: Resource, make_collection: Make, member: Person
) -> None:
    make_collection(asthma)
    make_collection(asthma, title="Not for all", visibility="unlisted")
    named = give_hat(member, "nurse", shows_name=True)
    under_alias = give_hat(member, "physician", shows_name=False)

    html = frame(client, f"en/prescribed/{named.uid}").content.decode()

    assert "Mia" in html
    assert "First steps" in html
    assert "Not for all" not in html
    frame(client, f"en/prescribed/{under_alias.uid}", 404)


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", 6), ("?count=2", 2), ("?count=0", 1), ("?count=999", 8), ("?count=-1", 6),
     ("?count=٣", 6), ("?count=1e9", 6), ("?count=99999999999", 6)],
)  # fmt: skip
def test_as_many_rows_as_asked_for_within_reason(
    client: Client, asthma: Resource, make_resource: Make, query: str, expected: int
) -> None:
    for _ in range(7):
        make_resource(topics=("asthma",))

    response = frame(client, f"en/topic/asthma{query}")

    assert rows(response) == expected
    assert ("See all of it" in response.content.decode()) is (expected < 8)


def test_rows_can_be_those_for_patients(
    client: Client, asthma: Resource, make_resource: Make
) -> None:
    make_resource(topics=("asthma",), audience="professionals")

    assert rows(frame(client, "en/topic/asthma?for=patients")) == 1
    assert rows(frame(client, "en/topic/asthma?for=nonsense")) == 2


def test_ten_more_rows_cost_no_more_queries(
    client: Client,
    asthma: Resource,
    make_resource: Make,
    count_queries: Callable[[str], int],
) -> None:
    before = count_queries("/embed/en/topic/asthma?count=20")

    for _ in range(10):
        make_resource(topics=("asthma",))

    assert count_queries("/embed/en/topic/asthma?count=20") == before


@pytest.mark.parametrize(
    "path", ["xx/topic/asthma", "en/user/asthma", "en/topic/none", "en/prescribed/none"]
)
def test_a_wrong_address_says_so_in_the_frame(client: Client, path: str) -> None:
    html = frame(client, path, 404).content.decode()

    assert '<p class="quiet">' in html
    assert "<h1" not in html


def test_words_of_others_cannot_leave_their_place(
    client: Client, make_resource: Make
) -> None:
    nasty = '"><script>alert(1)</script>'
    resource = make_resource(texts={"en": TextDraft(nasty, nasty)}, publisher=nasty)

    html = frame(client, f"en/resource/{resource.uid}?look={nasty}").content.decode()

    assert "<script" not in html


@pytest.mark.parametrize("look", ["light", "dark"])
def test_forced_colours_are_those_of_the_site(client: Client, look: str) -> None:
    tokens = (CSS / "web/static/web/css/tokens.css").read_text()
    ours = (CSS / "site/static/site/embed.css").read_text()
    theirs = {
        "light": tokens.split("@media")[0],
        "dark": tokens.split("prefers-color-scheme: dark) {")[1].split("@media")[0],
    }[look]
    forced = ours.split(f'[data-look="{look}"] {{')[1].split("}")[0]

    colours = re.findall(r"(--[\w-]+): (#\w+);", forced)

    assert colours
    assert set(colours) <= set(re.findall(r"(--[\w-]+): (#\w+);", theirs))


def test_ways_to_it_are_on_the_pages(
    client: Client, asthma: Resource, make_collection: Make
) -> None:
    collection = make_collection(asthma)
    for page in (
        "/en/topics/asthma/",
        f"/en/resource/{asthma.uid}/",
        reverse("catalogue:collection-detail", args=[collection.uid]),
    ):
        html = client.get(page).content.decode()
        (way,) = re.findall(r'href="(/en/embed/\?[^"]*)"', html)

        offered = client.get(unescape(way)).content.decode()

        assert 'src="/embed/en/' in offered
