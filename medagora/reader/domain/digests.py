"""When a digest is due on a person's own clock, and what goes into it. Pure.

Clocks are changed twice a year in many places. An hour that a day does not have is
taken as the first moment after it; one that a day has twice, as the first of the two.
So there is one digest a day, never none and never two.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from medagora.reader.domain.words import Frequency, Sort

#: What a first digest, or one that was asked for now, looks back over.
PERIODS = {
    Frequency.IMMEDIATE: timedelta(hours=1),
    Frequency.DAILY: timedelta(days=1),
    Frequency.WEEKLY: timedelta(days=7),
}
#: No more than one mail in this time, however much arrives.
LEAST_REST = timedelta(hours=1)
#: When somebody wants to hear at once: how soon we look again.
SOON = timedelta(minutes=10)


@dataclass(frozen=True)
class Schedule:
    """When somebody wants a digest, on their own clock."""

    frequency: Frequency
    hour: int
    weekday: int  # Monday is 0
    zone: tzinfo


def next_due(schedule: Schedule, after: datetime) -> datetime | None:
    """The first moment after another at which a digest is due, in UTC; None: never."""
    if schedule.frequency is Frequency.OFF:
        return None
    if schedule.frequency is Frequency.IMMEDIATE:
        return after + SOON
    day = after.astimezone(schedule.zone).date() - timedelta(days=1)
    while True:
        moment = _moment_on(day, schedule)
        if moment > after and _is_day(day, schedule):
            return moment
        day += timedelta(days=1)


def _moment_on(day: date, schedule: Schedule) -> datetime:
    """The hour on that day. Python takes the first of two equal hours, and counts an
    hour that is missing from before the change, so it lies just as far after it."""
    local = datetime.combine(day, time(schedule.hour), schedule.zone)
    return local.astimezone(UTC)


def _is_day(day: date, schedule: Schedule) -> bool:
    is_weekly = schedule.frequency is Frequency.WEEKLY
    return not is_weekly or day.weekday() == schedule.weekday


def goes_into(alert: Frequency, schedule: Schedule, at: datetime) -> bool:
    """Whether what an alert found goes into the digest of this moment. What is told
    at once, or on the page only, does not; what is weekly waits for its day."""
    if alert is Frequency.DAILY:
        return True
    if alert is not Frequency.WEEKLY:
        return False
    is_weekly = schedule.frequency is Frequency.WEEKLY
    return is_weekly or at.astimezone(schedule.zone).weekday() == schedule.weekday


# ---- what goes in --------------------------------------------------------------


@dataclass(frozen=True)
class DigestLine:
    """One entry of a digest, with the reason why it is there."""

    entry: int
    work: int
    title: str
    source: str
    sort: str
    authors: tuple[str, ...] = ()
    language: str = ""
    reason: str = ""  # the name of a topic; empty: the source is followed
    notices: tuple[str, ...] = ()  # of NoticeKind


@dataclass(frozen=True)
class Group:
    """Lines under one heading: an alert's name, or a sort of source."""

    name: str
    lines: tuple[DigestLine, ...]
    more: int = 0  # how many of this alert are not shown


@dataclass(frozen=True)
class Content:
    """What a digest holds; ``more`` is how many new entries it does not show."""

    alerts: tuple[Group, ...] = ()
    sections: tuple[Group, ...] = ()
    more: int = 0

    @property
    def lines(self) -> list[DigestLine]:
        return [
            line for group in (*self.alerts, *self.sections) for line in group.lines
        ]

    @property
    def count(self) -> int:
        """How much is new, shown or not."""
        hidden = sum(group.more for group in self.alerts) + self.more
        return len(self.lines) + hidden


def compose(
    alerts: Mapping[str, Sequence[DigestLine]],
    new: Sequence[DigestLine],
    *,
    most: int,
    order: Iterable[str] = Sort,
) -> Content:
    """What alerts found on top, then what is new in each sort of source; each paper
    once, ``most`` in all. Lines come newest first and stay so.

    The room that is left is shared out in turns, so that a news site with fifty
    entries a day does not push the one paper of a journal out.
    """
    seen: set[int] = set()
    groups: list[Group] = []
    room = most
    for name, found in alerts.items():
        own = _once(found, seen)
        groups += [Group(name, tuple(own[:room]), len(own[room:]))] if own else []
        room -= len(own[:room])
    left = _once(new, seen)
    shown = _in_turns(left, list(order), room)
    sections = [
        Group(sort, lines)
        for sort in order
        if (lines := tuple(line for line in left if line.work in shown[sort]))
    ]
    return Content(
        tuple(groups), tuple(sections), len(left) - sum(map(len, shown.values()))
    )


def _once(lines: Iterable[DigestLine], seen: set[int]) -> list[DigestLine]:
    """Those whose paper was not seen yet; they are seen now."""
    own = []
    for line in lines:
        if line.work not in seen:
            seen.add(line.work)
            own.append(line)
    return own


def _in_turns(
    lines: Sequence[DigestLine], order: Sequence[str], room: int
) -> dict[str, set[int]]:
    """The works that are shown of each sort: one of each in turn while there is
    room."""
    waiting = {sort: [x.work for x in lines if x.sort == sort] for sort in order}
    shown: dict[str, set[int]] = {sort: set() for sort in order}
    turn = 0
    while room > 0 and any(len(works) > turn for works in waiting.values()):
        for sort, works in waiting.items():
            if room > 0 and len(works) > turn:
                shown[sort].add(works[turn])
                room -= 1
        turn += 1
    return shown
