"""Which notices go out now, which wait until when, in what bundles. Pure.

A notice is told by up to two channels, mail and push, and each is planned by itself.
The plan depends on nothing but the notices, the wishes and the moment, so it can be
made again after a crash and comes out the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from medagora.people.domain.clocks import Quiet, next_at


class Channel(StrEnum):
    MAIL = "mail"
    PUSH = "push"


class Frequency(StrEnum):
    NEVER = "never"
    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"


class Level(StrEnum):
    """What somebody chose for one thread or topic; without a choice it is usual."""

    MUTE = "mute"  # it stands on the page, read already; nothing is sent
    USUAL = "usual"
    FOLLOW = "follow"  # told at once, by the channels that are not off


class Discretion(StrEnum):
    """Where titles may stand: others see a subject line or a locked screen."""

    OPEN = "open"
    SUBJECT = "subject"  # in the mail, not in its subject and not on a screen
    ALL = "all"  # on the site only


#: The soonest first.
SOONEST = (
    Frequency.IMMEDIATE,
    Frequency.DAILY,
    Frequency.WEEKLY,
    Frequency.NEVER,
)
#: However much happens, the next message at once comes no sooner than this.
RESTS = {Channel.MAIL: timedelta(minutes=10), Channel.PUSH: timedelta(minutes=1)}
TOPIC = "topic:"


@dataclass(frozen=True)
class Waiting:
    """A notice that one channel has not told yet."""

    id: int
    kind: str
    group: str
    about: str
    at: datetime
    topics: tuple[str, ...] = ()  # slugs
    usual: Frequency = Frequency.IMMEDIATE  # unless the person chose otherwise
    is_urgent: bool = False


@dataclass(frozen=True)
class Wishes:
    """What one person wants from one channel."""

    frequencies: Mapping[str, Frequency] = field(default_factory=dict)  # by group
    #: By thread key; of topics under ``topic:SLUG``.
    levels: Mapping[str, Level] = field(default_factory=dict)
    zone: tzinfo = UTC
    hour: int = 7  # of the daily and weekly message
    weekday: int = 0
    quiet: Quiet | None = None
    urgent_passes: bool = False
    rest: timedelta = timedelta()
    last_sent: datetime | None = None


@dataclass(frozen=True)
class Bundle:
    """Notices of one kind about one thing: one line, one push. The oldest first."""

    kind: str
    about: str
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """Every notice is in exactly one of the three."""

    now: tuple[Bundle, ...] = ()
    later: Mapping[datetime, tuple[int, ...]] = field(default_factory=dict)
    never: tuple[int, ...] = ()

    @property
    def next_at(self) -> datetime | None:
        """When to plan again; None: nothing waits."""
        return min(self.later, default=None)

    @property
    def settled(self) -> tuple[int, ...]:
        """What this channel need not look at again."""
        return (*(id for bundle in self.now for id in bundle.ids), *self.never)


def level_of(about: str, topics: Iterable[str], levels: Mapping[str, Level]) -> Level:
    """The thread's own choice counts before its topics'. Of two topics the muted one
    wins: who wants to hear nothing of a thing must not be told by its neighbour."""
    if about in levels:
        return levels[about]
    chosen = {levels.get(f"{TOPIC}{slug}", Level.USUAL) for slug in topics}
    return next((x for x in (Level.MUTE, Level.FOLLOW) if x in chosen), Level.USUAL)


def due_at(notice: Waiting, wishes: Wishes, now: datetime) -> datetime | None:
    """When this channel tells it, now or later; None: not at all."""
    level = level_of(notice.about, notice.topics, wishes.levels)
    frequency = wishes.frequencies.get(notice.group, notice.usual)
    if level is Level.MUTE or frequency is Frequency.NEVER:
        return None
    if level is Level.FOLLOW:
        frequency = Frequency.IMMEDIATE
    passes = notice.is_urgent and wishes.urgent_passes
    moment = max(_planned(notice, wishes, frequency), now)
    return moment if passes or not wishes.quiet else wishes.quiet.over(moment)


def _planned(notice: Waiting, wishes: Wishes, frequency: Frequency) -> datetime:
    if frequency is Frequency.IMMEDIATE:
        if notice.is_urgent or wishes.last_sent is None:
            return notice.at
        return max(notice.at, wishes.last_sent + wishes.rest)
    weekday = wishes.weekday if frequency is Frequency.WEEKLY else None
    return next_at(wishes.hour, wishes.zone, notice.at, weekday=weekday)


def plan(notices: Iterable[Waiting], wishes: Wishes, now: datetime) -> Plan:
    """What one channel does with what waits."""
    due: list[Waiting] = []
    later: dict[datetime, tuple[int, ...]] = {}
    never: list[int] = []
    for notice in sorted(notices, key=lambda n: (n.at, n.id)):
        moment = due_at(notice, wishes, now)
        if moment is None:
            never.append(notice.id)
        elif moment <= now:
            due.append(notice)
        else:
            later[moment] = (*later.get(moment, ()), notice.id)
    return Plan(bundled(due), later, tuple(never))


def bundled(notices: Iterable[Waiting]) -> tuple[Bundle, ...]:
    """One bundle for each kind and thread, in the order in which they began."""
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for notice in notices:
        key = notice.kind, notice.about
        found[key] = (*found.get(key, ()), notice.id)
    return tuple(Bundle(*key, ids) for key, ids in found.items())
