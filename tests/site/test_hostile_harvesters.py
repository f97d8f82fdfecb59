"""Whatever is sent to the doors for feeds and harvesters, nothing breaks."""

from urllib.parse import quote

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
BAD = (
    "\x00",
    "\x01",
    "%00",
    "a" * 5000,
    "\ud83d\ude00".encode("utf-16", "surrogatepass"),
)
NAMES = (
    "verb",
    "set",
    "resumptionToken",
    "page",
    "before",
    "topic",
    "language",
    "kind",
    "audience",
    "hub.topic",
    "url",
    "address",
    "server",
    "count",
)


@pytest.mark.parametrize(
    "path",
    [
        "/oai",
        "/log.atom",
        "/log.json",
        "/en/new/feed.atom",
        "/en/community/",
        "/en/community/feed.json",
        "/en/feeds/",
        "/en/feeds/site.opml",
        "/en/feeds/sources.opml",
        "/websub/hub",
        "/.well-known/security.txt",
        "/desk/feed/%00/queue.atom",
        "/sitemap.xml",
        "/en/embed/",
        "/en/share/mastodon/",
        "/oembed",
    ],
)
def test_odd_words_are_answered_kindly(client: Client, path: str) -> None:
    for word in BAD:
        query = "&".join(f"{name}={quote(word)}" for name in NAMES)
        for line in (query, f"{query}&{query}", "verb=ListRecords&metadataPrefix=%00"):
            assert client.get(f"{path}?{line}").status_code < 500


@pytest.mark.parametrize("path", ["/oai", "/websub/hub"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"\xff\xfe=%00&verb=%ff&hub.mode=%00"),
        (
            "application/x-www-form-urlencoded",
            b"hub.mode=subscribe&hub.topic=http://a\x00&hub.callback=http://[",
        ),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("multipart/form-data", b""),
        ("text/plain", b"\x00" * 100),
        ("application/x-www-form-urlencoded; charset=nonsense", b"verb=Identify"),
    ],
)
def test_odd_bodies_are_answered_kindly(
    client: Client, path: str, kind: str, body: bytes
) -> None:
    status = client.generic("POST", path, body, kind).status_code

    assert status < 500
