"""XML from strangers: parsed without entities, DTDs or the network."""

import re
from typing import Any, BinaryIO, cast

from lxml import etree

from medagora.kernel.refusals import BadInput

#: Options of every parser here. ``huge_tree`` off keeps libxml2's own limits on
#: depth, names and amplification.
SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}
_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s+)?([\w.:-]{0,60})")
_ROOT = re.compile(r"<[A-Za-z_]")
_HEAD = 64 * 1024
#: What libxml2 says at the end of a file that should go on.
_CUT = ("Premature end", "EndTag", "no element found")


def refuse_entities(text: str) -> None:
    """BadInput when the text before the first element declares an entity."""
    root = _ROOT.search(text)
    entity = _ENTITY.search(text)
    if entity and (root is None or entity.start() < root.start()):
        line = text.count("\n", 0, entity.start()) + 1
        raise _entity_fault(entity.group(1), line)


def refuse_entities_in(stream: BinaryIO) -> None:
    """The same for the beginning of a stream, whatever its encoding."""
    head = stream.read(_HEAD)
    stream.seek(0)
    refuse_entities(head.replace(b"\x00", b"").decode("latin-1"))


def refuse_declared(tree: "etree._ElementTree") -> None:
    """The same for what the parser itself saw: nothing hides from this one."""
    dtd = tree.docinfo.internalDTD
    if dtd is not None:
        for entity in dtd.iterentities():  # type: ignore[attr-defined]  # not in the stubs
            raise _entity_fault(entity.name or "", 1)


def line_of(element: etree._Element) -> int:
    """The line of the element's start tag; 0 when the parser does not know."""
    return cast("int | None", element.sourceline) or 0


def _entity_fault(name: str, line: int) -> BadInput:
    return BadInput(
        "Line %(line)s declares the XML entity “%(name)s”. Files with "
        "entity declarations can be bombs and are not read.",
        line=line,
        name=name,
    )


def is_at_end(stream: BinaryIO, position: tuple[int, int]) -> bool:
    """True if the stream has nothing after this line and column: what the parser
    met there is the place where the file was cut off."""
    line, column = position
    stream.seek(0)
    breaks, last = 0, b""
    while piece := stream.read(_HEAD):
        breaks += piece.count(b"\n")
        last = piece.rpartition(b"\n")[2] if b"\n" in piece else last + piece
    rest = last.decode("utf-8", "replace")
    return line == breaks + 1 and column >= len(rest) - 1


def fault_of(error: etree.XMLSyntaxError, *, is_cut: bool = False) -> BadInput:
    """What the parser says as a sentence with the place."""
    line, column = error.position
    words = re.sub(r"(, line \d+, column \d+)?( \(.*\))?$", "", error.msg or "")
    if (
        is_cut
        or "Premature end" in words
        or "EndTag" in words
        or "no element found" in words
    ):
        return BadInput(
            "The file ends too early, at line %(line)s: it is cut off.", line=line
        )
    return BadInput(
        "The file is not well-formed XML at line %(line)s, column "
        "%(column)s: %(words)s.",
        line=line,
        column=column,
        words=words,
    )
