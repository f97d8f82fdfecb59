"""How long entries are kept, and how long it is remembered that they were here."""

from datetime import UTC, datetime, timedelta

#: The newest of each source, whatever their age: a quiet blog is not an empty one.
NEWEST_KEPT = 20
#: Days beyond which it is forgotten that an entry was here. By then its date alone
#: keeps it out, should its feed still hold it.
REMEMBERED_DAYS = 365
_EVER = datetime(1, 1, 1, tzinfo=UTC)


def kept_since(now: datetime, keep_days: int) -> datetime:
    """Entries from before may go; with 0 days nothing ever does."""
    return now - timedelta(days=keep_days) if keep_days else _EVER


def remembered_since(now: datetime, keep_days: int) -> datetime:
    """What is dated before is not taken in again by a feed that was read before."""
    if not keep_days:
        return _EVER
    return now - timedelta(days=keep_days + REMEMBERED_DAYS)
