"""Small files of every sort that a picture can have."""

import base64
import struct
import zlib

#: One grey point each.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJ"
    "RU5ErkJggg=="
)
GIF = base64.b64decode("R0lGODlhAQABAIAAAISEhP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==")
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L"
AVIF = b"\0\0\0\x20ftypavif\0\0\0\0avifmif1"


def grey_png(width: int, height: int) -> bytes:
    """A grey picture of this size."""
    rows = (b"\0" + b"\x84" * width) * height
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data))
        + name
        + data
        + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
