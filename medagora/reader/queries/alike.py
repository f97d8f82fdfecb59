"""Sources that a reader can add: by words, and "more like this" with the reason."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from medagora.reader.domain.words import FeedState
from medagora.reader.models import Entry, Feed
from medagora.reader.queries import feeds

MOST = 12


@dataclass(frozen=True)
class Alike:
    """A source, and why it is offered: it brought the same paper, or shares topics."""

    feed: Feed
    brought_same: bool
    topics: tuple[str, ...]  # slugs


def published_feeds() -> QuerySet[Feed]:
    """Active sources of the catalogue. Others are their readers' own."""
    return Feed.objects.filter(state=FeedState.ACTIVE, resource__isnull=False)


def find_sources(words: str, *, limit: int = 30) -> QuerySet[Feed, Any]:
    """Sources of the catalogue whose title or address holds all the words."""
    found = published_feeds()
    for word in words.split()[:5]:
        found = found.filter(Q(title__icontains=word) | Q(site__icontains=word))
    return found.order_by("title", "pk")[:limit]


def list_alike(
    feed: Feed, *, work: int = 0, without: Collection[int] = ()
) -> list[Alike]:
    """Sources like this one that are not followed yet; those that brought the same
    paper come first, then those that share most topics in the same language."""
    siblings = (
        Entry.objects.filter(work=work).values_list("feed", flat=True) if work else []
    )
    same = list(published_feeds().filter(pk__in=siblings)[:MOST])
    near = feeds.similar_feeds(feed, limit=3 * MOST)
    off = {feed.pk, *without}
    offered = {f.pk: f for f in [*same, *near] if f.pk not in off and f.resource_id}
    own = feeds.topics_of_feeds([feed.pk, *offered])
    brought = {f.pk for f in same}
    return [
        Alike(
            other,
            brought_same=pk in brought,
            topics=tuple(sorted(own.get(feed.pk, set()) & own.get(pk, set()))),
        )
        for pk, other in list(offered.items())[:MOST]
    ]
