"""JSON Feed 1.0 and 1.1 as raw values."""

import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from medagora.reader.domain.formats.limits import MOST_ENTRIES, no_list
from medagora.reader.domain.formats.raw import RawEntry, RawFeed, RawFile, RawLink

#: JSON may hold what XML, UTF-8 and databases may not.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_BITS = 128
_FACTS = {
    "title": "title",
    "date_published": "published",
    "date_modified": "updated",
    "language": "language",
}


def looks_like_json(data: bytes) -> bool:
    return data[:1024].lstrip()[:1] == b"{"


def read_json(data: bytes) -> RawFeed:
    """The raw feed; NotAFeed if it is no JSON or some other JSON."""
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError):
        plain = None
    if not isinstance(plain, dict) or not _is_feed(plain):
        raise no_list()
    feed = RawFeed("json", _entry(plain))
    items = _objects(plain.get("items"))
    feed.entries = [_entry(item) for item in items[:MOST_ENTRIES]]
    if len(items) > MOST_ENTRIES:
        feed.remarks.add("too_many_entries")
    head = feed.head
    head.summaries = [_text(plain, "description")]
    head.links = [RawLink("alternate", _text(plain, "home_page_url"))]
    head.links.append(RawLink("self", _text(plain, "feed_url")))
    head.links += [
        RawLink("hub", _text(hub, "url")) for hub in _objects(plain.get("hubs"))
    ]
    head.images = [_text(plain, "icon"), _text(plain, "favicon")]
    return feed


def _is_feed(plain: Mapping[str, Any]) -> bool:
    says_so = "jsonfeed.org" in _text(plain, "version")
    return isinstance(plain.get("items"), list) and (says_so or "title" in plain)


def _entry(plain: Mapping[str, Any]) -> RawEntry:
    entry = RawEntry()
    for name, ours in _FACTS.items():
        entry.note(ours, _text(plain, name))
    entry.note("guid", _number(plain, "id"))
    entry.links = [RawLink("alternate", _text(plain, "url"))]
    if external := _text(plain, "external_url"):
        entry.links.append(RawLink("related", external))
    entry.contents = [
        _text(plain, "content_html"),
        html.escape(_text(plain, "content_text"), quote=False),
    ]
    entry.summaries = [html.escape(_text(plain, "summary"), quote=False)]
    people = [*_objects(plain.get("authors")), *_objects([plain.get("author")])]
    entry.authors = [_text(person, "name") for person in people]
    entry.categories = _texts(plain.get("tags"))
    entry.images = [_text(plain, "image"), _text(plain, "banner_image")]
    entry.files = [_file(part) for part in _objects(plain.get("attachments"))]
    return entry


def _file(plain: Mapping[str, Any]) -> RawFile:
    return RawFile(
        _text(plain, "url"),
        _text(plain, "mime_type"),
        _number(plain, "size_in_bytes"),
        _number(plain, "duration_in_seconds"),
    )


def _objects(values: object) -> list[Mapping[str, Any]]:
    return (
        [v for v in values if isinstance(v, dict)] if isinstance(values, list) else []
    )


def _texts(values: object) -> list[str]:
    """A list's texts; a single text is a list of one."""
    listed: Iterable[object] = values if isinstance(values, list) else [values]
    return [_UNFIT.sub("", value) for value in listed if isinstance(value, str)]


def _text(plain: Mapping[str, Any], name: str) -> str:
    value = plain.get(name)
    return _UNFIT.sub("", value) if isinstance(value, str) else ""


def _number(plain: Mapping[str, Any], name: str) -> str:
    """A whole number as text; some feeds write one as text."""
    value = plain.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and value.bit_length() < _MOST_BITS:
        return str(value)
    return _text(plain, name)
