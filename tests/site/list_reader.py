"""A second reader of the companion's list, written from docs/companion.md alone."""

import bisect
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from medagora.catalogue.domain import addresses


@dataclass(frozen=True)
class ReadList:
    bucket_bits: int
    made_at: int
    salt: bytes
    prefixes: Sequence[bytes]

    def finds(self, address: str) -> str:
        """ "page", "site" or nothing, as the companion would say."""
        key = addresses.key(addresses.canonical(address))
        host = key.split("/")[0].split("?")[0]
        if self._has(host, key):
            return "page"
        parts = key.split("?")[0].split("/")
        for depth in range(min(len(parts), 8), 0, -1):
            site = "/".join(parts[:depth])
            if self._has(host, f"{site}/"):
                return "page" if site == key else "site"
        return ""

    def _has(self, host: str, text: str) -> bool:
        wanted = self._hashed(host)[:3] + self._hashed(text)[:4]
        place = bisect.bisect_left(self.prefixes, wanted)
        return place < len(self.prefixes) and self.prefixes[place] == wanted

    def _hashed(self, text: str) -> bytes:
        return hashlib.sha256(self.salt + text.encode()).digest()


@dataclass(frozen=True)
class Reader:
    body: bytes

    def read(self) -> ReadList:
        body = self.body
        assert body[:6] == b"MDGL\x01\x07"
        count = int.from_bytes(body[12:16])
        columns = body[80:-64]
        assert len(columns) == count * 7
        rows = [bytes(columns[row::count]) for row in range(count)]
        return ReadList(body[6], int.from_bytes(body[8:12]), body[16:80], rows)
