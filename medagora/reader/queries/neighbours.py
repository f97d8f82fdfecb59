"""What stands beside an entry in the list that its reader came from."""

from dataclasses import dataclass, replace

from medagora.reader.domain.words import View
from medagora.reader.models import Mark
from medagora.reader.queries import streams
from medagora.reader.queries.lines import Line
from medagora.reader.queries.muting import hidden_among, muted
from medagora.reader.queries.numbers import siblings_of
from medagora.reader.queries.readings import Reading, StreamSearch

_BY_MARK = {View.SAVED: "saved_at", View.HISTORY: "opened_at"}

#: Entries that are looked at when some of them may be muted.
_FEW = 20


@dataclass(frozen=True)
class Neighbours:
    """Numbers of entries; 0 where the list ends."""

    previous: int = 0
    next: int = 0


def find_neighbours(reading: Reading, search: StreamSearch, line: Line) -> Neighbours:
    """The entries above and below in a list.

    Above stands what was read a moment ago, so in a list of unread entries read ones
    count on the way back.
    """
    if search.view in _BY_MARK:
        return _of_marked(reading, search.view, line.work)
    older = replace(search, before=line.id, after=0, oldest_first=False)
    newer = replace(search, before=0, after=line.id, oldest_first=True)
    below, above = (newer, older) if search.oldest_first else (older, newer)
    return Neighbours(
        previous=0 if search.words else _first(reading, replace(above, view=View.ALL)),
        next=_first(reading, below),
    )


def _first(reading: Reading, search: StreamSearch) -> int:
    """The first of a list that its reader has not muted, among the next few."""
    mutes = muted(reading.person)
    found = streams.list_numbers(reading, search, limit=_FEW if mutes else 1)
    hidden = hidden_among(mutes, found)
    return next((number for number in found if number not in hidden), 0)


def _of_marked(reading: Reading, view: View, work: int) -> Neighbours:
    if reading.person is None:
        kept = reading.saved if view is View.SAVED else reading.opened
        above, below = _around(kept, work)
    else:
        above, below = _around_mark(reading, _BY_MARK[view], work)
    firsts = siblings_of([work for work in (above, below) if work], reading)
    return Neighbours(
        previous=firsts[above][0].id if above in firsts else 0,
        next=firsts[below][0].id if below in firsts else 0,
    )


def _around(works: tuple[int, ...], work: int) -> tuple[int, int]:
    if work not in works:
        return 0, 0
    at = works.index(work)
    return (works[at - 1] if at else 0), (works[at + 1] if at + 1 < len(works) else 0)


def _around_mark(reading: Reading, name: str, work: int) -> tuple[int, int]:
    """Works marked just after and just before this one."""
    marks = Mark.objects.filter(person=reading.person)
    moment = marks.filter(work=work).values_list(name, flat=True).first()
    if moment is None:
        return 0, 0
    later = marks.filter(**{f"{name}__gt": moment}).order_by(name)
    earlier = marks.filter(**{f"{name}__lt": moment}).order_by(f"-{name}")
    return (
        later.values_list("work", flat=True).first() or 0,
        earlier.values_list("work", flat=True).first() or 0,
    )
