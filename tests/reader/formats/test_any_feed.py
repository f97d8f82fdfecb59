"""What holds for every file, whatever it is: a feed or a refusal, and always safe."""

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medagora.reader.domain.formats.limits import NotAFeed
from medagora.reader.domain.parsed import ParsedEntry, ParsedFeed
from tests.reader.formats.samples import NOW, WHOLE, atom, read, rss

ADDRESS = re.compile(r"https?://[^\s/?#@\"<>]+[^\s\"<>]*")
ACTIVE = re.compile(
    r"<script|<iframe|<style|<form|<[^>]*[\s\"']on\w+=|(?:href|src)=\"\s*javascript:",
    re.IGNORECASE,
)


def read_or_refuse(data: bytes, content_type: str = "") -> ParsedFeed | None:
    try:
        return read(data, content_type)
    except NotAFeed:
        return None


def addresses_in(feed: ParsedFeed) -> list[str]:
    found = [feed.site, feed.image, feed.address, feed.moved_to, feed.hub]
    for entry in feed.entries:
        found += [entry.link, entry.image, entry.chapters, entry.comments]
        found += [file.address for file in entry.enclosures]
    return [address for address in found if address]


def is_sound(entry: ParsedEntry) -> bool:
    texts = [v for f in fields(entry) if isinstance(v := getattr(entry, f.name), str)]
    dates = [d for d in (entry.published_at, entry.updated_at) if d]
    return (
        bool(entry.title or entry.link or entry.enclosures)
        and not ACTIVE.search(re.sub(r'(?:alt|title)="[^"]*"', "", entry.html))
        and all("\x00" not in text and text.encode() for text in texts if text)
        and all(d.utcoffset() == timedelta(0) for d in dates)
        and all(d <= NOW + timedelta(days=1) for d in dates)
        and len(entry.title) <= 300
    )


def check(feed: ParsedFeed | None) -> None:
    if feed is None:
        return
    assert all(map(is_sound, feed.entries))
    assert all(ADDRESS.fullmatch(address) for address in addresses_in(feed))


@given(st.binary(max_size=400), st.sampled_from(["", "text/xml; charset=utf-16"]))
def test_any_bytes_are_a_feed_or_refused(data: bytes, content_type: str) -> None:
    check(read_or_refuse(data, content_type))


@given(st.sampled_from(["<rss><channel>", "<feed>", "<rdf:RDF>", "{"]), st.text())
def test_any_text_behind_a_beginning_is_a_feed_or_refused(
    beginning: str, text: str
) -> None:
    check(read_or_refuse((beginning + text).encode(errors="replace")))


PIECES = st.sampled_from(
    [
        "<item>",
        "</item>",
        "<entry>",
        "<title>",
        "</title>",
        "<link",
        " href='",
        "'>",
        "/>",
        "<description>",
        "<![CDATA[",
        "]]>",
        "&",
        "&lt;",
        "&eacute;",
        "<!--",
        "-->",
        "<?x ",
        "<!DOCTYPE x [",
        "<!ENTITY a 'b'>",
        "]>",
        "&a;",
        "xmlns:dc='u'",
        "<dc:creator>",
        "<",
        "\x00",
        "\x0b",
        "é",
        "😀",
        "javascript:x",
        "http://[",
        "</channel>",
        "x y",
        "<content type='xhtml'>",
        "<pubDate>",
        "31 Feb 2026",
        "xml:base='//['",
        "@",
        "1:2",
    ]
)
MUTATIONS = st.lists(st.tuples(st.integers(0, 10_000), PIECES), max_size=12)


@settings(max_examples=200)
@given(st.sampled_from(sorted(WHOLE)), MUTATIONS, st.booleans())
def test_a_feed_that_was_tampered_with_is_a_feed_or_refused(
    format: str, mutations: list[tuple[int, str]], is_overwritten: bool
) -> None:
    body = WHOLE[format]
    for at, piece in mutations:
        at %= len(body)
        rest = at + len(piece) if is_overwritten else at
        body = body[:at] + piece + body[rest:]

    check(read_or_refuse(body.encode()))


@given(st.sampled_from(sorted(WHOLE)), st.lists(st.integers(0, 255), max_size=20))
def test_the_same_bytes_give_the_same_feed(format: str, noise: list[int]) -> None:
    data = WHOLE[format].encode() + bytes(noise)

    assert read_or_refuse(data) == read_or_refuse(data)


@given(st.text(max_size=80), st.sampled_from([rss, atom]))
def test_a_title_of_any_text_is_one_tidy_line(
    title: str, make: Callable[..., str]
) -> None:
    feed = read_or_refuse(
        make(f"<title><![CDATA[{title}]]></title>").encode(errors="replace")
    )

    for entry in feed.entries if feed else ():
        assert entry.title == " ".join(entry.title.split())


@pytest.mark.parametrize("format", sorted(WHOLE))
def test_every_format_gives_the_same_entry(format: str) -> None:
    feed = read(WHOLE[format])

    entry = feed.entries[0]
    assert feed.format == format
    assert feed.remarks == ()
    assert entry.title == "Statins & sleep"
    assert entry.link == "https://journal.example/1"
    assert entry.authors == ("Ada Lovelace",)
    assert entry.text == "Sleep was good."
    assert entry.published_at is not None
    assert entry.published_at.isoformat() == "2026-03-03T10:00:00+00:00"


def test_a_feed_of_too_many_entries_is_cut() -> None:
    feed = read(rss(*["<title>t</title>"] * 2_500))

    assert len(feed.entries) == 2_000
    assert feed.remarks == ("too_many_entries",)


def test_an_entry_of_endless_html_is_cut() -> None:
    words = "<p>word</p>" * 100_000

    feed = read(rss(f"<title>t</title><description><![CDATA[{words}]]></description>"))

    assert 400_000 < len(feed.entries[0].html) <= 500_100
