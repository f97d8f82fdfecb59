"""What an outcome means for its feed: how it went, when it is asked again. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from medagora.reader.domain.fetches import FeedAnswer
from medagora.reader.domain.prepared import PreparedFeed
from medagora.reader.domain.schedule import (
    RECENT,
    Fate,
    Rhythm,
    fate_of,
    next_check_at,
)
from medagora.reader.domain.words import FeedState


@dataclass(frozen=True, slots=True)
class FeedThen:
    """A feed as it stood when it was asked."""

    id: int
    failures: int = 0
    failing_since: datetime | None = None
    wishes: Mapping[str, Any] | None = None
    is_pushed: bool = False


@dataclass(frozen=True, slots=True)
class FeedNow:
    """What is written down about it."""

    id: int
    state: str
    next_check_at: datetime
    succeeded: bool
    failures: int
    failing_since: datetime | None
    failure: str
    failure_status: int
    wishes: dict[str, Any]
    etag: str
    last_modified: str
    moved_to: str


def judge(
    then: FeedThen,
    answer: FeedAnswer,
    feed: PreparedFeed | None,
    *,
    now: datetime,
    dice: float,
) -> FeedNow:
    """The feed after an outcome. ``dice`` is in [0, 1)."""
    failure = answer.failure or (feed.failure if feed else "")
    failures = then.failures + 1 if failure else 0
    if failure and not answer.is_asked:  # its host wants peace; that is not its fault
        failures = max(then.failures, 1)
    since = (then.failing_since or now) if failure else None
    wishes = dict(then.wishes or {})
    if feed and not feed.failure:
        wishes = wishes_of(feed, now, wishes.get("times", ()))
    fate = fate_of(answer.status, failures=failures, failing_since=since, now=now)
    return FeedNow(
        id=then.id,
        state=_STATES[fate],
        next_check_at=next_check_at(
            _rhythm(then, wishes, answer, failures), now=now, dice=dice
        ),
        succeeded=not failure,
        failures=failures,
        failing_since=since,
        failure=failure,
        failure_status=answer.status if failure else 0,
        wishes=wishes,
        etag=answer.etag,
        last_modified=answer.last_modified,
        moved_to=(feed.moved_to if feed else "") or answer.moved_to,
    )


_STATES = {
    Fate.ALIVE: FeedState.ACTIVE,
    Fate.DEAD: FeedState.DEAD,
    Fate.GONE: FeedState.GONE,
}


def wishes_of(
    feed: PreparedFeed, now: datetime, before: Iterable[int]
) -> dict[str, Any]:
    """What a feed asks for, and its last publications, small enough for its row.

    ``before``: those that were known already, in seconds since 1970.
    """
    dates = (entry.published_at for entry in feed.entries)
    known = {int(date.timestamp()) for date in dates if date and date <= now}
    times = sorted({*known, *before}, reverse=True)
    found = {
        "ttl": feed.ttl_minutes,
        "hours": list(feed.skip_hours),
        "days": list(feed.skip_days),
        "times": times[:RECENT],
    }
    return {name: value for name, value in found.items() if value}


def _rhythm(
    then: FeedThen, wishes: Mapping[str, Any], answer: FeedAnswer, failures: int
) -> Rhythm:
    return Rhythm(
        entry_times=[
            datetime.fromtimestamp(seconds, UTC) for seconds in wishes.get("times", ())
        ],
        ttl_minutes=wishes.get("ttl", 0),
        skip_hours=wishes.get("hours", ()),
        skip_days=wishes.get("days", ()),
        max_age=answer.max_age,
        retry_after=answer.retry_after,
        failures=failures,
        is_pushed=then.is_pushed,
    )
