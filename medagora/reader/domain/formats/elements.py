"""What each element of RSS, RDF, Atom and their modules adds to a raw entry.

The table ``READERS`` goes from an element's short name to the function that takes
it over. The head of a feed is made of the same elements as its entries.
"""

import html
import re
from collections.abc import Callable

from lxml import etree

from medagora.reader.domain.formats.addresses import join
from medagora.reader.domain.formats.names import short_name
from medagora.reader.domain.formats.raw import RawEntry, RawFile, RawLink

Element = etree._Element
Reader = Callable[[RawEntry, Element], None]

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
#: libxml2 escapes "<" and ">" in attributes.
_EMPTY = re.compile(r"<([A-Za-z][\w.-]*)([^<>]*)/>")
_VOID = frozenset(["br", "hr", "img", "col", "wbr", "source", "input"])
_PREFIX_IN_TAG = re.compile(r"<(/?)[A-Za-z][\w.-]*:(?=[A-Za-z])")
_PLAIN_TYPES = frozenset(["text", "plain", "text/plain"])
_ATOM_NAME = "{http://www.w3.org/2005/Atom}name"
_NAME = ("}name", "}title", ":name", "name")
_NEVER_SHOWN = "application/x-shockwave-flash"


def text_of(element: Element) -> str:
    """The text; with markup where the file did not escape it."""
    return inner_html(element) if len(element) else element.text or ""


def inner_html(element: Element) -> str:
    whole = etree.tostring(element, encoding="unicode", with_tail=False)
    inner = whole[whole.find(">") + 1 : whole.rfind("<")]
    return _EMPTY.sub(_opened, _PREFIX_IN_TAG.sub(r"<\1", inner))


def _opened(empty: re.Match[str]) -> str:
    """``<a/>`` as HTML writes it; there, only some elements can have no end."""
    name = empty[1]
    return empty[0] if name.lower() in _VOID else f"<{name}{empty[2]}></{name}>"


def html_of(element: Element) -> str:
    """The HTML of a text: as it is, from XHTML, or escaped plain text."""
    if len(element):
        return inner_html(element)
    text = element.text or ""
    kind = element.get("type")
    if kind is None or kind == "html":
        return text
    if kind in _PLAIN_TYPES:
        return html.escape(text, quote=False) if "<" in text or "&" in text else text
    # Atom 0.3 puts files into entries, too
    return text if element.get("mode") != "base64" else ""


def rebase(entry: RawEntry, element: Element) -> None:
    """For an element that was just read: takes its own xml:base into account."""
    base = element.get(XML_BASE)
    if not base:
        return
    if entry.links and element.get("href") == entry.links[-1].address:
        link = entry.links.pop()
        entry.links.append(link._replace(address=join(base, link.address.strip())))
    else:
        entry.note("content_base", base)


def names_in(element: Element) -> dict[str, str]:
    """The texts of the children by short name."""
    found: dict[str, str] = {}
    for child in element:
        if isinstance(child.tag, str):
            name = short_name(child.tag, child.prefix)
            found.setdefault(name, text_of(child).strip())
    return found


def _fact(name: str) -> Reader:
    def read(entry: RawEntry, element: Element) -> None:
        text = inner_html(element) if len(element) else element.text
        if text and name not in entry.facts:
            entry.facts[name] = text

    return read


def _guid(entry: RawEntry, element: Element) -> None:
    entry.note("guid", text_of(element))
    if (element.get("isPermaLink") or "").lower() == "false":
        entry.note("guid_is_name", "yes")


def _link(entry: RawEntry, element: Element) -> None:
    """RSS writes the address as text, Atom as ``href``, RDF as ``rdf:resource``."""
    href = element.get("href")
    if href is None:
        href = text_of(element) or element.get(_RESOURCE) or ""
        entry.links.append(RawLink("alternate", href))
        return
    rel, kind = element.get("rel") or "alternate", element.get("type") or ""
    size = element.get("length") or "" if rel == "enclosure" else ""
    entry.links.append(RawLink(rel, href, kind, size))


def _first_link(entry: RawEntry, element: Element) -> None:
    entry.links.insert(0, RawLink("alternate", text_of(element)))


def _content(entry: RawEntry, element: Element) -> None:
    entry.contents.append(html_of(element))


def _summary(entry: RawEntry, element: Element) -> None:
    entry.summaries.append(html_of(element))


def _person(element: Element) -> str:
    """A name: the text, or the child that holds it (Atom, FOAF in RDF)."""
    if not len(element):
        return element.text or ""
    for child in element:
        tag = child.tag
        if tag == _ATOM_NAME or (isinstance(tag, str) and tag.endswith(_NAME)):
            return child.text or ""
    return ""


def _author(entry: RawEntry, element: Element) -> None:
    entry.authors.append(_person(element))


def _contributor(entry: RawEntry, element: Element) -> None:
    entry.contributors.append(_person(element))


def _source(entry: RawEntry, element: Element) -> None:
    """Where an Atom entry was first published: its authors wrote it."""
    for child in element:
        if isinstance(child.tag, str):
            name = short_name(child.tag, child.prefix)
            if name == "author":
                entry.contributors.append(_person(child))


def _category(entry: RawEntry, element: Element) -> None:
    """RSS writes the name as text, Atom as ``label`` or ``term``."""
    name = element.text or element.get("label") or element.get("term")
    entry.categories.append(name or element.get("text") or "")


def _keywords(entry: RawEntry, element: Element) -> None:
    entry.categories += re.split(r"[,;]", text_of(element))


def _identifier(entry: RawEntry, element: Element) -> None:
    entry.identifiers.append(text_of(element))


def _enclosure(entry: RawEntry, element: Element) -> None:
    address = element.get("url") or element.get("href") or element.get(_RESOURCE) or ""
    entry.files.append(
        RawFile(address, element.get("type") or "", element.get("length") or "")
    )


def _image(entry: RawEntry, element: Element) -> None:
    address = element.get("href") or element.get("url") or element.get(_RESOURCE)
    if not address:
        address = names_in(element).get("url") if len(element) else element.text
    if address:
        entry.images.append(address)


def _media_group(entry: RawEntry, element: Element) -> None:
    for child in element:
        if isinstance(child.tag, str):
            name = short_name(child.tag, child.prefix)
            if name in _OF_MEDIA:
                _OF_MEDIA[name](entry, child)


def _media_content(entry: RawEntry, element: Element) -> None:
    """A picture of the entry, or a file to play."""
    address = element.get("url") or ""
    kind = element.get("type") or ""
    medium = element.get("medium") or kind.partition("/")[0]
    if medium == "image":
        entry.images.append(address)
    elif medium in {"audio", "video"} and kind != _NEVER_SHOWN:
        size, duration = element.get("fileSize") or "", element.get("duration") or ""
        entry.files.append(RawFile(address, kind or f"{medium}/*", size, duration))
    for child in element:
        if isinstance(child.tag, str) and child.tag.endswith("}thumbnail"):
            _image(entry, child)


def _chapters(entry: RawEntry, element: Element) -> None:
    entry.note("chapters", element.get("url") or "")


def _times(name: str) -> Reader:
    """A list of hours or days, as one text."""

    def read(entry: RawEntry, element: Element) -> None:
        words = (child.text or "" for child in element)
        entry.note(name, " ".join(words))

    return read


_OF_MEDIA: dict[str, Reader] = {
    "media:title": _fact("media:title"),
    "media:description": _summary,
    "media:thumbnail": _image,
    "media:content": _media_content,
    "media:keywords": _keywords,
}
_FACTS = (
    "title dc:title itunes:title pubdate published updated issued created modified "
    "lastbuilddate dc:date dcterms:issued dcterms:created dcterms:modified "
    "dcterms:available dcterms:date prism:publicationdate prism:coverdate "
    "prism:onlinedate prism:modificationdate prism:doi prism:url "
    "prism:publicationname prism:volume prism:number prism:issueidentifier "
    "prism:startingpage prism:endingpage prism:pagerange language dc:language "
    "comments ttl syn:updateperiod syn:updatefrequency itunes:new-feed-url "
    "itunes:duration itunes:explicit dc:source"
)

READERS: dict[str, Reader] = {
    **{name: _fact(name) for name in _FACTS.split()},
    **_OF_MEDIA,
    "dcterms:title": _fact("dc:title"),
    "guid": _guid,
    "id": _fact("guid"),
    "link": _link,
    "feedburner:origlink": _first_link,
    "content:encoded": _content,
    "content": _content,
    "xhtml:body": _content,
    "description": _summary,
    "summary": _summary,
    "subtitle": _summary,
    "tagline": _summary,
    "itunes:summary": _summary,
    "dc:description": _summary,
    "dcterms:abstract": _summary,
    "author": _author,
    "dc:creator": _author,
    "dcterms:creator": _author,
    "contributor": _contributor,
    "dc:contributor": _contributor,
    "itunes:author": _contributor,
    "managingeditor": _contributor,
    "source": _source,
    "category": _category,
    "dc:subject": _category,
    "itunes:keywords": _keywords,
    "dc:identifier": _identifier,
    "dcterms:identifier": _identifier,
    "prism:identifier": _identifier,
    "enclosure": _enclosure,
    "image": _image,
    "logo": _image,
    "itunes:image": _image,
    "media:group": _media_group,
    "podcast:chapters": _chapters,
    "skiphours": _times("skiphours"),
    "skipdays": _times("skipdays"),
}
