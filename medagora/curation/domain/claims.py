"""Claims: one curator looks at an item, others leave it until they let go."""

from datetime import datetime, timedelta

#: A claim that was forgotten ends by itself.
LASTS = timedelta(minutes=30)


def oldest_valid(now: datetime) -> datetime:
    """Claims made before this moment have ended."""
    return now - LASTS


def holds(claimed_at: datetime | None, now: datetime) -> bool:
    return claimed_at is not None and claimed_at > oldest_valid(now)
