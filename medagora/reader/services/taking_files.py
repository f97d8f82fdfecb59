"""Opens what people bring: one file or an archive, never more than fits.

The names in an archive are shown and nothing else: no file is ever written under one.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.reader.domain.taking.found import Found, Place

MEGABYTE = 2**20
MOST_BYTES = 32 * MEGABYTE
#: Unpacked: one file, and all together.
MOST_FILE_BYTES = 32 * MEGABYTE
MOST_UNPACKED = 96 * MEGABYTE
#: FreshRSS writes one file a source.
MOST_FILES = 5_000
_MOST_LISTING = 2 * MEGABYTE
_SUFFIXES = (".opml", ".xml", ".json")
_END = b"PK\x05\x06"
_END_FORM = struct.Struct("<4s4H2LH")
#: bz2 and LZMA cannot be unpacked a little at a time here.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
#: What the library raises for archives that are not what they say they are.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    struct.error,
)


def read_upload(data: bytes, name: str) -> Found:
    """What stands in the file or archive; BadInput when nothing of it can be used."""
    # the parser stays out of the web process until somebody brings a file
    from medagora.reader.domain.taking.guessing import read_file  # noqa: PLC0415 - see above

    name = _shown(name)
    if len(data) > MOST_BYTES:
        raise BadInput(
            "The file has more than %(most)s MB.", most=MOST_BYTES // MEGABYTE
        )
    if not data.startswith(b"PK"):
        return read_file(data, name)
    found = Found()
    for member, content in _members(data, found):
        try:
            found.add(read_file(content, member))
        except BadInput as why:
            found.skip(Place(member), why)
    if not found.sources and not found.entries:
        raise _reason_of(found)
    return found


def _reason_of(found: Found) -> BadInput:
    """Why an archive brings nothing: its only fault, or a sentence about all."""
    if len(found.not_taken) == 1:
        return found.not_taken[0].why
    return BadInput(
        "Nothing in the archive can be used. Bring an OPML file, or an export of "
        "FreshRSS, Miniflux, Feedly or Inoreader."
    )


def _members(data: bytes, found: Found) -> Iterator[tuple[str, bytes]]:
    _check_listing(data)
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MOST_FILES:
                raise BadInput("The archive holds too many files.")
            for info in infos:
                if content := _content(archive, info, left, found):
                    left -= len(content)
                    yield _shown(info.filename), content
    except _BROKEN:
        raise BadInput("The archive is broken and cannot be opened.") from None


def _check_listing(data: bytes) -> None:
    """Refuses a listing of millions of files before the library reads it."""
    at = data.rfind(_END, max(0, len(data) - 65_557))
    if at < 0 or len(data) - at < _END_FORM.size:
        raise BadInput("The archive is broken and cannot be opened.")
    listing_bytes = _END_FORM.unpack_from(data, at)[5]
    if listing_bytes > _MOST_LISTING:
        raise BadInput("The archive holds too many files.")


def _content(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, found: Found
) -> bytes:
    """The unpacked file; b"" when it is left out, which is told if it could matter."""
    name = info.filename
    if name.startswith("__MACOSX/") or not name.lower().endswith(_SUFFIXES):
        return b""
    place = Place(_shown(name))
    if info.flag_bits & _ENCRYPTED:
        found.skip(place, BadInput("It is locked with a password."))
        return b""
    if info.compress_type not in _METHODS:
        found.skip(place, BadInput("It is packed in a way that cannot be opened here."))
        return b""
    most = min(MOST_FILE_BYTES, left)
    with archive.open(info) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise BadInput(
            "Unpacked, the archive has more than %(most)s MB.",
            most=MOST_UNPACKED // MEGABYTE,
        )
    return content


def _shown(name: str) -> str:
    """The last part of a name, for people to recognise the file by."""
    return tidy(name.replace("\\", "/").rpartition("/")[2], limit=100)
