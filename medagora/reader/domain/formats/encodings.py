"""From bytes to UTF-8, whatever the file or the server say about its encoding."""

import codecs
import re
from dataclasses import dataclass, field

WRONG = "wrong_encoding"

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How files without a mark begin when they are UTF-16: "<" or "{" beside a zero.
_SIGNS = {
    b"<\x00": "utf-16-le",
    b"{\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
    b"\x00{": "utf-16-be",
}
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']\s*([\w.:-]{2,30})""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_HEAD = 2048

#: What is written and what is meant (WHATWG's Encoding Standard): the wider codec
#: reads all that the narrow one reads.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
#: Their bytes can look like UTF-8 or ASCII, so their declaration comes first.
_WIDE = frozenset(
    ["gb18030", "cp932", "cp949", "big5hkscs", "euc_jp", "iso2022_jp", "hz"]
)
_NARROW = re.compile(r"cp(125\d|874|866)|iso8859-\d{1,2}|koi8-[rut]|mac-\w+")
#: Single bytes that no UTF-8 has, as Windows-1252 reads them.
_STRAY = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace")
    for byte in range(0x80, 0x100)
}


@dataclass(frozen=True, slots=True)
class Source:
    """The file in UTF-8, without a mark at its beginning."""

    data: bytes
    remarks: set[str] = field(default_factory=set)


def source_of(body: bytes, content_type: str = "") -> Source:
    """The body in UTF-8.

    A mark at the beginning decides; then the declaration of an encoding that can be
    mistaken for UTF-8; then whether it is UTF-8; then the declaration of the file
    and of the server. What is left is Windows-1252, alone or mixed into UTF-8.
    """
    body = body.removeprefix(codecs.BOM_UTF8)
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _marked(body[len(mark) :], codec)
    if sign := _SIGNS.get(body[:2]):
        return _marked(body, sign)
    said = _said(body[:_HEAD], content_type)
    for codec in said:
        if codec in _WIDE and (text := _decoded(body, codec)) is not None:
            return Source(text.encode())
    if body.isascii():
        return Source(body)
    text = _decoded(body, "utf-8")
    if text is None:
        return _narrow(body, said)
    # encoding again drops the half of a letter where the file was cut off
    data = body if body[-1] < 0x80 else text.encode()
    return Source(data, {WRONG} if said and "utf" not in said[0] else set())


def _marked(body: bytes, codec: str) -> Source:
    text = body.decode(codec, "replace")
    cut = text.endswith("\ufffd")
    return Source((text[:-1] if cut else text).encode(errors="replace"))


def _said(head: bytes, content_type: str) -> list[str]:
    """The codecs that the file and the server name, the file first."""
    declared = _DECLARED.search(head)
    charset = _CHARSET.search(content_type)
    names = [
        *([declared[1].decode()] if declared else []),
        *([charset[1]] if charset else []),
    ]
    return [codec for name in names if (codec := _codec(name))]


def _codec(name: str) -> str:
    """The codec that is meant by a name, or "" if it is no encoding of texts."""
    try:
        plain = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    meant = _MEANT.get(plain, plain)
    is_known = meant in _WIDE or meant.startswith("utf") or _NARROW.fullmatch(meant)
    return meant if is_known else ""


def _decoded(body: bytes, codec: str) -> str | None:
    """The text, also of a file that was cut inside its last letter."""
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        if error.start < len(body) - 3:
            return None
    except UnicodeError:
        return None
    return body.decode(codec, "ignore")


def _narrow(body: bytes, said: list[str]) -> Source:
    for codec in said:
        if codec in _WIDE or _NARROW.fullmatch(codec):
            return Source(body.decode(codec, "replace").encode())
    mixed = body.decode("utf-8", "surrogateescape").translate(_STRAY)
    return Source(mixed.encode(errors="replace"), {WRONG})
