"""OPML: lists of feeds as readers export them, well-formed or not.

Three tries: as XML; as XML after mending what exporters get wrong (bare ``&``, ``<``
and quotes in values, HTML's named entities); with libxml2's own recovery. What is cut
off is refused all the same.
"""

import re
from collections.abc import Iterator
from html import entities
from typing import BinaryIO

from lxml import etree

from medagora.catalogue.domain.drafts import FeedDraft, ResourceDraft, TextDraft
from medagora.catalogue.domain.formats.encodings import read_text
from medagora.catalogue.domain.formats.rows import (
    Item,
    Remark,
    ResourceRow,
    Skipped,
    resource_row,
    skipped,
)
from medagora.catalogue.domain.formats.xml import (
    SAFE,
    fault_of,
    line_of,
    refuse_declared,
    refuse_entities,
)
from medagora.catalogue.domain.kinds import guess_kind
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy

MENDED = "The file is not well-formed XML; it was mended while reading."
ONLY_FEED = "Only the address of its feed is known."
_END = re.compile(
    r"</\s*(opml|body)\s*>\s*(<!--.*?-->\s*)*(</\s*opml\s*>\s*)?$",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BARE_AMPERSAND = re.compile(
    r"&(?!#\d{1,7};|#x[0-9a-f]{1,6};|\w{2,31};)", re.IGNORECASE
)
_NAMED = re.compile(r"&(\w{2,31});")
#: Attributes that feed readers write. Others are taken for HTML inside a value.
_NAMES = (
    "text|title|description|xmlurl|htmlurl|url|type|language|version|category|"
    r"created|comments?|iscomment|isbreakpoint|imageurl|icon|id|\w+:\w+"
)
_OPENING = re.compile(rf'\s(?:{_NAMES})\s*=\s*"', re.IGNORECASE)
#: A quote ends a value if another attribute follows, or the end of the tag.
_CLOSING = re.compile(rf'"(?=\s+(?:{_NAMES})\s*=\s*"|\s*/?>\s*(?:<|$))', re.IGNORECASE)
_XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}
_DEEPEST = 100


def read(stream: BinaryIO, *, language: str, kind: str) -> Iterator[Item]:
    """A row for each feed or link; folders become words that may name topics."""
    text, remark = read_text(stream)
    refuse_entities(text)
    if remark:
        yield Remark(remark)
    root, is_mended = parse_opml(text)
    if is_mended:
        yield Remark(MENDED)
    body = root.find(".//body")
    if body is None:
        raise BadInput("The file is not OPML: it has no <body>.")
    yield from _outlines(body, (), language, kind)


def parse_opml(text: str) -> tuple[etree._Element, bool]:
    """The root of the document, and whether it had to be mended to be read."""
    # lines stay where they are, so that the numbers in the report are right
    text = _DECLARATION.sub(lambda match: "\n" * match.group().count("\n"), text)
    if "<opml" not in text[:4096].lower():
        raise BadInput("The file is not OPML: there is no <opml> at its beginning.")
    if not _END.search(text[-4096:]):
        line = text.count("\n") + 1
        raise BadInput(
            "The file ends too early, at line %(line)s: it is cut off.", line=line
        )
    try:
        return _root(text, recover=False), False
    except etree.XMLSyntaxError:
        mended = _mend(text)
    try:
        return _root(mended, recover=False), True
    except etree.XMLSyntaxError as error:
        fault = fault_of(error)
    try:
        return _root(mended, recover=True), True
    except etree.XMLSyntaxError:
        raise fault from None


def _root(text: str, *, recover: bool) -> etree._Element:
    # encoded anew, because lxml refuses text that still declares another encoding
    parser = etree.XMLParser(encoding="utf-8", recover=recover, **SAFE)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise BadInput("The file is not OPML: there is no <opml> at its beginning.")
    refuse_declared(root.getroottree())
    return root


def _mend(text: str) -> str:
    text = _CONTROL.sub("", text)
    text = _BARE_AMPERSAND.sub("&amp;", text)
    text = _NAMED.sub(_as_character, text)
    return "".join(_mend_values(text))


def _mend_values(text: str) -> Iterator[str]:
    """Escapes ``<`` and quotes that stand inside quoted values. One pass."""
    at = 0
    while opening := _OPENING.search(text, at):
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            break
        start, end = opening.end(), closing.start()
        yield text[at:start]
        yield text[start:end].replace("<", "&lt;").replace('"', "&quot;")
        at = end
    yield text[at:]


def _as_character(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in _XML_NAMES:
        return match.group()
    code = entities.name2codepoint.get(name)
    return chr(code) if code else f"&amp;{name};"


def _outlines(
    parent: etree._Element, folders: tuple[str, ...], language: str, kind: str
) -> Iterator[Item]:
    for element in parent.iterchildren():
        if not isinstance(element.tag, str) or element.tag.lower() != "outline":
            continue
        values = {str(name).lower(): str(v) for name, v in element.attrib.items()}
        line = line_of(element)
        if values.get("type", "").lower() == "include":
            yield skipped(line, "It points to another list.", values.get("url", ""))
        elif _has_address(values):
            yield _row(line, values, folders, language, kind)
        if len(element):
            if len(folders) >= _DEEPEST:
                raise BadInput(
                    "Folders are nested too deeply at line %(line)s.", line=line
                )
            name = tidy(values.get("text") or values.get("title", ""))
            yield from _outlines(element, (*folders, name), language, kind)
        elif not _has_address(values) and values.get("type", "").lower() != "include":
            yield skipped(line, "It has no address.", values.get("text", ""))


def _has_address(values: dict[str, str]) -> bool:
    return any(values.get(name) for name in ("xmlurl", "htmlurl", "url"))


def _row(
    line: int,
    values: dict[str, str],
    folders: tuple[str, ...],
    language: str,
    kind: str,
) -> ResourceRow | Skipped:
    feed, page = (
        values.get("xmlurl", ""),
        values.get("htmlurl") or values.get("url", ""),
    )
    title = values.get("title") or values.get("text", "")
    code = values.get("language", "")
    said = languages.primary(code) if code and languages.is_known(code) else ""
    address = page or feed
    draft = ResourceDraft(
        address=address,
        kind=guess_kind(address if page else feed, kind),
        texts={said or language: TextDraft(title, values.get("description", ""))},
        languages=(said,) if said else (),
        feeds=(FeedDraft(feed, title),) if feed else (),
    )
    categories = re.split(r"[,/]", values.get("category", ""))
    words = tuple(filter(None, (*folders, *map(tidy, categories))))
    return resource_row(line, draft, words=words, note="" if page else ONLY_FEED)
