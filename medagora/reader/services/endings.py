"""Telling those who follow a source that it has ended, and what to follow instead."""

from datetime import datetime

from django.db import transaction

from medagora.reader.domain.words import ENDED, NewsKind
from medagora.reader.models import Feed, ReaderNews, Subscription
from medagora.reader.queries.replacements import replacements_for
from medagora.reader.services.announcing import announce


@transaction.atomic
def announce_end(feed: Feed, *, at: datetime) -> int:
    """Tells each follower once; gives how many follow. Nothing while it lives."""
    if feed.state not in ENDED:
        return 0
    details: dict[str, object] = {
        "reason": feed.state,
        "title": feed.title,
        "replaced_by": feed.replaced_by_id,
        "proposals": [other.pk for other in replacements_for(feed)],
    }
    return _announce(feed, NewsKind.SOURCE_ENDED, details, at)


def announce_merge(feed: Feed, into: Feed, *, at: datetime) -> int:
    """Tells those who follow the one that from now on it is the other. Call it before
    they do."""
    details: dict[str, object] = {"title": feed.title, "replaced_by": into.pk}
    return _announce(feed, NewsKind.SOURCE_MOVED, details, at)


def _announce(
    feed: Feed, kind: NewsKind, details: dict[str, object], at: datetime
) -> int:
    followers = Subscription.objects.filter(feed=feed, is_hidden=False)
    people = list(followers.values_list("person_id", flat=True))
    if people:
        announce(people, kind, feed.pk, details, at=at)
    return len(people)


def take_back_end(feed: Feed) -> None:
    """It lives again: what was told is no longer true, and a later end is news."""
    ReaderNews.objects.filter(kind=NewsKind.SOURCE_ENDED, subject=feed.pk).delete()
