"""Asking due feeds for news: claim, fetch and parse, judge, store.

claim_due     a lease in the database: no feed is asked twice at once, also by
              workers on other machines; a dead worker's lease runs out
read_feeds    (gateways.parsing) fetch and parse, many at once
judge         (domain.outcomes) what it means for the feed
store_feeds   (services.storing) the entries
_note         the feed's own row, its chart, its news: in the same transaction
"""

import json
import random
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.feed_addresses import clean_feed_address
from medagora.reader.domain.fetches import FeedAsk
from medagora.reader.domain.outcomes import FeedNow, FeedThen, judge
from medagora.reader.domain.prepared import PreparedFeed
from medagora.reader.domain.words import ENDED, FeedState
from medagora.reader.gateways.fetching import DEADLINE, FeedFetcher
from medagora.reader.gateways.parsing import Outcome, Reading, read_feeds
from medagora.reader.models import Feed, HubLease
from medagora.reader.services import bulk, storing
from medagora.web import news

#: Feeds a transaction, and entries: what it holds stays in memory until its end, and
#: nobody else writes meanwhile.
BATCH = 100
MOST_ENTRIES = 900
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


@dataclass
class Summary:
    """What a run did."""

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    moved: list[tuple[int, str]] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)


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
    """Asks every feed whose turn it is, at most ``limit``."""
    now = clock()
    claim = claim_feeds(_due(now), limit=limit, now=now)
    return refresh(claim, fetcher, clock=clock, deadline=deadline)


def refresh_feeds(
    ids: Iterable[int], fetcher: FeedFetcher, *, clock: Callable[[], datetime]
) -> Summary:
    """Asks these feeds now, unless another worker does so at this moment."""
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
        asks=[
            FeedAsk(feed.pk, feed.address, feed.etag, feed.last_modified)
            for feed in claim.feeds
        ],
        digests={feed.pk: feed.body_digest for feed in claim.feeds},
        known={feed.pk: bytes(feed.item_digests) for feed in claim.feeds},
        now=clock(),
        deadline=deadline,
    )
    for outcomes in in_batches(read_feeds(reading, fetcher)):
        _store(outcomes, then, claim.lease, clock(), summary)
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


@transaction.atomic
def take_pushed(
    feed: Feed, prepared: PreparedFeed, *, at: datetime
) -> storing.Stored | None:
    """Stores what a hub pushed. It changes nothing about when the feed is asked."""
    if prepared.failure:
        return None
    stored = storing.store_feeds([prepared], now=at)
    _note_days([(feed.pk, True, stored.new_by_feed.get(feed.pk, 0))], at)
    _note_entries(stored, at)
    # the same bytes may come by asking too; they are to be parsed then
    Feed.objects.filter(pk=feed.pk).update(succeeded_at=at)
    return stored


@transaction.atomic
def _store(
    outcomes: Sequence[Outcome],
    then: dict[int, FeedThen],
    lease: str,
    now: datetime,
    summary: Summary,
) -> None:
    """One batch. Feeds whose lease somebody else took meanwhile are left to them."""
    bulk.one_writer_at_a_time()
    asked = [outcome.answer.feed_id for outcome in outcomes]
    mine = set(
        Feed.objects.filter(pk__in=asked, lease=lease).values_list("pk", flat=True)
    )
    kept = [outcome for outcome in outcomes if outcome.answer.feed_id in mine]
    read = [o.feed for o in kept if o.feed is not None and not o.feed.failure]
    stored = storing.store_feeds(read, now=now)
    dice = random.random  # spreads checks, guards nothing
    after = [
        judge(then[o.answer.feed_id], o.answer, o.feed, now=now, dice=dice())
        for o in kept
    ]
    _note(after, kept, now)
    _note_entries(stored, now)
    days = [
        (feed.id, feed.succeeded, stored.new_by_feed.get(feed.id, 0)) for feed in after
    ]
    _note_days(days, now)
    _tell(after, summary)
    summary.feeds += len(kept)
    summary.unchanged += sum(o.feed is None and not o.answer.failure for o in kept)
    summary.failed += sum(not feed.succeeded for feed in after)
    summary.new += len(stored.new)
    summary.changed += stored.changed


def _note(after: Sequence[FeedNow], kept: Sequence[Outcome], now: datetime) -> None:
    moment = bulk.moment_writer()
    at = moment(now)
    bulk.execute_many(
        "UPDATE reader_feed SET state = %s, next_check_at = %s, checked_at = %s, "
        "succeeded_at = COALESCE(%s, succeeded_at), failures = %s, failing_since = %s, "
        "failure = %s, failure_status = %s, wishes = %s, etag = %s, "
        "last_modified = %s, "
        "hub = CASE WHEN %s = '' THEN hub ELSE %s END, "
        "hub_topic = CASE WHEN %s = '' THEN hub_topic ELSE %s END, "
        "lease = '', leased_until = NULL WHERE id = %s",
        [
            (
                feed.state,
                moment(feed.next_check_at),
                at,
                at if feed.succeeded else None,
                feed.failures,
                moment(feed.failing_since),
                feed.failure,
                feed.failure_status,
                json.dumps(feed.wishes),
                feed.etag,
                feed.last_modified,
                outcome.answer.hub,
                outcome.answer.hub,
                outcome.answer.topic,
                outcome.answer.topic,
                feed.id,
            )
            for feed, outcome in zip(after, kept, strict=True)
        ],
    )


def _note_entries(stored: storing.Stored, now: datetime) -> None:
    bulk.execute_many(
        "UPDATE reader_feed SET last_entry_at = %s "
        "WHERE id = %s AND (last_entry_at IS NULL OR last_entry_at < %s)",
        [
            (bulk.moment(last), feed_id, bulk.moment(last))
            for feed_id, last in stored.last_entry_at.items()
        ],
    )


def _note_days(rows: Iterable[tuple[int, bool, int]], now: datetime) -> None:
    """Counts checks, failures and new entries for the chart of the day."""
    day: Any = now.astimezone(UTC).date()
    if bulk.is_sqlite():
        day = day.isoformat()
    bulk.execute_many(
        "INSERT INTO reader_feedday (feed_id, day, checks, failures, new_entries) "
        "VALUES (%s, %s, 1, %s, %s) ON CONFLICT (feed_id, day) DO UPDATE SET "
        "checks = reader_feedday.checks + 1, "
        "failures = reader_feedday.failures + excluded.failures, "
        "new_entries = reader_feedday.new_entries + excluded.new_entries",
        [(feed_id, day, 0 if ok else 1, new) for feed_id, ok, new in rows],
    )


def _tell(after: Iterable[FeedNow], summary: Summary) -> None:
    """News for those who look after feeds: it moved for good, or it ended."""
    for feed in after:
        if feed.state in ENDED:
            summary.ended.append(feed.id)
            news.tell("feed_ended", str(feed.id))
        elif feed.moved_to and feed.succeeded and _is_elsewhere(feed):
            summary.moved.append((feed.id, feed.moved_to))
            news.tell("feed_moved", f"{feed.id} {feed.moved_to}")


def _is_elsewhere(feed: FeedNow) -> bool:
    try:
        address = clean_feed_address(feed.moved_to)
    except BadInput:
        return False
    return not Feed.objects.filter(pk=feed.id, address=address).exists()
