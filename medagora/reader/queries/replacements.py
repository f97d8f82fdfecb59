"""What to follow instead of a source that has ended."""

from medagora.reader.domain.words import ENDED, FeedState
from medagora.reader.models import Feed
from medagora.reader.queries import feeds as feed_queries

MOST = 5


def replacements_for(feed: Feed, *, limit: int = MOST) -> list[Feed]:
    """What a curator named; else other sources of the same resource; else what shares
    the most topics in the same language, of the same sort first."""
    named = feed.replaced_by
    if named is not None and _lives(named):
        return [named]
    own = feed_queries.feeds_of_resources(
        [feed.resource_id] if feed.resource_id else []
    )
    found = list(own.exclude(pk=feed.pk).order_by("pk")[:limit])
    known = {feed.pk, *(other.pk for other in found)}
    similar = feed_queries.similar_feeds(feed, limit=limit + 1)
    found += [other for other in similar if other.pk not in known]
    return found[:limit]


def _lives(feed: Feed) -> bool:
    return feed.state != FeedState.MERGED and feed.state not in ENDED
