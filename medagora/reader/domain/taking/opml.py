"""OPML: lists of sources, as reading programs exchange them (opml.org/spec2.opml).

Reading is tolerant: how broken files are mended is shared with the imports of the
catalogue. Every outline is either taken or told of with its line.
"""

import io
from collections.abc import Mapping, Sequence

from lxml import etree

from medagora.catalogue.domain.formats.encodings import check_size, read_text
from medagora.catalogue.domain.formats.opml import parse_opml
from medagora.catalogue.domain.formats.xml import line_of, refuse_entities
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.reader.domain.formats.addresses import absolute
from medagora.reader.domain.taking.found import (
    Found,
    Note,
    Origin,
    Place,
    found_source,
)

MOST_BYTES = 10 * 2**20
_DEEPEST = 100


def read_opml(data: bytes, file: str = "") -> Found:
    """The sources of an OPML file; BadInput when it is none, is cut off or a bomb."""
    stream = io.BytesIO(data)
    check_size(stream, MOST_BYTES)
    text, remark = read_text(stream)
    refuse_entities(text)
    root, is_mended = parse_opml(text)
    body = root.find(".//body")
    if body is None:
        raise BadInput("The file is not OPML: it has no <body>.")
    found = Found(origins={Origin.OPML})
    if remark:
        found.notes.add(Note.WRONG_ENCODING)
    if is_mended:
        found.notes.add(Note.MENDED)
    _take_outlines(body, (), found, file)
    return found


def _take_outlines(
    parent: etree._Element, folders: tuple[str, ...], found: Found, file: str
) -> None:
    for element in parent.iterchildren():
        if not isinstance(element.tag, str) or element.tag.lower() != "outline":
            continue
        values = {str(name).lower(): str(v) for name, v in element.attrib.items()}
        place = Place(file, line_of(element))
        if values.get("xmlurl", "").strip():
            _take_source(values, folders, found, place)
        elif not len(element):
            found.skip(place, _why_none(values), _name_of(values))
        if len(element):
            if len(folders) >= _DEEPEST:
                raise BadInput(
                    "Folders are nested too deeply at line %(line)s.", line=place.line
                )
            _take_outlines(element, (*folders, _name_of(values)), found, file)
        found.check_size()


def _take_source(
    values: Mapping[str, str], folders: tuple[str, ...], found: Found, place: Place
) -> None:
    code = values.get("language", "")
    try:
        source = found_source(
            values["xmlurl"],
            place,
            title=values.get("title") or values.get("text", ""),
            site=absolute(values.get("htmlurl", ""), ""),
            folders=folders or _categories(values),
            language=languages.primary(code) if languages.is_known(code) else "",
        )
    except BadInput as why:
        found.skip(place, why, values["xmlurl"])
    else:
        found.sources.append(source)


def _categories(values: Mapping[str, str]) -> Sequence[str]:
    """The first of its categories, which stands for a folder: "/one/two,/three"."""
    return values.get("category", "").partition(",")[0].split("/")


def _why_none(values: Mapping[str, str]) -> BadInput:
    if values.get("type", "").lower() == "include":
        return BadInput("It points to another list.")
    if values.get("htmlurl") or values.get("url"):
        return BadInput("It is a link to a page, not a source that can be followed.")
    return BadInput("It has no address.")


def _name_of(values: Mapping[str, str]) -> str:
    return tidy(values.get("text") or values.get("title", ""))
