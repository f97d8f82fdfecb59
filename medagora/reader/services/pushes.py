"""What hubs push, stored. Apart from ``hubs``, as only the worker needs the parsers."""

from datetime import datetime

from medagora.reader.domain.prepared import body_digest
from medagora.reader.domain.reading import Body, read_body
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Feed
from medagora.reader.services import settling


def take_push(feed_id: int, body: bytes, content_type: str, *, at: datetime) -> int:
    """Stores what a hub pushed and signed; gives how many entries are new.

    A hub may push other things than a feed, and late ones; those are nothing.
    """
    feed = Feed.objects.filter(pk=feed_id, state=FeedState.ACTIVE).first()
    if feed is None:
        return 0
    pushed = Body(feed.pk, feed.address, content_type, body_digest(body), body)
    prepared = read_body(pushed, at)
    # what a hub sends need not repeat who the hub is
    prepared = prepared._replace(
        hub=prepared.hub or feed.hub, hub_topic=prepared.hub_topic or feed.hub_topic
    )
    stored = settling.take_pushed(feed, prepared, at=at)
    return len(stored.new) if stored else 0
