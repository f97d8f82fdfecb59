"""feedparser for what is too broken for libxml2: slower, but it gives up on nothing.

It is imported when it is first needed. It gets bytes of ours, so it never opens a
file or an address, and no document type, so it meets no entity.
"""

import io
from collections.abc import Iterable
from typing import Any

from medagora.reader.domain.formats.limits import MOST_ENTRIES
from medagora.reader.domain.formats.raw import RawEntry, RawFeed, RawFile, RawLink

#: What its parsers raise on files that no one has thought of.
_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
#: Its name for a value, ours.
_FACTS = {
    "title": "title",
    "id": "guid",
    "published": "published",
    "updated": "updated",
    "created": "created",
    "language": "language",
    "comments": "comments",
    "ttl": "ttl",
    "prism_doi": "prism:doi",
    "prism_publicationname": "prism:publicationname",
    "prism_publicationdate": "prism:publicationdate",
    "prism_volume": "prism:volume",
    "prism_number": "prism:number",
    "prism_startingpage": "prism:startingpage",
    "prism_endingpage": "prism:endingpage",
    "itunes_duration": "itunes:duration",
}


def read_with_feedparser(text: str, format: str) -> RawFeed:
    """What feedparser finds; a feed without entries if it fails."""
    import feedparser  # noqa: PLC0415 - 4 MB that most processes never need

    feed = RawFeed(format, remarks={"fallback_parser"})
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers=_HEADERS,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
        feed.head = _entry(found.feed)
        feed.entries = [_entry(each) for each in found.entries[:MOST_ENTRIES]]
    except _FAILURES:
        return RawFeed(format)
    return feed


def _entry(found: Any) -> RawEntry:
    entry = RawEntry()
    for name, ours in _FACTS.items():
        # its own get() warns of what it will one day stop to guess
        entry.note(ours, _text(dict.get(found, name)))
    entry.contents = _texts(found.get("content"), "value")
    entry.summaries = [_text(found.get("summary")), _text(found.get("subtitle"))]
    entry.authors = _texts(found.get("authors"), "name")
    entry.categories = _texts(found.get("tags"), "term")
    entry.identifiers = [_text(found.get("dc_identifier"))]
    entry.images = _texts(found.get("media_thumbnail"), "url")
    entry.links = [
        RawLink(_text(link.get("rel")) or "alternate", _text(link.get("href")))
        for link in found.get("links") or []
        if link.get("rel") != "enclosure"
    ]
    entry.files = [
        RawFile(*(_text(file.get(name)) for name in ("href", "type", "length")))
        for file in found.get("enclosures") or []
    ]
    return entry


def _texts(parts: Iterable[Any] | None, name: str) -> list[str]:
    return [_text(part.get(name)) for part in parts or []]


def _text(value: object) -> str:
    """Only text, without the halves of characters that UTF-8 cannot hold."""
    if not isinstance(value, str):
        return ""
    return value.encode(errors="ignore").decode()
