"""Writing OPML 2.0 (opml.org/spec2.opml). Apart from reading it, so that the web
process can hand out lists without loading a parser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from medagora.reader.domain.taking.found import FoundSource

#: What XML 1.0 cannot hold, not even as a reference.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class OpmlList:
    """What is written: a list with its name, its owner's words and its sources."""

    title: str
    made_at: datetime
    sources: Sequence[FoundSource]


def write_opml(listed: OpmlList) -> bytes:
    """OPML 2.0 that every reading program takes in; folders lie in each other."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = _fit(listed.title)
    ElementTree.SubElement(head, "dateCreated").text = format_datetime(listed.made_at)
    body = ElementTree.SubElement(root, "body")
    folders: dict[tuple[str, ...], ElementTree.Element] = {(): body}
    for source in listed.sources:
        path = tuple(source.folder.split(" / ")) if source.folder else ()
        parent = _folder(path, folders)
        ElementTree.SubElement(parent, "outline", _attributes(source))
    ElementTree.indent(root, space=" ")
    written: bytes = ElementTree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _folder(
    path: tuple[str, ...], folders: dict[tuple[str, ...], ElementTree.Element]
) -> ElementTree.Element:
    for depth in range(1, len(path) + 1):
        part = path[:depth]
        if part not in folders:
            name = _fit(part[-1])
            parent = folders[part[:-1]]
            folders[part] = ElementTree.SubElement(
                parent, "outline", text=name, title=name
            )
    return folders[path]


def _attributes(source: FoundSource) -> dict[str, str]:
    title = _fit(source.title or source.address)
    values = {
        "type": "rss",
        "text": title,
        "title": title,
        "xmlUrl": _fit(source.address),
        "htmlUrl": _fit(source.site),
        "language": _fit(source.language),
    }
    return {name: value for name, value in values.items() if value}


def _fit(text: str) -> str:
    return _UNFIT.sub("", text)
