"""A feed in XML as raw values: libxml2, one pass, no entities, no network.

What is well-formed is read once. What is not is mended and read again, and only
when entries are still missing feedparser is asked.
"""

import re
from typing import Any, cast

from lxml import etree

from medagora.reader.domain.formats import fallback, mending
from medagora.reader.domain.formats.addresses import join
from medagora.reader.domain.formats.elements import (
    READERS,
    XML_BASE,
    Element,
    Reader,
    rebase,
)
from medagora.reader.domain.formats.limits import (
    MOST_BEFORE,
    MOST_ENTRIES,
    MOST_FALLBACK,
    MOST_MENDED,
    NotAFeed,
    no_list,
)
from medagora.reader.domain.formats.names import short_name
from medagora.reader.domain.formats.raw import RawEntry, RawFeed

#: ``huge_tree`` off keeps libxml2's own limits on depth, names and texts.
_SAFE: dict[str, Any] = {
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
    "encoding": "utf-8",
}
#: libxml2 stops counting faults here.
_MOST_FAULTS = 100
_ROOT = re.compile(rb"(?:[\w.-]+:)?(rss|rdf|feed|channel)[\s>/]", re.IGNORECASE)
_PAGE = re.compile(rb"(?:!doctype\s+)?html\b", re.IGNORECASE)
_FORMATS = {"rss": "rss", "channel": "rss", "rdf": "rdf", "feed": "atom"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = ("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "rdf:about")


def read_xml(data: bytes) -> RawFeed:
    """The raw feed in a file of UTF-8; NotAFeed if it holds none."""
    start, format = find_root(data)
    # nothing before the root is ever parsed: no document type, no entity
    data = data[start:]
    feed, is_whole = _read(data, format)
    return feed if is_whole else _mended(data, feed)


def find_root(data: bytes) -> tuple[int, str]:
    """Where the feed begins and which format it is.

    Comments, declarations and stray markup before it are stepped over.
    """
    at, head = 0, data[:MOST_BEFORE]
    while (at := head.find(b"<", at)) >= 0:
        if head.startswith(b"<!--", at):
            end = head.find(b"-->", at)
            at = end if end > 0 else at + 4
        elif found := _ROOT.match(head, at + 1):
            return at, _FORMATS[found[1].decode().lower()]
        elif _PAGE.match(head, at + 1):
            raise NotAFeed(
                "There is a web page at this address, not a list of new entries. "
                "Try the address of the source itself.",
                "html_page",
            )
        at += 1
    raise no_list()


def _parse(data: bytes) -> tuple[Element | None, list[int]]:
    """The root element and the kinds of faults that were met."""
    parser = etree.XMLParser(**_SAFE)
    try:
        root = cast("Element | None", etree.XML(data, parser))
    except etree.XMLSyntaxError:
        root = None
    faults = [fault.domain for fault in parser.error_log]
    return root, faults if root is not None else [0]


def _read(data: bytes, format: str) -> tuple[RawFeed, bool]:
    """What the file holds, and whether nothing is wrong with it; the tree is gone
    afterwards. Undeclared prefixes are nothing wrong: their names are known."""
    root, faults = _parse(data)
    namespace = etree.ErrorDomains.NAMESPACE
    is_whole = len(faults) < _MOST_FAULTS and all(each == namespace for each in faults)
    try:
        return _Walk(data, format).feed(root), is_whole
    except UnicodeDecodeError:  # "&#xD800;" is half a letter, which libxml2 lets pass
        return RawFeed(format), False


def _mended(data: bytes, feed: RawFeed) -> RawFeed:
    """The feed from the mended file, or ``feed`` if that does not help."""
    best = feed
    if len(data) <= MOST_MENDED:
        text = mending.mend_signs(data.decode(errors="replace"))
        best, is_whole = _read(text.encode(), feed.format)
        if not is_whole:
            wrapped, is_whole = _read(mending.wrap_html(text).encode(), feed.format)
            best = max(wrapped, best, key=_size)
        missing = mending.count_entries(text) - _size(best)
        if missing > 0 and not is_whole and len(text) <= MOST_FALLBACK:
            best = max(
                best, fallback.read_with_feedparser(text, feed.format), key=_size
            )
    best.remarks.add("recovered")
    return best


def _size(feed: RawFeed) -> int:
    return len(feed.entries)


def _ignore(entry: RawEntry, element: Element) -> None:
    """For elements that say nothing to us."""


class _Walk:
    """One pass over a tree. Names are looked up once a feed, not once an element."""

    def __init__(self, data: bytes, format: str) -> None:
        self._feed = RawFeed(format)
        self._names: dict[object, str] = {}
        self._readers: dict[object, Reader] = {}
        self._has_bases = b"xml:base" in data
        self._has_languages = b"xml:lang" in data

    def feed(self, root: Element | None) -> RawFeed:
        if root is not None:
            head = self._feed.head
            self._scope(root, head, head)
            self._children(root)
        return self._feed

    def _children(self, parent: Element) -> None:
        for child in parent:
            name = self._name(child)
            if name in {"item", "entry"}:
                if len(self._feed.entries) >= MOST_ENTRIES:
                    self._feed.remarks.add("too_many_entries")
                    break
                self._entry(child)
            elif name == "channel":
                self._scope(child, self._feed.head, self._feed.head)
                self._children(child)
            else:
                self._reader(child)(self._feed.head, child)

    def _entry(self, element: Element) -> None:
        entry = RawEntry()
        self._scope(element, entry, self._feed.head)
        readers, has_bases = self._readers, self._has_bases
        for child in element:
            reader = readers.get(child.tag) or self._reader(child)
            reader(entry, child)
            if has_bases:
                rebase(entry, child)
        if self._feed.format == "rdf":
            entry.note("guid", next(filter(None, map(element.get, _ABOUT)), ""))
        self._feed.entries.append(entry)

    def _scope(self, element: Element, entry: RawEntry, outer: RawEntry) -> None:
        """Base and language of an element; within the feed's if it says none."""
        entry.base = outer.base
        if self._has_bases:
            entry.base = join(outer.base, (element.get(XML_BASE) or "").strip())
        if self._has_languages:
            entry.language = element.get(_XML_LANG) or entry.language

    def _name(self, element: Element) -> str:
        tag = element.tag
        name = self._names.get(tag)
        if name is None:
            name = short_name(tag, element.prefix) if isinstance(tag, str) else ""
            self._names[tag] = name
        return name

    def _reader(self, element: Element) -> Reader:
        reader = self._readers.get(element.tag)
        if reader is None:
            name = self._name(element)
            if ":" in name and not element.tag.startswith("{"):
                self._feed.remarks.add("undeclared_prefix")
            reader = self._readers[element.tag] = READERS.get(name, _ignore)
        return reader
