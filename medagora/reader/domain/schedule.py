"""When a feed is asked again: from its own rhythm, its wishes and its failures. Pure.

The formula, in this order:

1. ``pace``: the median time between two publications among the last twenty. What
   came within half an hour of each other is one publication: a journal's issue, an
   import. A source silent for longer than it used to be is taken to have slowed
   down: the pace is never less than half its silence. One publication tells no
   rhythm: a day, or its silence.
2. ``interval`` = pace / 3, from 15 minutes to one day; up to seven days once it has
   been silent for a year. So a news page is asked every 15 minutes, a weekly blog
   and a quarterly journal every day, because a paper matters on the day it appears
   and an unchanged feed costs a millisecond. What never published anything: one
   day. When a hub pushes (WebSub), half a day or more: asking is the fallback.
3. A failure in a row of n: 30 minutes * 2^(n-1), to seven days.
4. Ten per cent up or down by ``dice``, so that feeds do not clump.
5. Never sooner than the source wishes: ``ttl`` (RSS 2.0) and ``max-age`` (RFC 9111,
   5.2.2.1), of which a day is believed, and ``Retry-After`` (RFC 9110, 10.2.3), of
   which seven days are.
6. Not in its ``skipHours`` and ``skipDays`` (RSS 2.0; GMT): the first hour after.

Miniflux ("entry_frequency") and feed aggregators since Urchin work by the average
over a week; the median withstands the batches and gaps of scholarly publishing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from statistics import median

SHORTEST = timedelta(minutes=15)
USUAL_LONGEST = timedelta(days=1)
LONGEST = timedelta(days=7)
#: A source that brought nothing for so long is asked up to LONGEST apart.
ASLEEP_AFTER = timedelta(days=365)
PUSHED = timedelta(hours=12)
FIRST_RETRY = timedelta(minutes=30)
#: Wishes to be left alone for longer are mistakes ("ttl" in seconds), not wishes.
LONGEST_WISH = timedelta(days=1)

#: Entries that tell the rhythm.
RECENT = 20
ONE_PUBLICATION = timedelta(minutes=30)

#: A feed that failed so often and for so long is dead.
DEAD_FAILURES = 20
DEAD_AFTER = timedelta(days=30)

_HOUR = timedelta(hours=1)
_GONE = 410


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is known about a feed when its next check is decided."""

    #: When its last entries were published, in any order; more than RECENT are fine.
    #: Where entries have no dates or only days, when they were first seen.
    entry_times: Sequence[datetime] = ()
    ttl_minutes: int = 0
    skip_hours: Sequence[int] = ()  # UTC
    skip_days: Sequence[int] = ()  # Monday is 0
    max_age: int | None = None  # seconds
    retry_after: int | None = None  # seconds
    failures: int = 0  # in a row
    is_pushed: bool = False  # a hub's subscription is in force


class Fate(StrEnum):
    """Whether there is any use in asking again."""

    ALIVE = "alive"
    DEAD = "dead"  # it failed for weeks
    GONE = "gone"  # its server said "gone": never again


def next_check_at(rhythm: Rhythm, *, now: datetime, dice: float) -> datetime:
    """When to ask again, always after ``now``. ``dice`` is in [0, 1)."""
    if rhythm.failures:
        planned = retry_interval(rhythm.failures)
    else:
        planned = usual_interval(rhythm, now=now)
    delay = planned * (0.9 + 0.2 * dice)
    wish = _wish_of(rhythm)
    if delay < wish:
        delay = wish * (1 + 0.1 * dice)
    return _after_skipped(now + delay, rhythm, dice)


def usual_interval(rhythm: Rhythm, *, now: datetime) -> timedelta:
    """Between two checks while all is well, before wishes and dice."""
    times = sorted(time for time in rhythm.entry_times if time <= now)[-RECENT:]
    if not times:
        interval = USUAL_LONGEST
    else:
        silence = now - times[-1]
        longest = LONGEST if silence > ASLEEP_AFTER else USUAL_LONGEST
        interval = min(max(_pace(times, silence) / 3, SHORTEST), longest)
    return max(interval, PUSHED) if rhythm.is_pushed else interval


def retry_interval(failures: int) -> timedelta:
    """After so many failures in a row, at least one, before wishes and dice."""
    doublings = min(failures - 1, 10)  # the cap is reached at nine
    return min(FIRST_RETRY * int(2**doublings), LONGEST)


def fate_of(
    status: int, *, failures: int, failing_since: datetime | None, now: datetime
) -> Fate:
    """What the last answer's status and the failures in a row so far amount to."""
    if status == _GONE:
        return Fate.GONE
    is_long = failing_since is not None and now - failing_since >= DEAD_AFTER
    return Fate.DEAD if is_long and failures >= DEAD_FAILURES else Fate.ALIVE


def _pace(times: Sequence[datetime], silence: timedelta) -> timedelta:
    """The usual time between two publications; ``times`` from the first to the last."""
    gaps = _gaps_between_publications(times)
    usual = timedelta(seconds=median(gaps)) if gaps else max(silence, USUAL_LONGEST)
    return max(usual, silence / 2)


def _gaps_between_publications(times: Sequence[datetime]) -> list[float]:
    """In seconds."""
    gaps, start = [], times[0]
    for time in times:
        gap = time - start
        if gap > ONE_PUBLICATION:
            gaps.append(gap.total_seconds())
            start = time
    return gaps


def _wish_of(rhythm: Rhythm) -> timedelta:
    """How long the source asks to be left alone."""
    ttl = timedelta(minutes=min(rhythm.ttl_minutes, 10**6))
    max_age = timedelta(seconds=min(rhythm.max_age or 0, 10**8))
    retry_after = timedelta(seconds=min(rhythm.retry_after or 0, 10**8))
    return max(
        min(ttl, LONGEST_WISH), min(max_age, LONGEST_WISH), min(retry_after, LONGEST)
    )


def _after_skipped(moment: datetime, rhythm: Rhythm, dice: float) -> datetime:
    """The moment, or some minute of the first hour after it that is not skipped.

    A source that skips every hour of the week has made a mistake, and is asked.
    """
    hour = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    for later in range(7 * 24):
        candidate = hour + later * _HOUR
        is_skipped = candidate.hour in rhythm.skip_hours
        if not is_skipped and candidate.weekday() not in rhythm.skip_days:
            return candidate + _HOUR * dice if later else moment
    return moment
