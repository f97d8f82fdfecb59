"""Up to where a source that is new here was read elsewhere. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from medagora.reader.domain.places import place_of
from medagora.reader.domain.taking.found import FoundEntry

_SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class _Span:
    """Dates of what was read, and the oldest of what was not."""

    first_read: datetime | None = None
    last_read: datetime | None = None
    first_unread: datetime | None = None

    def note(self, moment: datetime, *, is_read: bool) -> None:
        if not is_read:
            self.first_unread = min(self.first_unread or moment, moment)
            return
        self.first_read = min(self.first_read or moment, moment)
        self.last_read = max(self.last_read or moment, moment)

    def end(self, now: datetime) -> datetime | None:
        """Everything before it counts as read; None when that would be nothing."""
        if self.last_read is None or self.first_read is None:
            return None
        end = min(self.last_read + _SECOND, self.first_unread or now, now)
        return end if end > self.first_read else None


def read_until(
    entries: Iterable[FoundEntry], keys: Collection[str], *, now: datetime
) -> dict[str, int]:
    """``Subscription.read_through`` for those of the sources of which a file tells.

    At the first reading of a feed its entries are placed by their own dates, so what
    was read elsewhere is read here, too. It ends before the oldest entry that was
    left unread: rather too little is taken for read than too much.
    """
    spans: dict[str, _Span] = {}
    for found in entries:
        moment = found.entry.published_at
        if not found.in_listing or found.source is None or moment is None:
            continue
        if (key := found.source.key) in keys:
            spans.setdefault(key, _Span()).note(moment, is_read=bool(found.is_read))
    ends = {key: span.end(now) for key, span in spans.items()}
    return {key: place_of(end) - 1 for key, end in ends.items() if end}
