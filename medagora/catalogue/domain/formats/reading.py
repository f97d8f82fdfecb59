"""One door to all readers: which format, how large, read how."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from medagora.catalogue.domain.formats import (
    bookmarks,
    hon,
    medlineplus,
    opml,
    own,
    tables,
)
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
        raise BadInput(f"“{reading.language}” is not a language we know.")
    if reading.kind not in set(Kind):
        raise BadInput(f"“{reading.kind}” is not a kind we know.")
    return _READERS[reading.format](stream, reading)


_READERS: Mapping[Format, Callable[[BinaryIO, Reading], Iterator[Item]]] = {
    Format.MEDLINEPLUS: lambda stream, _how: medlineplus.read(stream),
    Format.HON: lambda stream, _how: hon.read(stream),
    Format.MEDAGORA: lambda stream, _how: own.read(stream),
    Format.OPML: lambda stream, how: opml.read(
        stream, language=how.language, kind=how.kind
    ),
    Format.BOOKMARKS: lambda stream, how: bookmarks.read(
        stream, language=how.language, kind=how.kind
    ),
    Format.CSV: lambda stream, how: tables.read(
        stream, language=how.language, kind=how.kind, columns=how.columns
    ),
}
