"""What people looked for and did not find: how it is counted, and when it is shown."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

#: Words become readable when they were looked for so often …
ENOUGH = 3
#: … in so many different weeks. One visitor counts once a week.
ENOUGH_WEEKS = 2
#: What nobody looked for since is forgotten.
KEPT = timedelta(weeks=52)
#: The same while it is unreadable: rare texts are the ones that tell about people.
KEPT_UNREAD = timedelta(weeks=13)


class Settled(StrEnum):
    """What curators made of it."""

    DONE = "done"
    NOT_FOR_US = "not_for_us"


@dataclass(frozen=True)
class Tally:
    """How often and in which weeks; nothing finer than the Monday of a week."""

    first_week: date
    last_week: date
    #: Searches that found nothing.
    count: int = 0
    #: Readers who asked that curators see the words.
    told: int = 0
    #: Different weeks in which either happened.
    weeks: int = 0

    @property
    def is_readable(self) -> bool:
        """May curators see the words? Whoever tells them has said so."""
        often = self.count >= ENOUGH and self.weeks >= ENOUGH_WEEKS
        return often or self.told > 0

    def looked_for(self, week: date) -> "Tally":
        return replace(self._in(week), count=self.count + 1)

    def asked_for(self, week: date) -> "Tally":
        return replace(self._in(week), told=self.told + 1)

    def _in(self, week: date) -> "Tally":
        if not self.weeks:
            return replace(self, first_week=week, last_week=week, weeks=1)
        if week <= self.last_week:  # the same, or a clock that was set back
            return self
        return replace(self, last_week=week, weeks=self.weeks + 1)


def week_of(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())
