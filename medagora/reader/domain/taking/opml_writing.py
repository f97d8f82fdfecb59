"""Writing OPML 2.0 (opml.org/spec2.opml). Apart from reading it, so that the web
process can hand out lists without loading a parser."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from medagora.kernel.text import fit_for_xml
from medagora.reader.domain.taking.found import FoundSource


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
    ElementTree.SubElement(head, "title").text = fit_for_xml(listed.title)
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
            name = fit_for_xml(part[-1])
            parent = folders[part[:-1]]
            folders[part] = ElementTree.SubElement(
                parent, "outline", text=name, title=name
            )
    return folders[path]


def _attributes(source: FoundSource) -> dict[str, str]:
    title = fit_for_xml(source.title or source.address)
    values = {
        "type": "rss",
        "text": title,
        "title": title,
        "xmlUrl": fit_for_xml(source.address),
        "htmlUrl": fit_for_xml(source.site),
        "language": fit_for_xml(source.language),
    }
    return {name: value for name, value in values.items() if value}
