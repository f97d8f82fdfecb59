"""How the hub reads a feed of this site: lent by the room that knows them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Content:
    """A feed as it is now."""

    body: bytes
    content_type: str


#: Of an address of this site; None for what is no public feed, or no longer.
Read = Callable[[str], Content | None]
_lent: list[Read] = []


def lend_feeds(read: Read) -> None:
    _lent[:] = [read]


def read_feed(address: str) -> Content | None:
    """The feed at the address; None also when nobody lent a way to read feeds."""
    return _lent[0](address) if _lent else None
