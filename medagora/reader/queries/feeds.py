"""Feeds, and which of them the curators of this site chose for a topic."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from medagora.catalogue import queries as catalogue
from medagora.kernel.refusals import NotFound
from medagora.reader.domain.feed_addresses import clean_feed_address, feed_key
from medagora.reader.domain.words import ENDED, FeedState
from medagora.reader.models import Feed
from medagora.topics import queries as topics


def get_feed(feed_id: int) -> Feed:
    """One source; a merged one leads to what took its place."""
    feed = Feed.objects.select_related("replaced_by").filter(pk=feed_id).first()
    if feed is None:
        raise NotFound("There is no such source.")
    if feed.state == FeedState.MERGED and feed.replaced_by:
        return feed.replaced_by
    return feed


def find_feed(address: str) -> Feed | None:
    """The feed with this address in any spelling; BadInput if it cannot be read."""
    return Feed.objects.filter(key=feed_key(clean_feed_address(address))).first()


def feeds_of_resources(resource_ids: Iterable[int]) -> QuerySet[Feed]:
    """What resources publish, unless it has ended."""
    feeds = Feed.objects.filter(resource__in=set(resource_ids))
    return feeds.exclude(state__in=[*ENDED, FeedState.MERGED])


def bundle(slugs: Sequence[str], languages: Sequence[str], audience: str) -> list[Feed]:
    """What the curators chose for these topics in these languages, in their order."""
    ids = catalogue.bundle_resource_ids(slugs, languages, audience)
    order = {resource: place for place, resource in enumerate(ids)}
    feeds = feeds_of_resources(ids)
    return sorted(feeds, key=lambda feed: (order[feed.resource_id or 0], feed.pk))


def topics_of_feeds(feed_ids: Iterable[int]) -> dict[int, set[str]]:
    """The topics of each feed's resource, as slugs."""
    rows = Feed.objects.filter(pk__in=set(feed_ids), resource__isnull=False)
    resource_of = dict(rows.values_list("pk", "resource_id"))
    found = catalogue.topic_slugs_of(filter(None, resource_of.values()))
    return {
        feed: found.get(resource, set())
        for feed, resource in resource_of.items()
        if resource
    }


def similar_feeds(feed: Feed, *, limit: int = 12) -> list[Feed]:
    """Sources in the same language that share the most topics, of the same sort first.
    Nothing else counts, least of all money."""
    if feed.resource_id is None:
        return []
    own = catalogue.topic_slugs_of([feed.resource_id]).get(feed.resource_id, set())
    topic_ids = topics.ids_by_slug(own).values()
    near = catalogue.ids_on_topics(topic_ids) - {feed.resource_id}
    shared = {r: len(own & s) for r, s in catalogue.topic_slugs_of(near).items()}
    candidates = feeds_of_resources(near).filter(language=feed.language)
    ranked = sorted(
        candidates,
        key=lambda other: (
            -shared.get(other.resource_id or 0, 0),
            other.sort != feed.sort,
            other.title,
        ),
    )
    return ranked[:limit]
