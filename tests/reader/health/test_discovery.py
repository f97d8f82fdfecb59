"""Where a page's news may be: told by its address, by the page, or worth a try."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.discovery import (
    MOST_FOUND,
    Found,
    Page,
    feeds_of_address,
    feeds_on_page,
    places_to_try,
    title_of_page,
)

ADDRESS = "https://www.example.org/blog/post.html"


def page(html: str, address: str = ADDRESS, kind: str = "text/html") -> Page:
    return Page(address, kind, html.encode())


def addresses(html: str, address: str = ADDRESS) -> list[str]:
    return [found.address for found in feeds_on_page(page(html, address))]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        (
            "https://www.youtube.com/channel/UC0123456789abcdefghijkl/videos",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789abcdefghijkl",
        ),
        (
            "https://youtube.com/user/nejmvideo",
            "https://www.youtube.com/feeds/videos.xml?user=nejmvideo",
        ),
        ("https://mastodon.social/@nature", "https://mastodon.social/@nature.rss"),
        (
            "https://old.reddit.com/r/medicine/top/",
            "https://www.reddit.com/r/medicine/.rss",
        ),
        ("https://medium.com/@bertalan", "https://medium.com/feed/@bertalan"),
        ("https://erictopol.substack.com/p/x", "https://erictopol.substack.com/feed"),
        (
            "http://casesblog.blogspot.com/2020/01/a.html",
            "https://casesblog.blogspot.com/feeds/posts/default",
        ),
        ("https://health.wordpress.com", "https://health.wordpress.com/feed"),
        ("https://www.nature.com/nm/articles", "https://www.nature.com/nm.rss"),
        (
            "https://thorax.bmj.com/content/75/1",
            "https://thorax.bmj.com/rss/current.xml",
        ),
        (
            "https://journals.plos.org/plosmedicine/",
            "https://journals.plos.org/plosmedicine/feed/atom",
        ),
        (
            "https://www.biorxiv.org/collection/cancer-biology",
            "https://connect.biorxiv.org/biorxiv_xml.php?subject=cancer_biology",
        ),
        (
            "https://www.medrxiv.org/",
            "https://connect.medrxiv.org/medrxiv_xml.php?subject=all",
        ),
        (
            "https://www.thelancet.com/journals/lanonc/home",
            "https://www.thelancet.com/rssfeed/lanonc_current.xml",
        ),
        (
            "https://onlinelibrary.wiley.com/journal/13652222",
            "https://onlinelibrary.wiley.com/action/showFeed?jc=13652222&type=etoc&feed=rss",
        ),
        (
            "https://bmcmedicine.biomedcentral.com/",
            "https://bmcmedicine.biomedcentral.com/articles/most-recent/rss.xml",
        ),
    ],
)
def test_an_address_alone_tells_the_feed_of_known_platforms(
    address: str, feed: str
) -> None:
    assert feeds_of_address(address) == [feed]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/",
        "https://notyoutube.com/channel/UC0123456789abcdefghijkl",
        "https://www.bmj.com/content/1",
        "https://vimeo.com/123456",
        "https://[broken",
        "",
    ],
)
def test_other_addresses_tell_nothing(address: str) -> None:
    assert feeds_of_address(address) == []


def test_what_a_page_announces_is_found_with_its_name() -> None:
    html = """<html><head><base href="https://www.example.org/base/">
      <link rel="alternate" type="application/rss+xml" title=" New  papers "
            href="a.xml">
      <link rel="ALTERNATE stylesheet" type="application/atom+xml; charset=utf-8"
            href="/b.atom#top">
      <link rel="alternate" type="application/feed+json" href="//cdn.example.net/c">
      <link rel="alternate" type="text/xml" href="/rss/d.xml">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/feed/1">
      <link rel="alternate" hreflang="de" href="/de/">
      <link rel="stylesheet" type="application/rss+xml" href="/no.xml">
      <a href="/feed/">RSS</a></html>"""

    assert feeds_on_page(page(html)) == [
        Found("https://www.example.org/base/a.xml", "New papers"),
        Found("https://www.example.org/b.atom"),
        Found("https://cdn.example.net/c"),
        Found("https://www.example.org/rss/d.xml"),
    ]


def test_feeds_of_comments_are_left_out_and_doubles_are_one() -> None:
    html = """<link rel=alternate type=application/rss+xml title="News" href="/feed/">
      <link rel=alternate type=application/rss+xml title="Comments Feed"
            href="/c/feed/">
      <link rel=alternate type=application/rss+xml href="/comments/feed/">
      <link rel=alternate type=application/rss+xml href="https://www.example.org/feed">"""

    assert addresses(html) == ["https://www.example.org/feed/"]


def test_without_an_announcement_links_that_look_like_feeds_are_found() -> None:
    html = """<a href="/rss/current.xml">This issue</a> <a href="/x?y=1">RSS feed</a>
      <a href="/feedback">Feedback</a> <a href="/about/atomic.html">Atomic</a>
      <a href="/rss.png">RSS</a> <a href="javascript:rss()">RSS</a>
      <a href="mailto:rss@example.org">RSS</a> <a href="news.atom">All</a>"""

    assert addresses(html) == [
        "https://www.example.org/rss/current.xml",
        "https://www.example.org/x?y=1",
        "https://www.example.org/blog/news.atom",
    ]


def test_a_channel_under_a_name_tells_its_number_in_the_page() -> None:
    html = '<html><script>{"externalId":"UC0123456789abcdefghijkl"}</script></html>'

    assert addresses(html, "https://www.youtube.com/@NEJMvideo") == [
        "https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789abcdefghijkl"
    ]
    assert addresses(html, "https://www.example.org/@NEJMvideo") == []


def test_the_usual_places_are_tried_near_the_page_first() -> None:
    tried = [
        found.address for found in places_to_try("https://example.org/blog/a.html")
    ]

    assert tried[0] == "https://example.org/blog/feed/"
    assert "https://example.org/feed/" in tried
    assert len(tried) == len(set(tried)) <= MOST_FOUND
    assert (
        places_to_try("https://example.org")[0].address == "https://example.org/feed/"
    )


def test_a_page_in_another_encoding_is_read() -> None:
    html = '<meta charset="windows-1250"><title>Egészség</title>'
    body = html.encode("windows-1250")

    assert title_of_page(Page(ADDRESS, "text/html", body)) == "Egészség"


def test_a_thousand_feeds_are_cut_to_a_few() -> None:
    html = "".join(
        f'<link rel=alternate type="application/rss+xml" href="/{n}.xml">'
        for n in range(1000)
    )

    assert len(addresses(html)) == MOST_FOUND


@pytest.mark.parametrize(
    "html",
    [
        "",
        "\x00",
        "<html",
        "<base href='http://[' ><a href='rss'>RSS</a>",
        '<link rel=alternate type="application/rss+xml" href="http://[">',
        '<link rel=alternate type="application/rss+xml">',
        "<div>" * 5000 + '<a href="/rss">RSS</a>',
    ],
)
def test_odd_pages_are_no_error(html: str) -> None:
    feeds_on_page(page(html))
    title_of_page(page(html))


def test_what_is_no_page_has_no_feeds() -> None:
    assert feeds_on_page(page("<a href=/rss>", kind="application/pdf")) == []


@given(st.binary(max_size=400), st.text(max_size=60), st.text(max_size=80))
def test_nothing_a_server_sends_is_an_error(
    body: bytes, kind: str, address: str
) -> None:
    found = feeds_on_page(Page(address, kind, body))

    assert all(one.address.startswith("http") for one in found)
    feeds_of_address(address)
