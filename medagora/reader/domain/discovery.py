"""Where a page's news may be found: what its address tells, what the page says, and
which places are worth a try. Pure; whoever calls reads each and believes only feeds.

The page is hostile: whatever it holds, the answer is a few addresses and no error.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.reader.domain.feed_addresses import clean_feed_address, feed_key
from medagora.reader.domain.platforms import YOUTUBE_CHANNEL, feeds_of_address

__all__ = ["Found", "Page", "feeds_of_address", "feeds_on_page", "places_to_try"]

#: More than this of a page is not looked at, and more feeds are not given.
MOST_BYTES = 2 * 2**20
MOST_FOUND = 12
_MOST_LINKS = 3000
_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/x.atom+xml",
        "application/x-atom+xml",
    }
)
#: Types that are used for much else besides; then the rest of the link must tell.
_VAGUE_TYPES = frozenset({"text/xml", "application/xml", "application/json"})
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/._=-])(?:rss|atom|feeds?|rdf)(?:[/._?&=-]|$|\d)|\.(?:rss|atom|rdf)$",
    re.IGNORECASE,
)
_SAYS_FEED = re.compile(r"\b(?:rss|atom|json) ?feed\b|\brss\b", re.IGNORECASE)
_NOT_A_FEED = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|css|js|pdf|zip|mp3|mp4|docx?|html?)$|/comments?/",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_CHANNEL = re.compile(rf'"(?:externalId|channelId)":"({YOUTUBE_CHANNEL})"')
#: Where most software puts a feed, the likeliest first.
_WELL_KNOWN = (
    "feed/",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "rss",
    "rss/",
    "feed.json",
)


@dataclass(frozen=True)
class Page:
    """What a server gave: where it was found, its type and its bytes."""

    address: str
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Found:
    """An address that may be a feed, and what the page calls it."""

    address: str
    title: str = ""


def feeds_on_page(page: Page) -> list[Found]:
    """The feeds that a page names, those that it announces before those that it only
    links to. Feeds of comments are left out."""
    root = _parse(page)
    if root is None:
        return []
    base = _base_of(page, root)
    announced = _distinct(_announced(root, base))
    return announced or _distinct([*_of_channel(page), *_linked(root, base)])


def title_of_page(page: Page) -> str:
    root = _parse(page)
    node = root.find(".//title") if root is not None else None
    words: str = "" if node is None else "".join(islice(node.itertext(), 50))
    return tidy(words, limit=200)


def places_to_try(address: str) -> list[Found]:
    """Where the feed of a page mostly is when nobody says so: below the page itself,
    then at the top of its site."""
    parts = urlsplit(address)
    top = f"{parts.scheme}://{parts.netloc}/"
    folder = parts.path.rpartition("/")[0].strip("/")
    tops = [f"{top}{folder}/", top] if folder else [top]
    tries = (Found(f"{start}{name}") for start in tops for name in _WELL_KNOWN)
    return _distinct(tries)


def _announced(root: Any, base: str) -> Iterator[Found]:
    for node in islice(root.iter("link"), 500):
        rels = (node.get("rel") or "").lower().split()
        kind = (node.get("type") or "").split(";")[0].strip().lower()
        is_feed = kind in _TYPES or (kind in _VAGUE_TYPES and _hints(node))
        if ("alternate" in rels and is_feed) or rels == ["feed"]:
            yield from _found(base, node, node.get("title") or "")


def _hints(node: Any) -> bool:
    """What looks like a feed and not like the door of a program (oEmbed, WordPress)."""
    href = node.get("href") or ""
    return bool(_LOOKS_LIKE_FEED.search(_path_of(href))) and "wp-json" not in href


def _linked(root: Any, base: str) -> Iterator[Found]:
    """Links that people would press: their address or their words say "feed"."""
    for node in islice(root.iter("a"), _MOST_LINKS):
        words = tidy(" ".join(islice(node.itertext(), 10)), limit=100)
        said = f"{words} {node.get('title') or ''} {node.get('aria-label') or ''}"
        path = _path_of(node.get("href") or "")
        if _NOT_A_FEED.search(path.partition("?")[0]):
            continue
        if _LOOKS_LIKE_FEED.search(path) or _SAYS_FEED.search(said):
            yield from _found(base, node, words)


def _of_channel(page: Page) -> Iterator[Found]:
    """A page of YouTube under a name tells the channel's number in its scripts."""
    host = urlsplit(page.address).hostname or ""
    if host.removeprefix("www.").removeprefix("m.") == "youtube.com":
        text = page.body[:MOST_BYTES].decode("utf-8", "replace")
        if match := _CHANNEL.search(text):
            start = "https://www.youtube.com/feeds/videos.xml?channel_id="
            yield Found(f"{start}{match[1]}")


def _found(base: str, node: Any, title: str) -> Iterator[Found]:
    title = tidy(title, limit=300)
    href = (node.get("href") or "").strip()
    if not href or len(href) > 1000 or href.startswith("#"):
        return
    if "comment" in title.lower() or "/comments/" in href:
        return
    try:
        yield Found(clean_feed_address(urljoin(base, href)), title)
    except (BadInput, ValueError):
        return


def _distinct(found: Iterable[Found]) -> list[Found]:
    first: dict[str, Found] = {}
    for one in found:
        first.setdefault(feed_key(one.address), one)
        if len(first) > 4 * MOST_FOUND:
            break
    return list(first.values())[:MOST_FOUND]


def _path_of(href: str) -> str:
    """Path and query of a link, or "" for what cannot be read."""
    try:
        parts = urlsplit(href.strip()[:1000])
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _base_of(page: Page, root: Any) -> str:
    base = root.find(".//base")
    start: str = "" if base is None else (base.get("href") or "").strip()
    try:
        return urljoin(page.address, start)
    except ValueError:
        return page.address


def _parse(page: Page) -> Any:
    """The tree, or None for what no parser can make sense of."""
    kind = page.content_type.split(";")[0].strip().lower()
    if kind and kind not in {"text/html", "application/xhtml+xml"}:
        return None
    body = page.body[:MOST_BYTES]
    said = _CHARSET.search(page.content_type.encode("latin-1", "replace"))
    said = said or _CHARSET.search(body[:4096])
    try:
        text = body.decode(said[1].decode("ascii") if said else "utf-8", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        data = text.replace("\x00", "").encode("utf-8", "replace")
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
