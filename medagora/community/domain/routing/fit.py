"""Whether a helper may be asked now, how well they fit, and for which reasons."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from medagora.community.domain.routing.facts import (
    MOST_OPEN,
    WEEK,
    Asked,
    Helper,
    History,
)
from medagora.community.domain.routing.words import (
    PASSING,
    Nearness,
    Source,
    Why,
    WhyNot,
)
from medagora.community.domain.words import Audience, Kind
from medagora.people.domain.hats import Role

_NEAR = {
    Nearness.EXACT: 1.0,
    Nearness.SPECIALTY: 0.9,
    Nearness.NARROWER: 0.7,
    Nearness.BROADER: 0.4,
}
#: Living with it, or having chosen it, says more than following it.
_SOURCE = {
    Source.SPECIALTY: 0.3,
    Source.LIVED: 0.3,
    Source.CHOSEN: 0.2,
    Source.INTEREST: 0.0,
}
_WHY = {
    Nearness.EXACT: Why.TOPIC,
    Nearness.SPECIALTY: Why.SPECIALTY,
    Nearness.NARROWER: Why.NARROWER,
    Nearness.BROADER: Why.BROADER,
}
#: Kinds for which a profession comes first, and those for which having lived with it
#: does. Resources are what librarians find.
PROFESSION_FIRST = frozenset({Kind.RESULT, Kind.TREATMENT, Kind.PEER})
LIVED_FIRST = frozenset({Kind.LIVING, Kind.SUPPORT})
#: Kinds in which an organisation can gain by what is chosen.
CHOICES = frozenset({Kind.TREATMENT, Kind.RESOURCE})
_ROLE = 1.0
_HELPED = 0.5
_OPEN = 0.15


@dataclass(frozen=True)
class Reason:
    """One reason to ask somebody; ``value`` is a topic's slug, a role, a language."""

    why: Why
    value: str = ""


@dataclass(frozen=True)
class Match:
    """The best topic that a helper and a question have in common."""

    nearness: Nearness
    topic: str
    source: Source

    @property
    def points(self) -> float:
        return _NEAR[self.nearness] + _SOURCE[self.source]


def best_match(asked: Asked, helper: Helper) -> Match | None:
    """None when no topic fits."""
    found = [
        Match(nearness, slug, source)
        for slug in helper.topics.keys() & asked.near.keys()
        for source in helper.topics[slug]
        if (nearness := _nearness(asked.near[slug], source))
    ]
    return max(found, key=lambda m: (m.points, m.topic, m.source), default=None)


def _nearness(nearness: Nearness, source: Source) -> Nearness | None:
    """Only a specialty fits as one: following cardiology does not make somebody know
    the heart. And a specialist for what lies above is one for what lies below."""
    if source is Source.SPECIALTY and nearness is Nearness.BROADER:
        return Nearness.SPECIALTY
    if nearness is Nearness.SPECIALTY and source is not Source.SPECIALTY:
        return None
    return nearness


def why_not(
    asked: Asked, helper: Helper, history: History, now: datetime
) -> WhyNot | None:
    """Why somebody is not asked now; None: they may be. What never changes comes
    before what passes by itself."""
    return _never(asked, helper, history) or _not_now(helper, now)


def _never(asked: Asked, helper: Helper, history: History) -> WhyNot | None:
    """What costs least is looked at first: this is asked of hundreds of people."""
    if helper.id in history.asked:
        return WhyNot.ASKED
    if helper.id == asked.author:
        return WhyNot.OWN
    if helper.id in history.blocked:
        return WhyNot.BLOCKED
    return _never_to_them(asked, helper)


def _never_to_them(asked: Asked, helper: Helper) -> WhyNot | None:
    is_for_professionals = (
        asked.kind is Kind.PEER or asked.audience is Audience.PROFESSIONALS
    )
    reasons: Iterable[tuple[WhyNot, Callable[[], bool]]] = (
        (WhyNot.SANCTIONED, lambda: helper.is_sanctioned),
        (WhyNot.LANGUAGE, lambda: helper.languages.isdisjoint(asked.languages)),
        (WhyNot.KIND, lambda: asked.kind not in helper.kinds),
        (
            WhyNot.NOT_VERIFIED,
            lambda: is_for_professionals and not helper.is_professional,
        ),
        (WhyNot.PAID, lambda: _is_paid(asked, helper)),
        (WhyNot.MUTED, lambda: _is_muted(asked, helper)),
        (WhyNot.TOPIC, lambda: best_match(asked, helper) is None),
    )
    return next((reason for reason, holds in reasons if holds()), None)


def _is_paid(asked: Asked, helper: Helper) -> bool:
    if helper.is_paid_speaker and asked.kind in CHOICES:
        return True
    return bool(helper.paid & asked.near.keys())


def _is_muted(asked: Asked, helper: Helper) -> bool:
    """Muting a topic mutes what lies below it, not what lies above."""
    if not helper.muted:
        return False
    below = {
        slug
        for slug, nearness in asked.near.items()
        if nearness in {Nearness.EXACT, Nearness.BROADER}
    }
    return bool(helper.muted & below)


def _not_now(helper: Helper, now: datetime) -> WhyNot | None:
    if helper.away_until is not None and helper.away_until > now:
        return WhyNot.AWAY
    if helper.quiet.holds(now):
        return WhyNot.QUIET
    if len(_in_week(helper, now)) >= helper.weekly_limit:
        return WhyNot.FULL
    if helper.open_offers >= MOST_OPEN:
        return WhyNot.BUSY
    return None


def _in_week(helper: Helper, now: datetime) -> list[datetime]:
    return sorted(moment for moment in helper.recent if moment > now - WEEK)


def is_passing(reason: WhyNot) -> bool:
    return reason in PASSING


def free_at(helper: Helper, now: datetime) -> datetime | None:
    """The first moment from now at which somebody who waits only for time may be
    asked; None when nobody knows (open questions end when they are answered)."""
    if helper.open_offers >= MOST_OPEN or helper.weekly_limit < 1:
        return None
    moment = max(now, helper.away_until or now)
    offers = _in_week(helper, now)
    if len(offers) >= helper.weekly_limit:
        moment = max(moment, offers[len(offers) - helper.weekly_limit] + WEEK)
    return helper.quiet.over(moment)


def comes_first(asked: Asked, helper: Helper, match: Match) -> bool:
    """Whether this is the sort of person whom the kind of question is for."""
    if asked.kind in PROFESSION_FIRST:
        return helper.is_professional
    if asked.kind in LIVED_FIRST:
        return match.source is Source.LIVED
    return Role.LIBRARIAN in helper.roles


def score(asked: Asked, helper: Helper, match: Match) -> float:
    """How well somebody fits. The role outweighs everything that follows it."""
    points = match.points + _HELPED * helper.helpfulness - _OPEN * helper.open_offers
    return points + (_ROLE if comes_first(asked, helper, match) else 0.0)


def reasons(
    asked: Asked, helper: Helper, match: Match, *, is_turn: bool
) -> tuple[Reason, ...]:
    """In the order in which they are told."""
    told: list[Reason] = []
    if match.source is Source.LIVED and match.nearness is Nearness.EXACT:
        told.append(Reason(Why.LIVED, match.topic))
    else:
        told.append(Reason(_WHY[match.nearness], match.topic))
    if asked.kind not in LIVED_FIRST:
        told.extend(Reason(Why.ROLE, role) for role in sorted(helper.professions)[:1])
    known = helper.languages & asked.languages
    language = asked.language if asked.language in known else min(known)
    told.append(Reason(Why.LANGUAGE, language))
    if helper.has_helped:
        told.append(Reason(Why.HELPED))
    if is_turn:
        told.append(Reason(Why.TURN))
    return tuple(told)


def awake_for(helper: Helper, start: datetime, wait: timedelta) -> datetime:
    """When a helper will have had ``wait`` of time that is not their quiet hours."""
    moment, left = start, wait
    while True:
        moment = helper.quiet.over(moment)
        until = helper.quiet.next_start(moment)
        if until is None or moment + left <= until:
            return moment + left
        left -= until - moment
        moment = until
