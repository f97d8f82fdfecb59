"""Dates: adding months, ISO forms."""

from calendar import monthrange
from datetime import UTC, date, datetime


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later; the last of the month when it has none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def iso_utc(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds: one spelling per moment.

    Raises ValueError for a naive datetime.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    plain = moment.astimezone(UTC).replace(tzinfo=None)
    return plain.isoformat(timespec="microseconds") + "Z"


def parse_iso_utc(text: str) -> datetime:
    return datetime.fromisoformat(text)
