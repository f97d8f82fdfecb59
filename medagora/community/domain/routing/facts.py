"""What a decision needs to know: the question, the people, what was done so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

from medagora.community.domain.routing.words import Nearness, Source
from medagora.community.domain.words import Audience, Kind
from medagora.people.domain.clocks import Quiet
from medagora.people.domain.hats import PROFESSIONS

WEEK = timedelta(days=7)
#: Questions that somebody may have open, whatever their own limit.
MOST_OPEN = 3
NEVER_QUIET = Quiet(time(0), time(0), UTC)


@dataclass(frozen=True)
class Asked:
    """A question as routing sees it; topics are slugs."""

    uid: str
    kind: Kind
    language: str
    author: int | None
    asked_at: datetime
    audience: Audience = Audience.EVERYONE
    #: How topics lie to the question's own.
    near: Mapping[str, Nearness] = field(default_factory=dict)
    #: Languages in which the asker reads answers too, if they said so.
    also_languages: frozenset[str] = frozenset()

    @cached_property
    def languages(self) -> frozenset[str]:
        return self.also_languages | {self.language}


@dataclass(frozen=True)
class Helper:
    """Somebody who said that they may be asked, and what is known of them now."""

    id: int
    languages: frozenset[str]
    topics: Mapping[str, frozenset[Source]] = field(default_factory=dict)
    kinds: frozenset[Kind] = frozenset(Kind)
    #: Roles of hats that are verified and in force.
    roles: frozenset[str] = frozenset()
    is_sanctioned: bool = False
    #: Topics of which they do not want to hear.
    muted: frozenset[str] = frozenset()
    #: Topics about which they speak for somebody who pays them.
    paid: frozenset[str] = frozenset()
    #: As above, without a topic (``conflicts``).
    is_paid_speaker: bool = False
    weekly_limit: int = 3
    quiet: Quiet = NEVER_QUIET
    away_until: datetime | None = None
    #: When they were offered questions in the last week, and how many wait.
    recent: tuple[datetime, ...] = ()
    open_offers: int = 0
    #: When they were offered anything last; None: never.
    last_offered: datetime | None = None
    #: 0 to 1, see ``helpfulness``.
    helpfulness: float = 0.0
    has_helped: bool = False

    @property
    def professions(self) -> frozenset[str]:
        return self.roles & PROFESSIONS

    @property
    def is_professional(self) -> bool:
        return bool(self.professions)


@dataclass(frozen=True)
class History:
    """What was done for one question so far."""

    rounds: int = 0
    asked: frozenset[int] = frozenset()
    #: People whom the asker muted or blocked, or who muted or blocked the asker.
    blocked: frozenset[int] = frozenset()
    answers: int = 0
    professional_answers: int = 0
    accepted: int = 0
    is_stopped: bool = False
    is_closed: bool = False
