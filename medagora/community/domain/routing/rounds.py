"""Rounds: a few people first, then more, then all who match, until it is enough.

The same facts always give the same round: ties are broken by a hash of the question
and the person, so that nobody is first because of an early number.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from medagora.community.domain.routing import fit
from medagora.community.domain.routing.facts import Asked, Helper, History
from medagora.community.domain.routing.fit import Match, Reason
from medagora.community.domain.routing.words import Ended
from medagora.community.domain.words import Kind

#: Seats of the first rounds; afterwards everybody who matches is asked.
SIZES = (3, 6, 12)
#: Of each round, the share for those who were asked least lately.
FAIR_SHARE = 1 / 3
#: How much time people get in which they are awake, before the next round.
WAITS = {
    Kind.PEER: timedelta(hours=1),
    Kind.RESULT: timedelta(hours=2),
    Kind.TREATMENT: timedelta(hours=2),
    Kind.LIVING: timedelta(hours=3),
    Kind.SUPPORT: timedelta(hours=3),
    Kind.RESOURCE: timedelta(hours=4),
}
_GROWTH = (1, 2, 4)
LONGEST_WAIT = timedelta(hours=24)
SHORTEST_WAIT = timedelta(minutes=15)
#: When nobody is free: somebody may have joined meanwhile.
LOOK_AGAIN = timedelta(hours=6)
#: So long after it was asked, nobody new is asked; it stays on the helpers' desk.
GIVES_UP = timedelta(days=3)
#: Answers after which nobody else is asked.
ENOUGH = {
    Kind.PEER: 2,
    Kind.RESULT: 3,
    Kind.TREATMENT: 3,
    Kind.LIVING: 4,
    Kind.SUPPORT: 6,
    Kind.RESOURCE: 2,
}
#: Kinds for which one verified professional's answer is enough.
ONE_PROFESSIONAL = frozenset({Kind.RESULT, Kind.TREATMENT})


@dataclass(frozen=True)
class Plan:
    """The next round: its number from 1, and its seats; None: as many as match."""

    number: int
    seats: int | None


@dataclass(frozen=True)
class Pick:
    """Somebody who is asked, why, and whether it is their turn (a fair seat)."""

    helper: int
    reasons: tuple[Reason, ...]
    is_turn: bool = False


@dataclass(frozen=True)
class Round:
    """Who is asked now and when to look again; ``ended`` when nobody is any more.

    ``number`` is the last round in which somebody was asked. ``matching`` counts all
    who may be asked now or later.
    """

    number: int
    picks: tuple[Pick, ...] = ()
    next_due: datetime | None = None
    ended: Ended | None = None
    matching: int = 0


def next_round(rounds: int) -> Plan:
    """After so many rounds."""
    return Plan(rounds + 1, SIZES[rounds] if rounds < len(SIZES) else None)


def has_ended(asked: Asked, history: History, now: datetime) -> Ended | None:
    """Why nobody is asked any more, or None."""
    if history.is_stopped:
        return Ended.STOPPED
    if history.is_closed:
        return Ended.CLOSED
    if has_enough(asked.kind, history):
        return Ended.ANSWERED
    return Ended.EVERYBODY if now >= asked.asked_at + GIVES_UP else None


def has_enough(kind: Kind, history: History) -> bool:
    """In a thread for support nothing is accepted, and several voices do good."""
    if history.accepted and kind is not Kind.SUPPORT:
        return True
    if history.professional_answers and kind in ONE_PROFESSIONAL:
        return True
    return history.answers >= ENOUGH[kind]


def decide(
    asked: Asked, helpers: Sequence[Helper], history: History, now: datetime
) -> Round:
    """Who is asked now, and when the next, wider round is due."""
    if ended := has_ended(asked, history, now):
        return Round(history.rounds, ended=ended)
    states = [(helper, fit.why_not(asked, helper, history, now)) for helper in helpers]
    free = [helper for helper, reason in states if reason is None]
    waiting = [helper for helper, reason in states if reason and fit.is_passing(reason)]
    matching = len(free) + len(waiting)
    plan = next_round(history.rounds)
    seats = len(free) if plan.seats is None else plan.seats
    picks = choose(asked, free, seats)
    if not picks or plan.seats is None:
        due = _when_somebody_is_free(waiting, now)
    else:
        picked = {pick.helper for pick in picks}
        asked_now = [helper for helper in free if helper.id in picked]
        due = now + _wait(asked.kind, plan.number, asked_now, now)
    number = plan.number if picks else history.rounds
    last = max(asked.asked_at + GIVES_UP, now + SHORTEST_WAIT)
    return Round(number, picks, min(due, last), matching=matching)


def replace_one(
    asked: Asked, helpers: Sequence[Helper], history: History, now: datetime
) -> Round:
    """Somebody for one who passed, in the same round; its waiting time goes on."""
    if ended := has_ended(asked, history, now):
        return Round(history.rounds, ended=ended)
    free = [h for h in helpers if fit.why_not(asked, h, history, now) is None]
    return Round(history.rounds, choose(asked, free, 1), matching=len(free))


def choose(asked: Asked, free: Sequence[Helper], seats: int) -> tuple[Pick, ...]:
    """The best, and beside them those who were asked least lately.

    ``free`` may all be asked now. A third of the seats is fair: so whoever matches is
    asked after as many questions at most as there are people who match.
    """
    matched = [
        (helper, match) for helper in free if (match := fit.best_match(asked, helper))
    ]
    fair = math.floor(seats * FAIR_SHARE)
    by_fit = sorted(matched, key=lambda pair: _rank(asked, *pair))
    best, rest = by_fit[: seats - fair], by_fit[seats - fair :]
    turns = sorted(rest, key=lambda pair: _turn(asked, pair[0]))[:fair]
    return tuple(
        Pick(helper.id, fit.reasons(asked, helper, match, is_turn=is_turn), is_turn)
        for group, is_turn in ((best, False), (turns, True))
        for helper, match in group
    )


def _rank(asked: Asked, helper: Helper, match: Match) -> tuple[float, bytes]:
    return -fit.score(asked, helper, match), _lot(asked, helper)


def _turn(asked: Asked, helper: Helper) -> tuple[float, bytes]:
    last = helper.last_offered
    return last.timestamp() if last else -math.inf, _lot(asked, helper)


def _lot(asked: Asked, helper: Helper) -> bytes:
    return blake2b(f"{asked.uid} {helper.id}".encode(), digest_size=8).digest()


def _wait(
    kind: Kind, number: int, asked_now: Sequence[Helper], now: datetime
) -> timedelta:
    """Until half of those asked had their time; longer in later rounds."""
    wait = WAITS[kind] * _GROWTH[min(number, len(_GROWTH)) - 1]
    ready = sorted(fit.awake_for(helper, now, wait) for helper in asked_now)
    return min(ready[(len(ready) - 1) // 2] - now, LONGEST_WAIT)


def _when_somebody_is_free(waiting: Sequence[Helper], now: datetime) -> datetime:
    moments = [moment for helper in waiting if (moment := fit.free_at(helper, now))]
    soonest = min(moments, default=now + LOOK_AGAIN)
    return max(now + SHORTEST_WAIT, min(soonest, now + LOOK_AGAIN))
