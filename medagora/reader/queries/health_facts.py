"""How sources are doing, in plain English, for the command line and for programs."""

from typing import Any

from django.utils import translation

from medagora.reader import labels
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Feed
from medagora.reader.queries.health import HealthSearch, search_feeds


def list_facts(search: HealthSearch) -> list[dict[str, Any]]:
    """The facts of every source that matches, readers' own too."""
    return [facts_of(feed) for feed in search_feeds(Feed.objects.all(), search)]


def facts_of(feed: Feed) -> dict[str, Any]:
    return {
        "number": feed.pk,
        "title": feed.title,
        "address": feed.address,
        "sort": feed.sort,
        "language": feed.language,
        "state": feed.state,
        "failure": feed.failure,
        "failure_in_words": failure_in_words(feed.failure, feed.failure_status),
        "failures": feed.failures,
        "entries": feed.entry_count,
        "last_success": feed.succeeded_at,
        "next_check": feed.next_check_at,
        "replaced_by": feed.replaced_by_id,
    }


def failure_in_words(failure: str, status: int) -> str:
    with translation.override("en"):
        return str(labels.fetch_sentence(failure, status))


def state_in_words(feed: Feed) -> str:
    with translation.override("en"):
        return str(labels.FEED_STATES[FeedState(feed.state)])
