"""Looking at an address for what can be followed there, on real servers of loopback."""

import pytest

from medagora.reader.services import discovering
from medagora.reader.services.discovering import Discovery, discover
from tests.reader.conftest import NOW
from tests.web.hostile import Site, loopback_too, redirect, reply, serve

ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Heart news</title><subtitle>All about hearts.</subtitle><id>urn:x</id>
<link href="https://heart.example.org/"/>
<entry><title>First</title><id>1</id><updated>2026-11-22T10:00:00Z</updated>
<published>2026-11-22T10:00:00Z</published></entry>
<entry><title>Second</title><id>2</id><updated>2026-11-21T10:00:00Z</updated></entry>
<entry><title>Third</title><id>3</id><updated>2026-11-20T10:00:00Z</updated></entry>
<entry><title>Fourth</title><id>4</id><updated>2026-11-19T10:00:00Z</updated></entry>
</feed>"""
RSS = b"""<rss version="2.0"><channel><title>Podcast</title>
<item><title>Episode</title><guid>e</guid></item></channel></rss>"""


def page(html: bytes) -> bytes:
    return reply(html, content_type="text/html; charset=utf-8")


def feed(body: bytes = ATOM) -> bytes:
    return reply(body, content_type="application/xml")


def look(site: Site, path: str = "/") -> Discovery:
    return discover(f"{site.url}{path}", now=NOW, policy=loopback_too)


def test_a_feed_itself_is_taken_at_once_with_its_newest_entries() -> None:
    with serve({"/feed": feed()}) as site:
        found = look(site, "/feed")

    (only,) = found.feeds
    assert only.address == f"{site.url}/feed"
    assert (only.title, only.description) == ("Heart news", "All about hearts.")
    assert only.site == "https://heart.example.org/"
    assert [title for title, _day in only.entries] == ["First", "Second", "Third"]
    assert only.entries[0] == ("First", "2026-11-22")
    assert len(site.requests) == 1


def test_what_a_page_announces_is_read_and_dead_ends_are_left_out() -> None:
    html = b"""<title>Hearts</title>
      <link rel=alternate type="application/atom+xml" href="/a.atom">
      <link rel=alternate type="application/rss+xml" href="/p.rss">
      <link rel=alternate type="application/rss+xml" href="/gone.rss">
      <link rel=alternate type="application/rss+xml" href="/page">"""
    answers = {
        "/": page(html),
        "/a.atom": feed(),
        "/p.rss": feed(RSS),
        "/page": page(b"<p>No feed</p>"),
    }
    with serve(answers) as site:
        found = look(site)

    assert found.title == "Hearts"
    assert [one.title for one in found.feeds] == ["Heart news", "Podcast"]
    assert found.failure == ""


def test_the_same_news_in_two_formats_is_one_source() -> None:
    html = b"""<link rel=alternate type="application/atom+xml" href="/a.atom">
      <link rel=alternate type="application/atom+xml" href="/b.atom">"""
    with serve({"/": page(html), "/a.atom": feed(), "/b.atom": feed()}) as site:
        found = look(site)

    assert [one.address for one in found.feeds] == [f"{site.url}/a.atom"]


def test_the_usual_places_are_tried_when_a_page_says_nothing() -> None:
    with serve({"/blog/": page(b"<p>Hello"), "/blog/feed/": feed()}) as site:
        found = look(site, "/blog/")

    assert [one.address for one in found.feeds] == [f"{site.url}/blog/feed/"]


def test_a_profile_is_known_by_its_address_even_if_its_page_is_closed() -> None:
    answers = {"/@doctor.rss": feed()}

    with serve(answers) as site, pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "medagora.reader.domain.discovery.feeds_of_address",
            lambda address: [f"{address}.rss"],
        )
        found = look(site, "/@doctor")

    assert [one.title for one in found.feeds] == ["Heart news"]
    assert found.failure == ""


def test_a_feed_that_moved_for_good_is_offered_where_it_is() -> None:
    answers = {
        "/old": redirect("/new", "301 Moved Permanently"),
        "/for-now": redirect("/new", "302 Found"),
        "/new": feed(),
    }
    with serve(answers) as site:
        moved, lent = look(site, "/old"), look(site, "/for-now")

    assert moved.feeds[0].address == f"{site.url}/new"
    assert lent.feeds[0].address == f"{site.url}/for-now"


def test_a_page_without_news_gives_nothing_and_no_failure() -> None:
    with serve({"/": page(b"<title>Static</title>")}) as site:
        found = look(site)

    assert (found.title, found.feeds, found.failure) == ("Static", (), "")


def test_a_missing_page_says_its_status() -> None:
    with serve({}) as site:
        found = look(site, "/nothing")

    assert (found.failure, found.status) == ("status", 404)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://192.168.1.1/", "http://[::1]/", "ftp://example.org"],
)
def test_private_addresses_are_refused(address: str) -> None:
    assert discover(address, now=NOW).failure == "refused_address"


def test_pages_cannot_send_us_into_a_private_network() -> None:
    html = b'<link rel=alternate type="application/rss+xml" href="http://10.0.0.1/f">'
    with serve({"/": page(html)}) as site:
        assert look(site).feeds == ()


def test_a_server_that_drips_ends_with_the_budget() -> None:
    def drip(head: str) -> list[bytes]:
        site.closing.wait(20)
        return [b""]

    with pytest.MonkeyPatch.context() as patch, serve(drip) as site:
        patch.setattr(discovering, "BUDGET", 0.3)
        found = look(site)

    assert found.failure == "too_slow"


def test_what_is_odd_or_huge_is_no_error() -> None:
    answers = {
        "/": page(b'<a href="/big">RSS</a><a href="/picture">RSS</a>'),
        "/big": feed(b"<rss>" + b"<a>" * 2_000_000),
        "/picture": reply(b"\x89PNG\r\n", content_type="image/png"),
    }
    with serve(answers) as site:
        assert look(site).feeds == ()


def test_journals_podcasts_and_blogs_are_told_apart() -> None:
    journal = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="x"><title>J</title></channel>
      <item rdf:about="y"><title>Paper</title>
      <dc:identifier>doi:10.1000/x</dc:identifier></item></rdf:RDF>"""
    podcast = b"""<rss version="2.0"
      xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>P</title>
      <itunes:author>A</itunes:author><item><title>E</title><guid>e</guid>
      <itunes:duration>60</itunes:duration>
      <enclosure url="https://x.example.org/e.mp3" type="audio/mpeg" length="1"/>
      </item></channel></rss>"""
    with serve({"/j": feed(journal), "/p": feed(podcast)}) as site:
        sorts = [look(site, path).feeds[0].sort for path in ("/j", "/p")]

    assert sorts == ["journal", "podcast"]


def test_the_answer_travels_as_json() -> None:
    with serve({"/feed": feed()}) as site:
        told = look(site, "/feed").as_json()

    assert told["feeds"][0]["title"] == "Heart news"
    assert set(told) == {"address", "title", "feeds", "failure", "status"}
