"""Asking due feeds for news: claim, fetch and parse, judge, store.

claim_feeds   a lease in the database: no feed is asked twice at once, also by
              workers on other machines; a dead worker's lease runs out
read_feeds    (gateways.parsing) fetch and parse, many at once
judge         (domain.outcomes) what it means for the feed
store_feeds   (services.storing) the entries
settle        (services.settling) calls both, and writes the feed's own row, its chart
              and its news in the same transaction
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from medagora.reader.domain.fetches import FeedAsk
from medagora.reader.domain.outcomes import FeedThen
from medagora.reader.domain.words import FeedState
from medagora.reader.gateways.fetching import DEADLINE, FeedFetcher
from medagora.reader.gateways.parsing import Outcome, Reading, read_feeds
from medagora.reader.models import Feed, HubLease
from medagora.reader.services import settling
from medagora.reader.services.settling import Summary

#: Feeds a transaction, and entries: what it holds stays in memory until its end, and
#: nobody else writes meanwhile.
BATCH = 100
MOST_ENTRIES = 450
#: Longer than any run; then others may ask.
LEASE = timedelta(minutes=20)
#: The most that one run takes on.
MOST_AT_ONCE = 2_000


class Asked(NamedTuple):
    """What asking needs to know of a feed: its row has much more."""

    pk: int
    address: str
    etag: str
    last_modified: str
    body_digest: int
    item_digests: bytes
    failures: int
    failing_since: datetime | None
    wishes: dict[str, Any]
    resource_id: int | None
    is_operators: bool

    @property
    def ask(self) -> FeedAsk:
        is_chosen = self.is_operators or self.resource_id is not None
        return FeedAsk(
            self.pk,
            self.address,
            self.etag,
            self.last_modified,
            may_be_inside=is_chosen and bool(settings.CONFIG.inside_networks),
        )


@dataclass(frozen=True)
class Claim:
    """Feeds that are ours to ask until the lease runs out."""

    lease: str
    feeds: Sequence[Asked]


def refresh_due(
    fetcher: FeedFetcher,
    *,
    clock: Callable[[], datetime],
    limit: int = MOST_AT_ONCE,
    deadline: float = DEADLINE,
) -> Summary:
    """Asks every feed whose turn it is, at most ``limit``; none while the site keeps
    off the web, which is no feed's failure."""
    if not settings.CONFIG.outside:
        return Summary()
    now = clock()
    claim = claim_feeds(_due(now), limit=limit, now=now)
    return refresh(claim, fetcher, clock=clock, deadline=deadline)


def refresh_feeds(
    ids: Iterable[int], fetcher: FeedFetcher, *, clock: Callable[[], datetime]
) -> Summary:
    """Asks these feeds now, unless another worker does so at this moment or the site
    keeps off the web."""
    if not settings.CONFIG.outside:
        return Summary()
    now = clock()
    feeds = _free(now).filter(pk__in=set(ids)).exclude(state=FeedState.MERGED)
    return refresh(
        claim_feeds(feeds, limit=MOST_AT_ONCE, now=now), fetcher, clock=clock
    )


def count_due(now: datetime) -> int:
    return _due(now).count()


def _free(now: datetime) -> QuerySet[Feed]:
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    return Feed.objects.filter(free)


def _due(now: datetime) -> QuerySet[Feed]:
    due = _free(now).filter(state=FeedState.ACTIVE, next_check_at__lte=now)
    return due.order_by("next_check_at", "pk")


@transaction.atomic
def claim_feeds(feeds: QuerySet[Feed], *, limit: int, now: datetime) -> Claim:
    """Takes a lease on some of these feeds, as many as are free."""
    if connection.features.has_select_for_update_skip_locked:
        feeds = feeds.select_for_update(skip_locked=True)
    claimed = [Asked(*row) for row in feeds.values_list(*Asked._fields)[:limit]]
    lease = secrets.token_hex(16)
    for start in range(0, len(claimed), 500):
        part = [feed.pk for feed in claimed[start : start + 500]]
        Feed.objects.filter(pk__in=part).update(lease=lease, leased_until=now + LEASE)
    return Claim(lease, claimed)


def refresh(
    claim: Claim,
    fetcher: FeedFetcher,
    *,
    clock: Callable[[], datetime],
    deadline: float = DEADLINE,
) -> Summary:
    """Asks the claimed feeds and stores what comes, a batch at a time."""
    summary = Summary()
    if not claim.feeds:
        return summary
    pushed = _pushed([feed.pk for feed in claim.feeds], clock())
    then = {feed.pk: _then(feed, feed.pk in pushed) for feed in claim.feeds}
    reading = Reading(
        asks=[feed.ask for feed in claim.feeds],
        digests={feed.pk: feed.body_digest for feed in claim.feeds},
        known={feed.pk: bytes(feed.item_digests) for feed in claim.feeds},
        now=clock(),
        deadline=deadline,
    )
    for outcomes in in_batches(read_feeds(reading, fetcher)):
        settling.settle(outcomes, then, claim.lease, clock(), summary)
    return summary


def in_batches(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """Those of one transaction each, by the limits above."""
    batch: list[Outcome] = []
    entries = 0
    for outcome in outcomes:
        batch.append(outcome)
        entries += len(outcome.feed.entries) if outcome.feed else 0
        if len(batch) >= BATCH or entries >= MOST_ENTRIES:
            yield batch
            batch, entries = [], 0
    if batch:
        yield batch


def _then(feed: Asked, is_pushed: bool) -> FeedThen:
    return FeedThen(feed.pk, feed.failures, feed.failing_since, feed.wishes, is_pushed)


def _pushed(ids: Sequence[int], now: datetime) -> set[int]:
    leases = HubLease.objects.filter(expires_at__gt=now, feed__in=ids)
    return set(leases.values_list("feed_id", flat=True))
