"""The Fever protocol (feedafever.com/api): its keys and its lists of numbers."""

import zlib
from collections.abc import Iterable
from hashlib import md5


def group_id(name: str) -> int:
    """The number of a group; the same as long as it has this name."""
    return (zlib.crc32(name.encode("utf-8", "replace")) & 0x7FFFFFFF) or 1


def api_key(email: str, secret: str) -> str:
    """What a Fever app sends: the MD5 of what was typed into it."""
    typed = f"{email}:{secret}".encode()
    return md5(typed, usedforsecurity=False).hexdigest()


def read_numbers(text: str, *, most: int) -> list[int]:
    """Numbers parted by commas; what is none is left out."""
    parts = (part.strip() for part in text.split(",")[:most])
    return [int(p) for p in parts if p.isascii() and p.isdigit() and len(p) < 19]


def joined(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))
