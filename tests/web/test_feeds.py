"""Feeds as Atom and as JSON Feed say the same."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import RequestFactory
from lxml import etree

from medagora.web.feeds import (
    FeedDocument,
    FeedFile,
    FeedItem,
    respond,
    write_atom,
    write_json,
)

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ITEM = FeedItem(
    id="https://example.org/resource/a/",
    address="https://example.org/en/resource/a/",
    title="Cures <b>& claims</b>",
    summary="a < b & c",
    published_at=AT,
    updated_at=AT.replace(hour=13),
    language="hu",
    tags=("podcast",),
)
FEED = FeedDocument(
    title="New",
    description="What is new",
    address="https://example.org/en/new/feed.atom",
    page="https://example.org/en/new/",
    author="Medagora",
    language="en",
    items=[ITEM],
)
NAMES = {"a": "http://www.w3.org/2005/Atom"}


def test_atom_marks_the_language_of_each_entry_and_escapes_words() -> None:
    root: Any = etree.fromstring(write_atom(FEED).encode())

    entry = root.xpath("a:entry", namespaces=NAMES)[0]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "hu"
    assert entry.xpath("string(a:title)", namespaces=NAMES) == ITEM.title
    assert entry.xpath("string(a:summary)", namespaces=NAMES) == "a &lt; b &amp; c"
    assert root.xpath("string(a:updated)", namespaces=NAMES).startswith("2026-11-23T13")


def test_what_xml_cannot_hold_is_left_out_of_every_word() -> None:
    """The title of a search is what somebody typed; tags come from others' feeds."""
    file = FeedFile("https://example.org/a.mp3", "audio/\x01mpeg")
    item = replace(ITEM, tags=("a\x01b",), files=(file,))
    feed = replace(FEED, title="a\x01b\ud800", items=[item])

    root: Any = etree.fromstring(write_atom(feed).encode())

    assert root.xpath("string(a:title)", namespaces=NAMES) == "ab"
    assert root.xpath("string(//a:category/@term)", namespaces=NAMES) == "ab"
    assert root.xpath("string(//a:link/@type)", namespaces=NAMES) == "audio/mpeg"


def test_an_entry_in_the_feeds_own_language_is_not_marked() -> None:
    feed = replace(FEED, items=[replace(ITEM, language="en")])

    assert write_atom(feed).count("xml:lang") == 1


def test_json_says_the_same() -> None:
    feed = json.loads(write_json(FEED))

    assert feed["items"][0]["content_text"] == "a < b & c"
    assert feed["items"][0]["language"] == "hu"
    assert feed["items"][0]["date_published"] == "2026-11-23T12:00:00.000000Z"


def test_an_empty_feed_is_the_same_for_ever() -> None:
    empty = replace(FEED, items=[])

    assert write_atom(empty) == write_atom(empty)
    assert "1970-01-01" in write_atom(empty)


@pytest.mark.parametrize("form", ["atom", "json"])
def test_who_has_it_already_is_told_so(form: str) -> None:
    requests = RequestFactory()
    first = respond(requests.get("/"), FEED, form)

    again = respond(
        requests.get("/", headers={"If-None-Match": first["ETag"]}), FEED, form
    )

    assert (first.status_code, again.status_code) == (200, 304)


def test_another_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        respond(RequestFactory().get("/"), FEED, "rss")
