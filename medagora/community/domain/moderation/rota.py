"""Who is on duty, whom a call for help reaches, and how much one has seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from medagora.community.domain.moderation.matters import Urgency

DAY_MINUTES = 24 * 60
#: When nobody on duty has looked at a call for help, everybody is called.
CALL_ALL_AFTER = {
    Urgency.NOW: timedelta(minutes=10),
    Urgency.TODAY: timedelta(minutes=60),
    Urgency.SOON: timedelta(hours=6),
    Urgency.CALM: timedelta(hours=24),
}
#: What the counter of hard matters looks back on.
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Shift:
    """Every week from ``starts`` to ``ends`` (minutes of the day, in the zone).

    ``ends`` at or before ``starts`` means the next morning.
    """

    person: int
    weekday: int  # 0 is Monday
    starts: int
    ends: int
    zone: str = "UTC"

    def covers(self, now: datetime) -> bool:
        local = now.astimezone(ZoneInfo(self.zone))
        minute = local.hour * 60 + local.minute
        if self.starts < self.ends:
            is_today = local.weekday() == self.weekday
            return is_today and self.starts <= minute < self.ends
        is_evening = local.weekday() == self.weekday and minute >= self.starts
        is_morning = local.weekday() == (self.weekday + 1) % 7 and minute < self.ends
        return is_evening or is_morning


def on_duty(shifts: Iterable[Shift], now: datetime) -> set[int]:
    return {shift.person for shift in shifts if shift.covers(now)}


def whom_to_call(
    shifts: Iterable[Shift], moderators: Iterable[int], now: datetime
) -> set[int]:
    """Those on duty; everybody when nobody is."""
    everybody = set(moderators)
    return (on_duty(shifts, now) & everybody) or everybody


class Load(StrEnum):
    """How much somebody has looked at this week; told to nobody else."""

    LIGHT = "light"
    SOME = "some"
    MUCH = "much"


def load_of(hard_this_week: int) -> Load:
    if hard_this_week >= 15:
        return Load.MUCH
    return Load.SOME if hard_this_week >= 5 else Load.LIGHT
