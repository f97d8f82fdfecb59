"""The feed in some bytes, whatever its format."""

from collections.abc import Container
from datetime import datetime

from medagora.reader.domain.formats.adapt import adapt
from medagora.reader.domain.formats.encodings import source_of
from medagora.reader.domain.formats.json_feed import looks_like_json, read_json
from medagora.reader.domain.formats.limits import (
    LARGE,
    MEGABYTE,
    MOST_BYTES,
    MOST_PARTS,
    NotAFeed,
)
from medagora.reader.domain.formats.wire import read_xml
from medagora.reader.domain.parsed import ParsedFeed


def read_feed(
    body: bytes,
    *,
    address: str,
    content_type: str = "",
    now: datetime,
    known: Container[int] = (),
) -> ParsedFeed:
    """The feed in ``body``, which came from ``address``; NotAFeed if there is none.

    ``known`` are digests (``ParsedFeed.digests``) of items that need not be read.

    RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed; in any encoding and, within
    limits, however broken. The same bytes give the same feed.
    """
    if len(body) > MOST_BYTES:
        raise _too_big()
    source = source_of(body, content_type)
    data = source.data
    if not data.strip():
        raise NotAFeed("What is at this address is empty.", "empty")
    is_json = looks_like_json(data)
    if len(data) > LARGE and data.count(b"," if is_json else b"<") > MOST_PARTS:
        raise _too_big()
    raw = read_json(data) if is_json else read_xml(data)
    raw.remarks |= source.remarks
    return adapt(raw, address=address, now=now, known=known)


def _too_big() -> NotAFeed:
    return NotAFeed(
        "What is at this address is too much for a list of new entries: at most "
        "%(most)s MB are read.",
        "too_big",
        most=MOST_BYTES // MEGABYTE,
    )
