"""What came of asking feeds, written down: entries, the feeds' own rows, their charts
and news in one transaction."""

import json
import logging
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import OperationalError, transaction

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.feed_addresses import clean_feed_address
from medagora.reader.domain.outcomes import FeedNow, FeedThen, judge
from medagora.reader.domain.prepared import PreparedFeed
from medagora.reader.domain.words import ENDED
from medagora.reader.gateways.parsing import Outcome
from medagora.reader.models import Feed
from medagora.reader.services import bulk, storing
from medagora.web import news

logger = logging.getLogger(__name__)

_NOTED = (
    "id",
    "state",
    "next_check_at",
    "checked_at",
    "succeeded_at",
    "failures",
    "failing_since",
    "failure",
    "failure_status",
    "wishes",
    "etag",
    "last_modified",
    "hub",
    "hub_topic",
)


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


def settle(
    outcomes: Sequence[Outcome],
    then: dict[int, FeedThen],
    lease: str,
    now: datetime,
    summary: Summary,
) -> None:
    """One batch; one by one where that fails, so that what cannot be stored of one feed
    keeps back no other. That one's lease runs out, and the log says why."""
    try:
        _settle_together(outcomes, then, lease, now, summary)
    except OperationalError:  # the database's fault, not a feed's
        raise
    except Exception:  # whatever one feed holds, the others are stored
        if len(outcomes) == 1:
            logger.exception("Feed %s cannot be stored", outcomes[0].answer.feed_id)
            return
        for outcome in outcomes:
            settle([outcome], then, lease, now, summary)


@transaction.atomic
def _settle_together(
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
    bulk.update(
        "UPDATE reader_feed SET state = new.state, next_check_at = new.next_check_at, "
        "checked_at = new.checked_at, "
        "succeeded_at = COALESCE(new.succeeded_at, reader_feed.succeeded_at), "
        "failures = new.failures, failing_since = new.failing_since, "
        "failure = new.failure, failure_status = new.failure_status, "
        "wishes = new.wishes, etag = new.etag, last_modified = new.last_modified, "
        "hub = CASE WHEN new.hub = '' THEN reader_feed.hub ELSE new.hub END, "
        "hub_topic = CASE WHEN new.hub_topic = '' THEN reader_feed.hub_topic "
        "ELSE new.hub_topic END, "
        "lease = '', leased_until = NULL WHERE reader_feed.id = new.id",
        _NOTED,
        [
            (
                feed.id,
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
                outcome.answer.topic,
            )
            for feed, outcome in zip(after, kept, strict=True)
        ],
    )


def _note_entries(stored: storing.Stored, now: datetime) -> None:
    moment = bulk.moment_writer()
    bulk.update(
        "UPDATE reader_feed SET last_entry_at = new.at "
        "WHERE reader_feed.id = new.id AND (reader_feed.last_entry_at IS NULL "
        "OR reader_feed.last_entry_at < new.at)",
        ("id", "at"),
        [(feed_id, moment(last)) for feed_id, last in stored.last_entry_at.items()],
    )


def _note_days(rows: Iterable[tuple[int, bool, int]], now: datetime) -> None:
    """Counts checks, failures and new entries for the chart of the day."""
    day: Any = now.astimezone(UTC).date()
    if bulk.is_sqlite():
        day = day.isoformat()
    bulk.merge(
        "reader_feedday",
        ("feed_id", "day", "checks", "failures", "new_entries"),
        [(feed_id, day, 1, 0 if ok else 1, new) for feed_id, ok, new in rows],
        "(feed_id, day) DO UPDATE SET checks = reader_feedday.checks + 1, "
        "failures = reader_feedday.failures + excluded.failures, "
        "new_entries = reader_feedday.new_entries + excluded.new_entries",
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
