"""Names in the Google Reader protocol: of items, of streams and of states.

The protocol outlived its maker. Source: the notes of the pyrfeed project
("GoogleReaderAPI") and of mihaip/google-reader-api ("ItemId", "StreamId",
"ApiStreamItemsIds"), and what FreshRSS, Inoreader and The Old Reader say about theirs.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_ITEM = "tag:google.com,2005:reader/item/"
_STATE = re.compile(r"user/[^/]*/state/com\.google/([a-z-]+)")
_LABEL = re.compile(r"user/[^/]*/label/(.+)", re.DOTALL)
_HEX = re.compile(r"[0-9a-f]{1,16}", re.IGNORECASE)
_DECIMAL = re.compile(r"-?[0-9]{1,19}")
_LARGEST = 2**63

READING_LIST = "user/-/state/com.google/reading-list"
READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
FRESH = "user/-/state/com.google/fresh"


class StreamKind(StrEnum):
    """What a stream id names. Nothing that is unknown ever means "everything"."""

    EVERYTHING = "everything"
    STARRED = "starred"
    READ = "read"
    UNREAD = "unread"
    FEED = "feed"
    LABEL = "label"
    NOTHING = "nothing"  # what Google had and we have not: broadcast, like …


@dataclass(frozen=True, slots=True)
class StreamId:
    """``value`` is a label's name, or a feed's number or address."""

    kind: StreamKind
    value: str = ""

    @property
    def feed_number(self) -> int:
        """The number of the feed, 0 if it is named by its address."""
        is_number = self.value.isascii() and self.value.isdigit()
        return int(self.value) if is_number and len(self.value) < 19 else 0


_STATES = {
    "reading-list": StreamKind.EVERYTHING,
    "starred": StreamKind.STARRED,
    "read": StreamKind.READ,
    "unread": StreamKind.UNREAD,
    "kept-unread": StreamKind.UNREAD,
    "tracking-kept-unread": StreamKind.NOTHING,
    "fresh": StreamKind.UNREAD,
}


def read_stream_id(text: str) -> StreamId:
    """What a stream id, or a tag, names."""
    if text.startswith("feed/"):
        return StreamId(StreamKind.FEED, text.removeprefix("feed/"))
    if found := _LABEL.fullmatch(text):
        return StreamId(StreamKind.LABEL, found[1])
    found = _STATE.fullmatch(text)
    return StreamId(_STATES.get(found[1] if found else "", StreamKind.NOTHING))


def item_id(number: int) -> str:
    """The long form of an item's id."""
    return f"{_ITEM}{number:016x}"


def read_item_id(text: str) -> int:
    """The number of an item whose id is written long or short; 0 for what is none.

    The long form is hexadecimal, the short one decimal, perhaps below zero. Some apps
    send the sixteen digits of the long form alone: those begin with zeros.
    """
    text = text.strip()
    digits = text.rpartition("/")[2]
    is_long = digits != text or (len(digits) == 16 and digits.startswith("0"))
    if is_long or not _DECIMAL.fullmatch(digits):
        return int(digits, 16) % _LARGEST if _HEX.fullmatch(digits) else 0
    number = int(digits)
    return number if 0 < number < _LARGEST else 0


def feed_id(number: int) -> str:
    return f"feed/{number}"


def label_id(name: str) -> str:
    return f"user/-/label/{name}"
