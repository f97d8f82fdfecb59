"""What came: a page, a document, plain text, or something that is none of them."""

import json
import re
from dataclasses import dataclass

from medagora.appraisal.domain.page import Medium, PageState

#: The first bytes of what is no text, whatever the server calls it.
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x00\x00\x01\x00", b"PK\x03\x04",
    b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"\xfd7zXZ", b"\xff\xfb",
    b"\x1aE\xdf\xa3", b"\x7fELF", b"wOFF", b"wOF2", b"\xd0\xcf\x11\xe0",
    b"II*\x00", b"MM\x00*", b"\x28\xb5\x2f\xfd", b"{\\rtf",
)  # fmt: skip
#: Letters with which a text might begin as well: only where the rest is binary.
_SHORT_MAGIC = (b"RIFF", b"BM", b"Rar!", b"BZh", b"OggS", b"ID3", b"fLaC", b"MZ")
_HTML_TYPES = {"text/html", "application/xhtml+xml"}
_PLAIN_TYPES = {"text/plain", "text/markdown", "text/x-markdown"}
#: Types that say nothing: the bytes decide.
_VAGUE_TYPES = {"", "application/octet-stream", "binary/octet-stream", "*/*"}
_XML_TYPES = {"text/xml", "application/xml"}
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|article|main|table"
    rb"|section|ul|ol|span|a\s|b>|br|center|font)\b",
    re.IGNORECASE,
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|svg)\b")
_START = 3000
#: The PDF header may stand anywhere in the first 1,024 bytes.
_PDF_WITHIN = 1024
#: A text has few control characters.
_MOST_CONTROL = 0.03
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Arrival:
    """The medium, or the state when it is none that can be read."""

    medium: Medium = Medium.HTML
    state: PageState = PageState.READ


_WRONG = Arrival(state=PageState.WRONG_TYPE)
_BROKEN = Arrival(state=PageState.BROKEN)


def what_came(body: bytes, content_type: str) -> Arrival:
    """Told by the first bytes, then by what the server says."""
    kind = content_type.split(";")[0].strip().lower()
    start = body[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in body[:_PDF_WITHIN]:
        return Arrival(Medium.PDF)
    if kind == "application/pdf":
        return _BROKEN
    binary = _is_binary(body)
    if start.startswith(_MAGIC) or (
        binary and (start.startswith(_SHORT_MAGIC) or body[4:8] == b"ftyp")
    ):
        return _WRONG
    return _of_text(body, start, kind, binary=binary)


def _of_text(body: bytes, start: bytes, kind: str, *, binary: bool) -> Arrival:
    if kind in _HTML_TYPES:
        if binary:
            return _BROKEN
        return _WRONG if _is_json(body, start) else Arrival(Medium.HTML)
    if kind in _PLAIN_TYPES:
        return _BROKEN if binary else Arrival(Medium.PLAIN)
    if binary or kind not in _VAGUE_TYPES | _XML_TYPES:
        return _WRONG
    return _by_looks(body, start, kind)


def _by_looks(body: bytes, start: bytes, kind: str) -> Arrival:
    narrow = start.replace(b"\x00", b"")
    if _FEED.search(narrow) and not _MARKUP.match(narrow):
        return _WRONG
    if _MARKUP.search(narrow):
        return Arrival(Medium.HTML)
    if kind in _XML_TYPES or narrow.startswith(b"<?xml") or _is_json(body, start):
        return _WRONG
    return Arrival(Medium.PLAIN)


def _is_json(body: bytes, start: bytes) -> bool:
    if not start.startswith((b"{", b"[")):
        return False
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _is_binary(body: bytes) -> bool:
    """Many control characters, and not the zeros of UTF-16."""
    start = body[:_START]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) > len(start) // 3:
        return min(even, odd) > len(start) // 4  # not every other one: all are zero
    return len(_CONTROL.findall(start)) > _MOST_CONTROL * len(start)
