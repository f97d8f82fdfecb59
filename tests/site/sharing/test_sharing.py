"""Sharing by plain links, and the way to somebody's own Mastodon server."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from PIL import Image

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
SITE = "http://127.0.0.1:8000"
MASTODON = "/en/share/mastodon/"
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def shared(html: str) -> str:
    """The part of the page with the ways to share it."""
    return html.split("<summary>Share</summary>")[1].split("</details>")[0]


def hrefs(html: str) -> list[str]:
    return list(map(unescape, re.findall(r'href="([^"]*)"', html)))


def test_each_way_is_a_plain_link_with_title_and_address(
    client: Client, make_resource: Make
) -> None:
    resource = make_resource(texts={"en": TextDraft("Asthma & “you”: 50% #1")})
    page = reverse("site:resource-detail", args=[resource.uid])

    mail, bluesky, whatsapp, _widget = hrefs(shared(client.get(page).content.decode()))

    words = f"Asthma & “you”: 50% #1\n{SITE}{page}"
    assert parse_qs(urlsplit(mail).query) == {
        "subject": ["Asthma & “you”: 50% #1"],
        "body": [words.replace("\n", "\r\n")],
    }
    assert bluesky.startswith("https://bsky.app/intent/compose?")
    assert whatsapp.startswith("https://wa.me/?")
    for link in (bluesky, whatsapp):
        assert parse_qs(urlsplit(link).query) == {"text": [words]}


def test_sharing_needs_no_script_and_nothing_from_elsewhere(
    client: Client, asthma: Resource
) -> None:
    html = client.get("/en/topics/asthma/").content.decode()

    assert not re.search(r"<script|<img|<iframe", shared(html))
    sources = re.findall(r'<(?:script|link|img|iframe)[^>]*\b(?:src)="([^"]*)"', html)
    assert all(source.startswith("/static/") for source in sources)


def test_what_only_some_may_read_offers_no_way_to_share_it(
    client: Client, asthma: Resource, make_collection: Make, member: Any
) -> None:
    collection = make_collection(asthma, visibility="private")
    client.force_login(member)
    page = reverse("catalogue:collection-detail", args=[collection.uid])

    html = client.get(page).content.decode()

    assert "<summary>Share</summary>" not in html
    assert "oembed" not in html


def test_a_pressed_button_goes_on_to_the_server(client: Client) -> None:
    asked = {"server": "@anna@Mastodon.Social", "text": "Asthma & you\nhttp://a.b/"}

    response = client.get(MASTODON, asked, headers=FROM_HERE)

    html = response.content.decode()
    target = (
        "https://mastodon.social/share?text=Asthma%20%26%20you%20http%3A%2F%2Fa.b%2F"
    )
    assert f'http-equiv="refresh" content="0; url={target}"' in html
    assert target in hrefs(html)
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_whoever_was_sent_here_sees_first_where_it_leads(
    client: Client, site: str
) -> None:
    headers = {"Sec-Fetch-Site": site} if site else {}

    response = client.get(MASTODON, {"server": "evil.example.com"}, headers=headers)

    html = response.content.decode()
    assert response.status_code == 200
    assert "http-equiv" not in html
    assert "leads to evil.example.com, which is not ours" in html


@pytest.mark.parametrize(
    "server", ["localhost", "10.0.0.1", "a.internal", "x/y", "a.de:22", "javascript:x"]
)
def test_no_way_leads_to_private_or_odd_hosts(client: Client, server: str) -> None:
    response = client.get(
        MASTODON, {"server": server, "text": "Keep me"}, headers=FROM_HERE
    )

    html = response.content.decode()
    assert response.status_code == 422
    assert "http-equiv" not in html
    assert "/share?text=" not in html
    assert 'aria-invalid="true"' in html
    assert 'value="Keep me"' in html


def test_without_a_server_it_asks_for_one(client: Client) -> None:
    response = client.get(MASTODON, {"text": "Asthma"})

    assert response.status_code == 200
    assert 'name="server" required' in response.content.decode()


def test_words_cannot_leave_their_place(client: Client) -> None:
    nasty = '"><script>alert(1)</script>\x00' + "x" * 3000

    for server in ("mastodon.social", nasty):
        response = client.get(MASTODON, {"server": server, "text": nasty})

        assert "<script>alert" not in response.content.decode()


# ---- the page that hands out a widget ---------------------------------------


def test_the_lines_to_copy_show_what_the_page_shows(
    client: Client, asthma: Resource
) -> None:
    asked = {"address": f"{SITE}/hu/topics/asthma/", "look": "dark"}
    response = client.get("/en/embed/", asked)

    html = response.content.decode()
    lines = unescape(
        html.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    )
    assert lines.startswith(f'<iframe src="{SITE}/embed/hu/topic/asthma?look=dark" ')
    assert 'src="/embed/hu/topic/asthma?look=dark"' in html
    assert response["Content-Security-Policy"].endswith("; frame-src 'self'")
    assert client.get("/embed/hu/topic/asthma?look=dark").status_code == 200


def test_an_example_stands_there_before_anything_is_asked(
    client: Client, asthma: Resource
) -> None:
    assert 'src="/embed/en/topic/asthma"' in client.get("/en/embed/").content.decode()


def test_an_empty_site_explains_without_an_example(client: Client) -> None:
    response = client.get("/en/embed/")

    assert response.status_code == 200
    assert "<iframe" not in response.content.decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("https://evil.example/", 422),
        ("javascript:alert(1)", 422),
        ("x" * 5000, 422),
        ('"><b>\x00', 422),
        ("/en/topics/none/", 404),
    ],
)
def test_an_address_that_is_none_is_refused_in_place(
    client: Client, address: str, status: int
) -> None:
    response = client.get("/en/embed/", {"address": address})

    html = response.content.decode()
    assert response.status_code == status
    assert 'role="alert"' in html
    assert "<iframe" not in html
    assert "<b>" not in html


# ---- how a shared link looks ------------------------------------------------


def test_pages_say_how_they_look_when_shared(client: Client, asthma: Resource) -> None:
    html = client.get("/hu/topics/asthma/").content.decode()

    told = dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)"', html))
    assert told["og:title"] == "Asthma magyarul"
    assert told["og:url"] == f"{SITE}/hu/topics/asthma/"
    assert told["og:locale"] == "hu_HU"
    assert told["og:type"] == "website"
    assert told["og:description"]
    assert told["og:image"] == f"{SITE}/static/web/img/share.png"
    others = re.findall(r'og:locale:alternate" content="([^"]*)"', html)
    assert others == ["en_US", "de_DE", "fr_FR", "es_ES", "ar_EG"]
    assert "twitter:" not in html
    assert f'rel="canonical" href="{SITE}/hu/topics/asthma/"' in html


def test_the_picture_is_as_large_as_is_said() -> None:
    with Image.open(finders.find("web/img/share.png") or "") as picture:
        assert picture.size == (1200, 630)
