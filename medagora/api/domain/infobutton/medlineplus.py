"""Reading what MedlinePlus Connect answers. It differs from the standard in many ways
(an empty feed id, short names of systems, one author without a list, tracking in
links, no languages); whatever is not as expected is left out, never a failure."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from medagora.kernel.text import shorten, tidy

#: In which it answers.
LANGUAGES = frozenset({"en", "es"})
MOST_ENTRIES, _LONGEST_TITLE, _LONGEST_SUMMARY = 10, 200, 300
_TAGS = re.compile(r"<[^<>]*>")
_TRACKING = "utm_"


@dataclass(frozen=True)
class Pointer:
    """A page of MedlinePlus or of another institute that it names."""

    title: str
    address: str
    summary: str = ""


def read_reply(body: bytes) -> tuple[Pointer, ...]:
    """The pages that a reply names, each once; nothing when it cannot be read."""
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    feed = plain.get("feed", plain) if isinstance(plain, dict) else {}
    found: dict[str, Pointer] = {}
    for entry in _items(feed, "entry"):
        pointer = _read_entry(entry)
        if pointer and len(found) < MOST_ENTRIES:
            found.setdefault(pointer.address, pointer)
    return tuple(found.values())


def _items(plain: Any, name: str) -> Iterator[dict[str, Any]]:
    """One thing or a list of things."""
    found = plain.get(name, []) if isinstance(plain, dict) else []
    for item in found if isinstance(found, list) else [found]:
        if isinstance(item, dict):
            yield item


def _read_entry(entry: dict[str, Any]) -> Pointer | None:
    title = tidy(_text(entry.get("title")), limit=_LONGEST_TITLE)
    links = (_read_address(link.get("href")) for link in _items(entry, "link"))
    address = next((one for one in links if one), "")
    if not title or not address:
        return None
    return Pointer(title, address, _read_summary(_text(entry.get("summary"))))


def _text(plain: Any) -> str:
    value = plain.get("_value", "") if isinstance(plain, dict) else plain
    return value if isinstance(value, str) else ""


def _read_summary(html: str) -> str:
    """Plain words: their pages are not copied, only named."""
    words = unescape(_TAGS.sub(" ", html[:20_000]))
    return shorten(tidy(words), _LONGEST_SUMMARY)


def _read_address(plain: Any) -> str:
    """A page of the American government without the tracking; else nothing."""
    if not isinstance(plain, str) or len(plain) > 1000 or not plain.isprintable():
        return ""
    try:
        parts = urlsplit(plain.strip())
        host = parts.hostname or ""
        has_port = parts.port is not None
    except ValueError:
        return ""
    if parts.scheme != "https" or not host.endswith(".gov") or has_port:
        return ""
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.startswith(_TRACKING)
    ]
    return urlunsplit(("https", host, parts.path, urlencode(query), parts.fragment))
