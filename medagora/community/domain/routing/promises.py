"""What an asker is told about when answers come: from what really happened.

Questions that nobody has answered yet count too, as "longer than so far"; leaving
them out would promise too much. The estimate is Kaplan and Meier's (1958), which is
made for exactly this: times of which some are only known to be longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from medagora.people.domain.clocks import moment_on

#: Fewer questions than these tell nothing that should be promised.
LEAST_KNOWN = 8
#: Nothing longer than this is promised from figures; it would be of no use.
LONGEST = timedelta(days=7)
_EVENING = time(20)
#: Numbers of hours that people say.
_HOURS = (1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 144, 168)


@dataclass(frozen=True)
class Past:
    """How long a question waited for its first answer, or waits until now."""

    waited: timedelta
    is_answered: bool


@dataclass(frozen=True)
class Usual:
    """Half of such questions were answered within ``half`` hours, four of five within
    ``most``; ``most`` is None when fewer than four of five were, in time."""

    half: int
    most: int | None
    known: int


def usual(past: Iterable[Past]) -> Usual | None:
    """In rounded-up hours; None when too little is known, or half of the questions
    wait longer than anybody could be told."""
    rows = list(past)
    if len(rows) < LEAST_KNOWN:
        return None
    half, most = quantile(rows, 0.5), quantile(rows, 0.8)
    if half is None or half > LONGEST:
        return None
    is_useful = most is not None and most <= LONGEST
    return Usual(
        in_hours(half), in_hours(most) if most and is_useful else None, len(rows)
    )


def quantile(past: Iterable[Past], share: float) -> timedelta | None:
    """The wait after which this share was answered; None: it was never reached."""
    rows = sorted(past, key=lambda row: (row.waited, not row.is_answered))
    unanswered = 1.0
    for place, row in enumerate(rows):
        if row.is_answered:
            unanswered *= 1 - 1 / (len(rows) - place)
            if 1 - unanswered >= share - 1e-9:
                return row.waited
    return None


def in_hours(wait: timedelta) -> int:
    """Rounded up to a number that people say: 1, 2, 3, 4, 6, 8, 12 … hours."""
    hours = wait / timedelta(hours=1)
    return next((step for step in _HOURS if hours <= step), _HOURS[-1])


def tomorrow_evening(at: datetime, zone: tzinfo) -> datetime:
    """Eight in the evening of the next day there, in UTC: until then the asker hears
    from us even when nobody has answered."""
    return moment_on(at.astimezone(zone).date() + timedelta(days=1), _EVENING, zone)
