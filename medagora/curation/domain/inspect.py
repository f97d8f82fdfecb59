"""What a machine can see on a page that somebody suggested.

Pure: what came back goes in, findings come out. The page is hostile: whatever it
holds, the answer is findings of bounded size and never an error.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from medagora.catalogue.domain import addresses
from medagora.curation.domain.page_kinds import guess_kind
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy

#: More than this of a page is not looked at.
MOST_BYTES = 2**20
MOST_FEEDS = 5
#: A text this long tells its language better than a template's ``lang``.
_SURE_LENGTH = 500
_TEXT_LENGTH = 5000
_FEED_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """What the server gave: where it was found, its type and its bytes."""

    address: str
    content_type: str  # with its parameters
    body: bytes
    content_language: str = ""


@dataclass(frozen=True)
class FeedSeen:
    address: str
    title: str = ""


@dataclass(frozen=True)
class Findings:
    """What was seen; empty where nothing was. Shown as "seen by the machine"."""

    title: str = ""
    description: str = ""  # how the page describes itself
    language: str = ""
    kind: str = ""
    publisher: str = ""
    canonical: str = ""
    feeds: tuple[FeedSeen, ...] = field(default=())


#: Given a text, its language's code, or "" when it cannot be told.
GuessLanguage = Callable[[str], str]


def inspect_page(page: Page, guess_language: GuessLanguage) -> Findings:
    """Everything that can be told about the page."""
    kind = page.content_type.split(";")[0].strip().lower()
    if kind in _FEED_TYPES or (kind.endswith("xml") and _is_feed(page.body)):
        return _inspect_feed(page)
    if kind not in {"", "text/html", "application/xhtml+xml"}:
        return Findings(kind=guess_kind(page.address))
    root = _parse(page)
    if root is None:
        return Findings(kind=guess_kind(page.address))
    return _inspect_html(page, root, guess_language)


def _inspect_html(page: Page, root: Any, guess_language: GuessLanguage) -> Findings:
    meta = _meta_of(root)
    linked = list(islice(_linked_data(root), 50))
    types = [t for node in linked for t in _types_of(node)] + [meta.get("og:type", "")]
    if "citation_title" in meta:
        types.insert(0, "scholarlyarticle")
    title = _first(_text_of(root, "//title"), meta.get("og:title"))
    return Findings(
        title=tidy(title or _text_of(root, "//h1"), limit=300),
        description=tidy(
            _first(meta.get("description"), meta.get("og:description")), limit=1000
        ),
        language=_language_of(page, root, guess_language),
        kind=guess_kind(page.address, types),
        publisher=tidy(_publisher_of(meta, linked), limit=200),
        canonical=_canonical_of(page, root, meta),
        feeds=_feeds_of(page, root),
    )


def _parse(page: Page) -> Any:
    """The tree, or None for what no parser can make sense of."""
    text = _decode(page).replace("\x00", "")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _decode(page: Page) -> str:
    """As browsers do: byte order mark, then header, then the page's own word."""
    body = page.body[:MOST_BYTES]
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    said = _CHARSET.search(page.content_type.encode("latin-1", "replace"))
    said = said or _CHARSET.search(body[:4096])
    names = ([said[1].decode("ascii")] if said else []) + ["utf-8", "cp1252"]
    for name in names:
        try:
            # the last bytes may be half a letter where the page was cut
            return body.decode(name, "strict" if len(body) < MOST_BYTES else "ignore")
        except (LookupError, ValueError):
            continue
    return body.decode("utf-8", "replace")


def _meta_of(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in islice(root.iter("meta"), 500):
        name = node.get("name") or node.get("property") or node.get("http-equiv") or ""
        content = node.get("content") or ""
        if name and content.strip():
            found.setdefault(name.strip().lower(), content[:2000])
    return found


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """Objects of the page's JSON-LD, also those in lists and graphs."""
    for node in islice(root.iter("script"), 200):
        if node.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            found = json.loads((node.text or "")[:200_000])
        except (ValueError, RecursionError):
            continue
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                nodes = graph if isinstance(graph, list) else []
                yield from (inner for inner in nodes if isinstance(inner, dict))


def _types_of(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [
        t for t in (types if isinstance(types, list) else [types]) if type(t) is str
    ]


def _publisher_of(meta: dict[str, str], linked: list[dict[str, Any]]) -> str:
    if meta.get("og:site_name"):
        return meta["og:site_name"]
    for node in linked:
        publisher = node.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else None
        if isinstance(name, str) and name.strip():
            return name
    return _first(meta.get("citation_journal_title"), meta.get("application-name"))


def _language_of(page: Page, root: Any, guess_language: GuessLanguage) -> str:
    """The text's own language when there is enough of it, else what the page says."""
    text = _prose_of(root)
    guessed = guess_language(text) if len(text) >= _SURE_LENGTH else ""
    meta = _meta_of(root)
    said = (
        root.get("lang") or root.get("xml:lang"),
        meta.get("content-language"),
        page.content_language,
        meta.get("og:locale"),
    )
    for code in (guessed, *said, guess_language(text) if text else ""):
        if code and "," not in code and languages.is_known(code):
            return languages.primary(code)
    return ""


def _prose_of(root: Any) -> str:
    """The beginning of what a reader sees."""
    body = root.find("body")
    if body is None:
        return ""
    hidden = {"script", "style", "noscript", "template", "svg"}
    pieces, length = [], 0
    for node in body.iter():
        inside = node.text if node.tag not in hidden else ""
        for piece in (inside, node.tail):
            if piece and piece.strip():
                pieces.append(piece.strip())
                length += len(piece)
        if length > _TEXT_LENGTH:
            break
    return tidy(" ".join(pieces)[:_TEXT_LENGTH])


def _canonical_of(page: Page, root: Any, meta: dict[str, str]) -> str:
    links = (n.get("href") for n in _links(root, "canonical"))
    for target in (*links, meta.get("og:url")):
        if target and (found := _absolute(page, root, target)):
            return found
    return ""


def _feeds_of(page: Page, root: Any) -> tuple[FeedSeen, ...]:
    found: dict[str, FeedSeen] = {}
    for node in _links(root, "alternate"):
        kind = (node.get("type") or "").split(";")[0].strip().lower()
        title = tidy(node.get("title") or "", limit=300)
        if kind not in _FEED_TYPES or "comment" in title.lower():
            continue
        address = _absolute(page, root, node.get("href") or "")
        if address and "/comments/" not in address:
            found.setdefault(address, FeedSeen(address, title))
    return tuple(found.values())[:MOST_FEEDS]


def _links(root: Any, rel: str) -> Iterator[Any]:
    for node in islice(root.iter("link"), 500):
        if rel in (node.get("rel") or "").lower().split():
            yield node


def _absolute(page: Page, root: Any, target: str) -> str:
    """Its canonical form, or "" for what cannot be an address."""
    base = root.find(".//base")
    start = (base.get("href") or "").strip() if base is not None else ""
    return _absolute_from(page.address, start, target.strip())


def _absolute_from(address: str, *steps: str) -> str:
    try:
        for step in steps:
            address = urljoin(address, step)
        return addresses.canonical(address)
    except (BadInput, ValueError):
        return ""


def _text_of(root: Any, path: str) -> str:
    """Text of the first such element in the HTML, not in a drawing."""
    for node in root.iterfind(f".{path}"):
        if node.getparent() is not None and node.getparent().tag == "svg":
            continue
        return tidy("".join(islice(node.itertext(), 100)), limit=1000)
    return ""


def _first(*texts: str | None) -> str:
    return next((text for text in texts if text and text.strip()), "")


# ---- a feed's own address -----------------------------------------------------


def _is_feed(body: bytes) -> bool:
    return bool(re.search(rb"<(rss|feed|rdf:RDF)\b", body[:2000]))


def _inspect_feed(page: Page) -> Findings:
    """Somebody gave the address of a feed: its name, and itself as the feed."""
    text = _decode(page)
    title = re.search(r"<title[^>]*>(?:<!\[CDATA\[)?([^<\]]{1,1000})", text)
    language = re.search(r"<language>\s*([\w-]{2,20})\s*<", text)
    code = languages.primary(language[1]) if language else ""
    address = _absolute_from(page.address, page.address)
    return Findings(
        title=tidy(title[1], limit=300) if title else "",
        language=code if languages.is_known(code) else "",
        kind=guess_kind(page.address, ["blog"], has_episodes="<itunes:" in text),
        feeds=(FeedSeen(address),) if address else (),
    )
