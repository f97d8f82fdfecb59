"""Who may see what: a source that nobody published here belongs to its readers."""

from medagora.kernel.refusals import NotFound
from medagora.reader.models import Feed
from medagora.reader.queries import feeds
from medagora.reader.queries.readings import Reading


def get_source_to_see(feed_id: int, reading: Reading) -> Feed:
    """A source of the catalogue, or one that the reader follows.

    Addresses of other sources may be private (a podcast somebody pays for, a
    hospital's own server), so they are not found.
    """
    feed = feeds.get_feed(feed_id)
    if feed.resource_id is None and feed.pk not in reading.by_feed:
        raise NotFound("There is no such source.")
    return feed
