"""oEmbed: an editor is given the address of a page and learns how to show it."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client
from django.urls import reverse, set_script_prefix
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from medagora.site import embedding
from medagora.site.embedding import Subject

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
SITE = "http://127.0.0.1:8000"
TOPIC = f"{SITE}/en/topics/asthma/"


def ask(client: Client, status: int = 200, **params: Any) -> Any:
    response = client.get("/oembed", params)
    assert response.status_code == status, response.content.decode()[:400]
    return response


def test_a_topic_is_a_rich_frame(client: Client, asthma: Resource) -> None:
    response = ask(client, url=TOPIC)

    told = response.json()
    frame = told.pop("html")
    assert told == {
        "version": "1.0",
        "type": "rich",
        "title": "Asthma",
        "provider_name": "Medagora",
        "provider_url": f"{SITE}/",
        "cache_age": 86400,
        "thumbnail_url": f"{SITE}/static/web/img/share.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "width": 600,
        "height": 480,
    }
    assert f'src="{SITE}/embed/en/topic/asthma"' in frame
    assert 'title="Asthma · Medagora"' in frame
    assert "allow-scripts" not in frame
    assert "allow-same-origin" not in frame
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"] == "application/json"
    assert not response.cookies


def test_the_frame_leads_to_a_widget_that_may_be_framed(
    client: Client, asthma: Resource
) -> None:
    frame = ask(client, url=TOPIC).json()["html"]
    (source,) = re.findall(r'src="([^"]*)"', frame)

    widget = client.get(urlsplit(source).path)

    assert widget.status_code == 200
    assert "X-Frame-Options" not in widget


def test_xml_says_the_same_as_json(client: Client, make_resource: Make) -> None:
    resource = make_resource(texts={"en": TextDraft('<A> & "b" – é')})
    page = SITE + reverse("site:resource-detail", args=[resource.uid])

    told = ask(client, url=page).json()
    response = ask(client, url=page, format="xml")

    root = etree.fromstring(response.content)
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {
        name: str(value) for name, value in told.items()
    }
    assert unescape(re.findall(r'title="([^"]*)"', told["html"])[0]).startswith(
        '<A> & "b" – é'
    )


def test_a_frame_is_no_larger_than_the_editor_has_room_for(
    client: Client, asthma: Resource
) -> None:
    told = ask(client, url=TOPIC, maxwidth=320, maxheight=200).json()

    assert (told["width"], told["height"]) == (320, 200)
    assert 'width="320" height="200"' in told["html"]
    assert "thumbnail_url" not in told
    assert ask(client, url=TOPIC, maxwidth=2000).json()["width"] == 600


def test_a_collection_names_its_maker(
    client: Client, asthma: Resource, make_collection: Make
) -> None:
    collection = make_collection(asthma)
    page = reverse("catalogue:collection-detail", args=[collection.uid])

    told = ask(client, url=SITE + page).json()

    assert told["author_name"] == "Mia, asthma nurse"


@pytest.mark.parametrize(
    ("params", "status", "field"),
    [
        ({}, 400, "url"),
        ({"url": ""}, 400, "url"),
        ({"url": TOPIC, "maxwidth": "wide"}, 400, "maxwidth"),
        ({"url": TOPIC, "maxwidth": "0"}, 400, "maxwidth"),
        ({"url": TOPIC, "maxheight": "-5"}, 400, "maxheight"),
        ({"url": TOPIC, "maxheight": "٣"}, 400, "maxheight"),
        ({"url": TOPIC, "maxheight": "9" * 400}, 400, "maxheight"),
        ({"url": TOPIC, "format": "yaml"}, 501, None),
        ({"url": "https://evil.example/en/topics/asthma/"}, 404, None),
        ({"url": f"{SITE}/en/topics/none/"}, 404, None),
        ({"url": f"{SITE}/en/account/login/"}, 404, None),
        ({"url": f"{SITE}/embed/en/topic/asthma"}, 404, None),
        ({"url": "http://[::1"}, 404, None),
        ({"url": "x" * 5000}, 404, None),
        ({"url": f"{SITE}/en/topics/\x00/"}, 404, None),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_place(
    client: Client, asthma: Resource, params: Any, status: int, field: str | None
) -> None:
    response = ask(client, status, **params)

    assert response.json().get("field") == field
    assert response.json()["message"]


def test_a_private_collection_is_told_to_nobody(
    client: Client, asthma: Resource, make_collection: Make, member: Any
) -> None:
    collection = make_collection(asthma, visibility="private")
    client.force_login(member)
    page = reverse("catalogue:collection-detail", args=[collection.uid])

    ask(client, 404, url=SITE + page)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_pages_tell_editors_where_to_ask(
    client: Client, asthma: Resource, form: str
) -> None:
    html = client.get("/hu/topics/asthma/").content.decode()

    (tag,) = re.findall(rf'<link[^>]*type="\w+/{form}\+oembed"[^>]*>', html)
    (way,) = re.findall(r'href="([^"]*)"', tag)

    assert unescape(way) == (
        f"{SITE}/oembed?url={quote(SITE + '/hu/topics/asthma/', safe='')}&format={form}"
    )
    answer = client.get(unescape(way).removeprefix(SITE))
    assert "/embed/hu/topic/asthma" in answer.content.decode()


# ---- which page an address names -----------------------------------------------


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        (TOPIC, Subject("topic", "asthma", "en")),
        ("https://127.0.0.1:8000/hu/topics/asthma/", Subject("topic", "asthma", "hu")),
        ("/ar/resource/abc/?x=1#top", Subject("resource", "abc", "ar")),
        ("/en/collections/abc/", Subject("collection", "abc", "en")),
        ("/en/community/hats/abc/", Subject("prescribed", "abc", "en")),
        ("en/topics/asthma/", None),
        ("/xx/topics/asthma/", None),
        ("/en/topics/", None),
        ("//evil.example/en/topics/asthma/", None),
        ("http://127.0.0.1:8000@evil.example/en/topics/asthma/", None),
        ("http://127.0.0.1/en/topics/asthma/", None),
        ("javascript:/en/topics/asthma/", None),
        ("", None),
    ],
)
def test_an_address_names_a_page_of_ours_or_nothing(
    address: str, subject: Subject | None
) -> None:
    assert embedding.subject_of(address) == subject


def test_each_page_is_found_by_its_own_address() -> None:
    for kind in embedding.PAGES:
        subject = Subject(kind, "abc", "de")

        assert embedding.subject_of(subject.page) == subject


def test_a_site_below_a_path_finds_its_pages() -> None:
    set_script_prefix("/web/")
    try:
        found = embedding.subject_of("/web/en/topics/asthma/")
    finally:
        set_script_prefix("/")

    assert found == Subject("topic", "asthma", "en")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    url=st.one_of(
        st.text(max_size=60),
        st.text("/:?#@%[]\\ent.0", max_size=30).map(lambda rest: SITE + "/en/" + rest),
    ),
    maxwidth=st.text(max_size=8),
    form=st.sampled_from(["json", "xml", "", "a"]),
)
def test_nothing_that_is_asked_breaks_it(
    client: Client, url: str, maxwidth: str, form: str
) -> None:
    url = url.encode("utf-8", "ignore").decode()
    maxwidth = maxwidth.encode("utf-8", "ignore").decode()

    response = client.get("/oembed", {"url": url, "maxwidth": maxwidth, "format": form})

    assert response.status_code in {400, 404, 501}
    assert json.loads(response.content)["message"]
