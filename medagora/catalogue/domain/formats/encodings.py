"""What a file is made of: its size, its encoding, and whether it is text at all."""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from medagora.kernel.refusals import BadInput

CHUNK = 256 * 1024
NOT_UTF8 = "The file is not UTF-8; it was read as Windows-1252."

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (
        b"PK\x03\x04",
        "The file is a ZIP archive or an office document; unpack it, or save it as "
        "plain text first.",
    ),
    (b"\x1f\x8b", "The file is compressed by gzip; unpack it first."),
    (b"%PDF", "The file is a PDF, which cannot be imported."),
    (b"SQLite format 3", "The file is a database, which cannot be imported."),
)
#: Encodings that files of our formats declare; a strange one is not trusted.
_DECLARED = re.compile(
    rb"""(?:encoding|charset)\s*=\s*["']?\s*"""
    rb"((?:utf-?(?:8|16)|us-ascii|iso-8859-\d{1,2}|windows-125\d|cp125\d|koi8-[ru]|"
    rb"shift_jis|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5|latin-?1)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Encoding:
    """A codec's name and, if it was not the expected one, a sentence about it."""

    codec: str
    remark: str = ""


def size_of(stream: BinaryIO) -> int:
    """The length of the stream in bytes; it stands at its beginning afterwards."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size


def check_size(stream: BinaryIO, limit: int) -> None:
    """Refuses an empty file, and at once one that is too large to be right."""
    size = size_of(stream)
    if size == 0:
        raise BadInput("The file is empty.")
    if size > limit:
        raise BadInput(
            "The file has %(size)s MB; at most %(limit)s MB "
            "can be imported at once in this format.",
            size=format(size / 2**20, ",.0f"),
            limit=format(limit // 2**20, ","),
        )


def find_encoding(stream: BinaryIO) -> Encoding:
    """The encoding by mark, by declaration, UTF-8, or Windows-1252 with a remark.

    Reads the whole stream once, in pieces. BadInput for what is no text, with the
    line of the first byte that cannot be read.
    """
    head = stream.read(4096)
    stream.seek(0)
    for magic, sentence in _MAGIC:
        if head.startswith(magic):
            raise BadInput(sentence)
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return _checked(stream, [codec])
    if b"\x00" in head:
        raise BadInput("The file is not text: it holds bytes that no text has.")
    declared = _DECLARED.search(head)
    codecs_to_try = ["utf-8", "cp1252"]
    if declared and not declared.group(1).lower().startswith(b"utf"):
        codecs_to_try.insert(0, declared.group(1).decode())
    return _checked(stream, codecs_to_try)


def _checked(stream: BinaryIO, candidates: list[str]) -> Encoding:
    line = 0
    for codec in candidates:
        fault = _first_fault(stream, codec)
        if fault is None:
            return Encoding(codec, NOT_UTF8 if codec == "cp1252" and line else "")
        line = line or fault
    raise BadInput("The file cannot be read as text: see line %(line)s.", line=line)


def _first_fault(stream: BinaryIO, codec: str) -> int | None:
    """The line of the first byte that the codec cannot read, or None."""
    decoder = codecs.getincrementaldecoder(codec)()
    lines = 1
    try:
        while piece := stream.read(CHUNK):
            text = decoder.decode(piece)
            if "\x00" in text:
                return lines + text[: text.index("\x00")].count("\n")
            lines += text.count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return lines + bytes(error.object[: error.start]).count(b"\n")
    finally:
        stream.seek(0)
    return None


@contextmanager
def text_of(stream: BinaryIO, codec: str) -> Iterator[TextIO]:
    """The stream as text, line ends untouched; leaves the stream itself open."""
    stream.seek(0)
    wrapper = io.TextIOWrapper(stream, encoding=codec, newline="")
    try:
        yield wrapper
    finally:
        wrapper.detach()


def read_text(stream: BinaryIO) -> tuple[str, str]:
    """The whole text and the remark about its encoding, for files of modest size."""
    encoding = find_encoding(stream)
    return stream.read().decode(encoding.codec), encoding.remark


def line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
