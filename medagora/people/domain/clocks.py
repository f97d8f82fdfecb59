"""A person's own clock: when the next morning is, and whether it is night. Pure.

Clocks are changed twice a year in many places. An hour that a day does not have is
taken as the first moment after it; one that a day has twice, as the first of the two.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)


def next_at(
    hour: int, zone: tzinfo, after: datetime, *, weekday: int | None = None
) -> datetime:
    """The first moment after another at which it is this hour there, in UTC; with
    ``weekday`` (Monday is 0) on that day only."""
    day = after.astimezone(zone).date() - _DAY
    while True:
        moment = moment_on(day, time(hour), zone)
        if moment > after and weekday in {None, day.weekday()}:
            return moment
        day += _DAY


def moment_on(day: date, at: time, zone: tzinfo) -> datetime:
    """Python takes the first of two equal hours, and counts an hour that is missing
    from before the change, so it lies just as far after it."""
    return datetime.combine(day, at, zone).astimezone(UTC)


@dataclass(frozen=True)
class Quiet:
    """Hours of the day in which somebody wants to hear nothing; ``start`` equal to
    ``end`` is none, and a later ``start`` goes over midnight."""

    start: time
    end: time
    zone: tzinfo

    def holds(self, moment: datetime) -> bool:
        here = moment.astimezone(self.zone).time()
        if self.start <= self.end:
            return self.start <= here < self.end
        return here >= self.start or here < self.end

    def over(self, moment: datetime) -> datetime:
        """The moment itself when it is not quiet, else when quiet ends."""
        if not self.holds(moment):
            return moment
        day = moment.astimezone(self.zone).date()
        while True:
            end = moment_on(day, self.end, self.zone)
            if end > moment and not self.holds(end):
                return end
            day += _DAY

    def next_start(self, moment: datetime) -> datetime | None:
        """When it gets quiet after a moment that is not; None: never."""
        if self.start == self.end:
            return None
        day = moment.astimezone(self.zone).date()
        while True:
            start = moment_on(day, self.start, self.zone)
            if start > moment:
                return start
            day += _DAY
