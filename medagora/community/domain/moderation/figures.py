"""Figures that may be published: small counts could point to somebody."""

from dataclasses import dataclass
from datetime import timedelta

#: Counts below this are not told exactly.
SMALLEST = 5


@dataclass(frozen=True)
class Figure:
    """``count`` is None when it is fewer than ``SMALLEST`` and more than none."""

    count: int | None

    @property
    def is_few(self) -> bool:
        return self.count is None


def figure(count: int) -> Figure:
    return Figure(None if 0 < count < SMALLEST else count)


def rounded_hours(waited: timedelta | None) -> int | None:
    """Whole hours, at least one."""
    if waited is None:
        return None
    return max(1, round(waited.total_seconds() / 3600))
