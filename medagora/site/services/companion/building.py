"""The list as it is now: made once for each state of the catalogue, then kept.

Every request asks how many resources are published and when one last changed;
only a new answer reads them all again.
"""

import bisect
import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from django.core.cache import cache

from medagora.catalogue.queries import for_companion
from medagora.site.domain import companion_list
from medagora.site.services.companion import keys

_KEPT_SECONDS = 24 * 60 * 60
_DIGEST, _ID = 32, 6
_ROW = _DIGEST + _ID
#: One thread builds; the others wait and find it kept.
_building = Lock()


@dataclass(frozen=True, slots=True)
class SignedList:
    body: bytes
    compressed: bytes
    etag: str
    count: int
    bucket_bits: int
    made_at: int


@dataclass(frozen=True, slots=True)
class _Made:
    signed: SignedList
    #: Full hash and resource id of every address, sorted: what buckets are cut from.
    index: bytes


def signed_list(now: datetime) -> SignedList:
    """The list for this moment, signed."""
    name = _name_of_state(now)
    return _kept("list", name) or _make_once(name, now).signed


def bucket(bits: int, number: int, now: datetime) -> list[tuple[str, int]]:
    """Full hash (hexadecimal) and resource id of every address in a bucket."""
    name = _name_of_state(now)
    index: bytes = _kept("index", name) or _make_once(name, now).index

    def digest_at(place: int) -> bytes:
        return index[place * _ROW : place * _ROW + _DIGEST]

    places = range(len(index) // _ROW)
    first, last = number << (32 - bits), ((number + 1) << (32 - bits)) - 1
    low = bisect.bisect_left(places, first.to_bytes(4), key=digest_at)
    high = bisect.bisect_right(places, last.to_bytes(4) + b"\xff" * 28, key=digest_at)
    return [
        (
            digest_at(place).hex(),
            int.from_bytes(index[place * _ROW + _DIGEST : (place + 1) * _ROW]),
        )
        for place in range(low, high)
    ]


def _name_of_state(now: datetime) -> str:
    """Names what the list depends on: the catalogue, the key, the month."""
    count, newest = for_companion.newest_change()
    state = f"{count} {newest} {now:%Y-%m} {keys.public_text()}"
    return hashlib.sha256(state.encode()).hexdigest()[:32]


def _kept(what: str, name: str) -> Any:
    """Only the newest is kept: an index of 100,000 addresses has 4 MB."""
    named, piece = cache.get(f"companion.{what}") or ("", None)
    return piece if named == name else None


def _make_once(name: str, now: datetime) -> _Made:
    with _building:
        signed, index = _kept("list", name), _kept("index", name)
        if signed and index is not None:
            return _Made(signed, index)
        made = _make(now)
        pieces = {"companion.list": made.signed, "companion.index": made.index}
        named = {key: (name, piece) for key, piece in pieces.items()}
        cache.set_many(named, _KEPT_SECONDS)
        return made


def _make(now: datetime) -> _Made:
    rows = sorted(for_companion.published_keys())
    count, newest = for_companion.newest_change()
    entries = [companion_list.entry_of(key, kind) for key, kind, _pk in rows]
    month = datetime(now.year, now.month, 1, tzinfo=UTC)
    head = companion_list.Head(
        bucket_bits=companion_list.bucket_bits_for(count),
        made_at=int(max(newest or month, month).timestamp()),
        salt=_salt(entries, month),
    )
    unsigned = companion_list.pack(entries, head)
    body = unsigned + keys.sign(unsigned)
    signed = SignedList(
        body=body,
        compressed=gzip.compress(body, 9, mtime=0),
        etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        count=len(entries),
        bucket_bits=head.bucket_bits,
        made_at=head.made_at,
    )
    pairs = ((hashlib.sha256(key.encode()).digest(), pk) for key, _kind, pk in rows)
    index = b"".join(digest + pk.to_bytes(_ID) for digest, pk in sorted(pairs))
    return _Made(signed, index)


def _salt(entries: Sequence[str], month: datetime) -> bytes:
    """New with every change of the addresses, and with every month.

    Six bytes of a known hash could be matched by trying addresses of one's own until
    one fits. Nobody knows the next salt, so such an address is good for days only.
    """
    digest = hashlib.sha256("\n".join(entries).encode()).hexdigest()
    return keys.salt_for(f"list {month:%Y-%m} {digest}", companion_list.SALT)
