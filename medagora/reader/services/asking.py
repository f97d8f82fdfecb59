"""Asking sources for news by hand, from the command line."""

from datetime import datetime

from django.utils import timezone

from medagora.reader.domain.words import FeedState
from medagora.reader.gateways.fetching import FeedFetcher, WebFeedFetcher
from medagora.reader.models import Feed
from medagora.reader.services import refreshing
from medagora.reader.services.settling import Summary


def ask_now(feed: Feed, *, fetcher: FeedFetcher | None = None) -> Feed:
    """Asks one source and gives it as it is afterwards."""
    asker = fetcher or WebFeedFetcher()
    refreshing.refresh_feeds([feed.pk], asker, clock=timezone.now)
    return Feed.objects.get(pk=feed.pk)


def ask_due(*, fetcher: FeedFetcher | None = None) -> Summary:
    """Asks every source whose turn it is, until none is left."""
    asker = fetcher or WebFeedFetcher()
    total = Summary()
    while True:
        done = refreshing.refresh_due(asker, clock=timezone.now)
        for name in ("feeds", "unchanged", "failed", "new", "changed"):
            setattr(total, name, getattr(total, name) + getattr(done, name))
        if not done.feeds:
            return total


def make_all_due(at: datetime) -> int:
    """It is the turn of every source that is read; gives how many."""
    return Feed.objects.filter(state=FeedState.ACTIVE).update(next_check_at=at)
