"""Asking sources for news by hand, from the command line."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.words import FeedState
from medagora.reader.gateways.fetching import FeedFetcher, WebFeedFetcher
from medagora.reader.models import Feed
from medagora.reader.services import refreshing
from medagora.reader.services.settling import Summary


def refuse_if_off() -> None:
    """BadInput while the site keeps off the web (``MEDAGORA_OUTSIDE``)."""
    if not settings.CONFIG.outside:
        raise BadInput("This site does not visit other sites.")


def ask_now(feed: Feed, *, fetcher: FeedFetcher | None = None) -> Feed:
    """Asks one source and gives it as it is afterwards."""
    refuse_if_off()
    asker = fetcher or WebFeedFetcher()
    refreshing.refresh_feeds([feed.pk], asker, clock=timezone.now)
    return Feed.objects.get(pk=feed.pk)


def ask_due(*, fetcher: FeedFetcher | None = None) -> Summary:
    """Asks every source whose turn it is, until none is left."""
    refuse_if_off()
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
