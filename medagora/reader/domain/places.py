"""An entry's number is its place: one integer to sort, page, mark and partition by.

``seconds since 1970 << 20 | spread``: what is newer has the larger number, and what
came in the same second is spread over the low bits by a digest of the entry. The
moment is the entry's own date when its feed is read for the first time, and the
moment of arrival from then on, so that nothing slips in below what was read
already. The number stays below 2**53 until the year 2242: safe in JavaScript too.
"""

from collections.abc import Container, Iterable
from datetime import UTC, datetime, timedelta

SPREAD_BITS = 20
_SPREAD = 1 << SPREAD_BITS
#: Older dates are nearly always a mistake of the feed.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def place_of(moment: datetime, spread: int = 0) -> int:
    """The number for a moment; only the low bits of ``spread`` count."""
    return (int(moment.timestamp()) << SPREAD_BITS) | (spread & (_SPREAD - 1))


def moment_of(place: int) -> datetime:
    """The second that a number stands for."""
    return datetime.fromtimestamp(place >> SPREAD_BITS, UTC)


def first_moment(
    published_at: datetime | None, *, now: datetime, is_first_read: bool
) -> datetime:
    """Where a new entry is placed: its date at the first reading of its feed, never
    in the future; the moment of arrival later. Undated ones lie a day back at the
    first reading, so that they do not push everything else down."""
    if not is_first_read:
        return now
    if published_at is None:
        return now - timedelta(days=1)
    return min(max(published_at, EARLIEST), now)


def free_places(wanted: Iterable[int], taken: Container[int]) -> list[int]:
    """The same numbers, each moved up to the next that is free."""
    used: set[int] = set()
    found = []
    for place in wanted:
        while place in taken or place in used:
            place += 1
        used.add(place)
        found.append(place)
    return found
