"""What a machine sees on a page; the page is hostile."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.domain.words import Kind
from medagora.curation.domain.inspect import (
    MOST_BYTES,
    FeedSeen,
    Findings,
    Page,
    inspect_page,
)
from medagora.curation.domain.page_kinds import guess_kind

HERE = "https://www.example.org/asthma/"
NAME = "<title>magas vérnyomás</title>"
LONG = "A magas vérnyomás kezelése. " * 30


def look(
    body: str | bytes,
    *,
    content_type: str = "text/html",
    language: str = "",
    **page: str,
) -> Findings:
    data = body.encode() if isinstance(body, str) else body
    place = {"address": HERE, **page}
    return inspect_page(
        Page(content_type=content_type, body=data, **place), lambda text: language
    )


def test_a_page_tells_its_name_words_language_publisher_and_feeds() -> None:
    findings = look(
        """<!doctype html><html lang="hu-HU"><head>
        <title> Asztma \n és allergia </title>
        <meta name="description" content="Minden az asztmáról.">
        <meta property="og:site_name" content="Tüdőgyógyászat">
        <link rel="canonical" href="/asztma?utm_source=x">
        <link rel="alternate" type="application/rss+xml" title="Hírek" href="/feed">
        <link rel="alternate" type="application/rss+xml" title="Comments" href="/c">
        <link rel="alternate" hreflang="en" href="/en">
        </head><body>"""
    )

    assert findings == Findings(
        title="Asztma és allergia",
        description="Minden az asztmáról.",
        language="hu",
        kind="website",
        publisher="Tüdőgyógyászat",
        canonical="https://www.example.org/asztma",
        feeds=(FeedSeen("https://www.example.org/feed", "Hírek"),),
    )


def test_a_page_without_a_title_is_called_by_its_heading() -> None:
    assert look("<h1>Asthma <i>and</i> you</h1>").title == "Asthma and you"
    assert look("<svg><title>icon</title></svg><h1>Asthma</h1>").title == "Asthma"
    assert look('<meta property="og:title" content="Asthma">').title == "Asthma"


def test_a_long_text_tells_its_language_better_than_a_template() -> None:
    page = f'<html lang="en"><body><p>{LONG}</p>'

    assert look(page, language="hu").language == "hu"
    assert look(page, language="").language == "en"


def test_a_short_text_is_asked_last() -> None:
    assert look("<html lang=de><p>Hallo", language="nl").language == "de"
    assert look("<p>Hallo", language="de").language == "de"
    assert look("<p>Hallo", content_language="de").language == "de"
    assert look("<html lang=zzz-not><p>", language="").language == ""


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (
            "<title>magas vérnyomás</title>".encode("iso8859-2"),
            "text/html; charset=iso-8859-2",
        ),
        (
            '<meta charset="windows-1250"><title>magas vérnyomás</title>'.encode(
                "cp1250"
            ),
            "text/html",
        ),
        ("<title>magas vérnyomás</title>".encode("utf-16"), "text/html"),
        ("\ufeff<title>magas vérnyomás</title>".encode(), "text/html"),
        ("<title>magas vérnyomás</title>".encode(), "text/html; charset=nonsense"),
        ("<title>magas vérnyomás</title>".encode("cp1252"), "text/html"),
        (
            b'<?xml version="1.0" encoding="UTF-8"?><html><title>'
            + "magas vérnyomás</title></html>".encode(),
            "application/xhtml+xml",
        ),
    ],
)
def test_letters_survive_every_encoding(body: bytes, content_type: str) -> None:
    assert look(body, content_type=content_type).title == "magas vérnyomás"


def test_what_a_page_says_of_itself_gives_its_kind() -> None:
    course = json.dumps({"@graph": [{"@type": ["Course"], "publisher": {"name": "U"}}]})

    findings = look(f'<script type="application/ld+json">{course}</script>')

    assert (findings.kind, findings.publisher) == (Kind.COURSE, "U")
    assert look('<meta property="og:type" content="article">').kind == Kind.ARTICLE
    assert look('<meta name="citation_title" content="x">').kind == Kind.ARTICLE


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://www.youtube.com/@clinic", Kind.VIDEO_CHANNEL),
        ("https://podcasts.apple.com/us/podcast/x/id1", Kind.PODCAST),
        ("https://play.google.com/store/apps/details?id=x", Kind.APP),
        ("https://www.facebook.com/groups/asthma", Kind.COMMUNITY),
        ("https://www.facebook.com/asthma", Kind.SOCIAL_ACCOUNT),
        ("https://hu.wikipedia.org/wiki/Asztma", Kind.WIKI_PAGE),
        ("https://doctor.blogspot.com/", Kind.BLOG),
        ("https://www.example.org/blog/", Kind.BLOG),
        ("https://blog.example.org/", Kind.BLOG),
        ("https://www.nice.org.uk/guidance/ng80", Kind.GUIDELINE),
        ("https://forum.example.org/", Kind.COMMUNITY),
        ("https://www.example.org/newsletter", Kind.WEBSITE),
        ("https://notyoutube.com/@x", Kind.WEBSITE),
    ],
)
def test_a_place_gives_a_kind(address: str, kind: Kind) -> None:
    assert guess_kind(address) is kind


def test_the_address_of_a_feed_is_a_feed() -> None:
    feed = """<?xml version="1.0"?><rss xmlns:itunes="x"><channel>
    <title><![CDATA[Heart talk]]></title><language>en-gb</language><itunes:author/>"""

    findings = look(feed, content_type="text/xml", address="https://x.example.org/rss")

    assert findings.title == "Heart talk"
    assert (findings.language, findings.kind) == ("en", Kind.PODCAST)
    assert findings.feeds == (FeedSeen("https://x.example.org/rss"),)


def test_a_document_that_is_no_page_gives_only_a_kind() -> None:
    assert look(b"%PDF-1.7", content_type="application/pdf") == Findings(kind="website")


def test_addresses_that_lead_elsewhere_are_left_out() -> None:
    findings = look(
        """<base href="javascript:x"><link rel=canonical href="http://[bad">
        <link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">
        <link rel="alternate" type="application/rss+xml" href="http://127.0.0.1/feed">"""
    )

    assert findings.canonical == ""
    assert findings.feeds == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 1000,
        b"<div>" * 100_000,
        b"<title>" + b"x" * 500_000,
        b"<a href='" * 50_000,
        b"<meta name=description content='" + b"y" * 500_000,
        b"<link rel=alternate type=application/rss+xml href=/f>" * 20_000,
        b"<script type=application/ld+json>" + b"[" * 100_000 + b"</script>",
        b'<script type=application/ld+json>{"@type": 5, "publisher": {"name": 1}}',
        b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><title>&b;</title>',
        b"<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><title>&f;</title>",
        b"<p>" * (MOST_BYTES // 2),
    ],
)
def test_a_hostile_page_gives_small_findings(body: bytes) -> None:
    findings = look(body)

    assert len(findings.title) <= 300
    assert len(findings.description) <= 1000
    assert len(findings.feeds) <= 5
    assert "root:" not in findings.title


@given(st.binary(max_size=300), st.sampled_from(["text/html", "text/xml", "", "x/y"]))
def test_whatever_comes_findings_come_out(body: bytes, content_type: str) -> None:
    assert look(body, content_type=content_type)
