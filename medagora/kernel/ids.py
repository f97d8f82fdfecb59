"""Ids: short, stable, safe in an address, readable over the telephone."""

import base64
import hashlib

#: Length of a public id in characters of five bits each.
LENGTH = 10


def stable_id(*parts: str) -> str:
    """Ten lower-case characters from SHA-256 of the parts.

    The same parts give the same id on every instance, so an exported resource
    keeps its page's address wherever it is imported. 50 bits: among a million
    resources the chance of one collision is about 1 in 2,000.
    """
    raw = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return base64.b32encode(raw).decode().lower()[:LENGTH]


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
