"""One door to all readers: which format, how large, read how."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import BinaryIO

from medagora.catalogue.domain.formats.encodings import check_size
from medagora.catalogue.domain.formats.rows import Format, Item
from medagora.catalogue.domain.words import Kind
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput

_MB = 2**20

#: Formats that are streamed may be large; the others are held in memory whole.
LIMITS: Mapping[Format, int] = {
    Format.MEDLINEPLUS: 512 * _MB,
    Format.MEDAGORA: 1024 * _MB,
    Format.CSV: 256 * _MB,
    Format.HON: 64 * _MB,
    Format.OPML: 64 * _MB,
    Format.BOOKMARKS: 64 * _MB,
}


def guess_format(head: bytes) -> Format | None:
    """The format that the beginning of a file looks like; a table looks like none."""
    text = head.replace(b"\x00", b"").decode("latin-1").lower()
    for sign, format in _SIGNS:
        if sign in text:
            return format
    if text.lstrip("\ufeff\xef\xbb\xbf \r\n\t").startswith("["):
        return Format.HON
    return None


#: What only the beginning of such a file holds; the first that fits decides.
_SIGNS = (
    ('"format":"medagora"', Format.MEDAGORA),
    ("<health-topics", Format.MEDLINEPLUS),
    ("<opml", Format.OPML),
    ("netscape-bookmark-file", Format.BOOKMARKS),
)


@dataclass(frozen=True)
class Reading:
    """What a file does not say itself, for the formats that need it.

    ``language`` is the language of titles and descriptions; ``kind`` stands where
    the address suggests none; ``columns`` says what a table's columns hold.
    """

    format: Format
    language: str = "en"
    kind: str = Kind.WEBSITE
    columns: Mapping[str, str] = field(default_factory=dict)


def read(stream: BinaryIO, reading: Reading) -> Iterator[Item]:
    """Every row of the file. BadInput, perhaps in the middle, if it is unusable."""
    check_size(stream, LIMITS[reading.format])
    if not languages.is_known(reading.language):
        raise BadInput(
            "“%(language)s” is not a language we know.", language=reading.language
        )
    if reading.kind not in set(Kind):
        raise BadInput("“%(kind)s” is not a kind we know.", kind=reading.kind)
    # loaded when needed, because lxml costs memory that a web process need not carry
    name = _MODULES[reading.format]
    reader = import_module(f"medagora.catalogue.domain.formats.{name}")
    said = {name: getattr(reading, name) for name in _ASKS[reading.format]}
    rows: Iterator[Item] = reader.read(stream, **said)
    return rows


_MODULES: Mapping[Format, str] = {
    Format.MEDLINEPLUS: "medlineplus",
    Format.HON: "hon",
    Format.MEDAGORA: "own",
    Format.OPML: "opml",
    Format.BOOKMARKS: "bookmarks",
    Format.CSV: "tables",
}
#: What each reader is told besides the stream.
_ASKS: Mapping[Format, tuple[str, ...]] = {
    Format.MEDLINEPLUS: (),
    Format.HON: (),
    Format.MEDAGORA: (),
    Format.OPML: ("language", "kind"),
    Format.BOOKMARKS: ("language", "kind"),
    Format.CSV: ("language", "kind", "columns"),
}
