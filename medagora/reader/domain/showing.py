"""Stored HTML made ready for a page of ours: pictures through our proxy, headings
below the page's own, wide tables in a frame that can be moved."""

import html
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import nh3

from medagora.reader.domain.formats.cleaning import TAGS

_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SIZE = re.compile(r"[0-9]{1,4}")
#: The page's title is its only heading of the first rank.
_FIRST_RANK = re.compile(r"(</?)h1\b", re.IGNORECASE)


def show(stored: str, *, picture_address: Callable[[str], str], table_name: str) -> str:
    """HTML for the inside of an article.

    It is cleaned once more, whatever stands in the database, and no picture is left
    that would be fetched from anybody but us. ``table_name`` is what a screen reader
    hears at the frame of a table.
    """

    def change(tag: str, name: str, value: str) -> str | None:
        if tag != "img":
            return value
        if name == "src":
            return picture_address(value) if is_web_address(value) else None
        if name in {"width", "height"}:
            return value if _SIZE.fullmatch(value) else None
        return value

    cleaned = nh3.clean(
        _FIRST_RANK.sub(r"\1h2", stored),
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=change,
        link_rel="noopener noreferrer",
        url_schemes={"http", "https", "mailto", "tel"},
        set_tag_attribute_values={"img": {"loading": "lazy", "decoding": "async"}},
    )
    return _framed(cleaned, table_name)


def _framed(cleaned: str, table_name: str) -> str:
    """nh3 escapes < also inside attributes, so these are tags and nothing else."""
    if "<table" not in cleaned:
        return cleaned
    frame = (
        '<div class="table-scroll" tabindex="0" role="region" '
        f'aria-label="{html.escape(table_name)}">'
    )
    return cleaned.replace("<table", f"{frame}<table").replace(
        "</table>", "</table></div>"
    )


def is_web_address(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def holds_picture(stored: str, address: str) -> bool:
    """True if the text shows this picture already."""
    return bool(address) and f'src="{html.escape(address)}"' in stored


_HOST = re.compile(r"[a-z0-9.-]+(?::[0-9]{1,5})?")


def origin_of(address: str) -> str:
    """``https://media.example.org`` for a Content Security Policy; empty when the
    host could not stand there."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    place = parts.netloc.lower()
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(place):
        return ""
    return f"{parts.scheme}://{place}"
