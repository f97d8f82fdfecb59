"""From the bytes of a feed to rows: the work of the processes that only parse.

Nothing here knows Django, so such a process is small.
"""

from datetime import datetime
from typing import NamedTuple

from medagora.reader.domain.formats.feeds import read_feed
from medagora.reader.domain.formats.limits import NotAFeed
from medagora.reader.domain.prepared import PreparedFeed, prepare, unpack_digests


class Body(NamedTuple):
    """What came back for one feed, and where from."""

    feed_id: int
    address: str
    content_type: str
    digest: int
    body: bytes
    #: ``prepared.pack_digests`` of the last reading's items.
    known: bytes = b""


def read_body(body: Body, now: datetime) -> PreparedFeed:
    """The feed ready to be stored; with a ``failure`` when it is none."""
    try:
        parsed = read_feed(
            body.body,
            address=body.address,
            content_type=body.content_type,
            now=now,
            known=unpack_digests(body.known),
        )
    except NotAFeed as refusal:
        return PreparedFeed(body.feed_id, body.digest, failure=refusal.code)
    return prepare(body.feed_id, body.digest, parsed)
