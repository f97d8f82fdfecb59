"""A stream as Atom, in the form that Google Reader gave it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from medagora.kernel.text import fit_for_xml
from medagora.reader.domain.taking.greader import FRESH, READ

_ATOM = "http://www.w3.org/2005/Atom"
#: The stubs of lxml know no default namespace.
_NAMES: Any = {None: _ATOM}
_SCHEME = "http://www.google.com/reader/"


def write_atom(stream: str, items: Iterable[dict[str, Any]]) -> bytes:
    """``items`` as the JSON form has them. States are categories with a label."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=_NAMES)
    _add(root, "id", f"tag:google.com,2005:reader/{stream}")
    entries = list(items)
    _add(root, "title", entries[0]["origin"]["title"] if entries else stream)
    newest = max((item["updated"] for item in entries), default=0)
    _add(root, "updated", _moment(newest))
    for item in entries:
        _add_entry(root, item)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _add_entry(root: etree._Element, item: dict[str, Any]) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", item["id"])
    for term in _terms(item):
        label = term.rpartition("/")[2]
        _add(entry, "category", term=term, scheme=_SCHEME, label=label)
    _add(entry, "title", item["title"], type="text")
    _add(entry, "published", _moment(item["published"]))
    _add(entry, "updated", _moment(item["updated"]))
    href = item["alternate"][0]["href"]
    if href:
        _add(entry, "link", rel="alternate", href=href, type="text/html")
    for file in item.get("enclosure", ()):
        _add(entry, "link", rel="enclosure", href=file["href"], type=file["type"])
    author = _add(entry, "author")
    _add(author, "name", item["author"] or item["origin"]["title"])
    _add(entry, "content", item["summary"]["content"], type="html")


def _terms(item: dict[str, Any]) -> Iterable[str]:
    """newsboat believes that an entry is unread again only if it is told so."""
    yield from item["categories"]
    if READ not in item["categories"]:
        yield FRESH


def _add(
    parent: etree._Element, name: str, text: str = "", **attributes: str
) -> etree._Element:
    fit = {key: fit_for_xml(value) for key, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", fit)
    if text:
        element.text = fit_for_xml(text)
    return element


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
