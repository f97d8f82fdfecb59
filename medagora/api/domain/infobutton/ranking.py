"""Which of the resources on the subject come first, and how relevant each is.

The subject counts most; then what the record asked for; then what people here gave.
Money and popularity do not count.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from medagora.api.domain.infobutton.wishes import Wishes
from medagora.catalogue.domain.words import LinkState

_BASE = 0.55
_KIND = 0.20
_TOPIC = 0.08
_CONFIRMED = 0.07
_AUDIENCE = 0.05
_WORKING = 0.03
_FRESH = 0.02
_FRESH_FOR = timedelta(days=730)
#: About another age or sex; or its link did not answer.
_UNSUITED = _DOUBTFUL = 0.5
#: Nobody is sent there.
_GONE = frozenset({LinkState.BROKEN, LinkState.PARKED})


# Tuples, since each answer looks at dozens of them.
class Candidate(NamedTuple):
    """A resource on a topic that was asked for. ``weight``: how well that topic fits;
    ``concept``: which of the things asked for it is about."""

    id: int
    kind: str
    audience: str
    link_state: str
    is_confirmed: bool
    published_at: datetime
    weight: float
    concept: int
    topics: frozenset[str] = frozenset()


class Ranked(NamedTuple):
    """``score`` is 0-1, in hundredths."""

    candidate: Candidate
    score: float


def rank(
    candidates: Iterable[Candidate], wishes: Wishes, *, now: datetime, limit: int
) -> list[Ranked]:
    """The best first. Each thing that was asked for has its share of the places."""
    kinds = _shares_of_kinds(wishes)
    ranked = [
        Ranked(one, _score(one, wishes, kinds, now))
        for one in candidates
        if one.link_state not in _GONE
    ]
    ranked.sort(key=_order, reverse=True)
    return sorted(_share(ranked, limit), key=_order, reverse=True)


def _order(ranked: Ranked) -> tuple[float, datetime, int]:
    return ranked.score, ranked.candidate.published_at, ranked.candidate.id


def _score(
    one: Candidate, wishes: Wishes, kinds: Mapping[str, float], now: datetime
) -> float:
    share = _BASE + kinds.get(one.kind, 0.0)
    share += _TOPIC * bool(one.topics & wishes.topics)
    share += _CONFIRMED * one.is_confirmed
    share += _AUDIENCE * (one.audience == wishes.audience)
    share += _WORKING * (one.link_state == LinkState.WORKING)
    share += _FRESH * (now - one.published_at < _FRESH_FOR)
    if one.topics & wishes.unsuited and not one.topics & wishes.topics:
        share *= _UNSUITED
    if one.link_state == LinkState.UNREACHABLE:
        share *= _DOUBTFUL
    return round(share * one.weight, 2)


def _shares_of_kinds(wishes: Wishes) -> dict[str, float]:
    """The first kind that was asked for counts in full, the second half."""
    return {kind: _KIND / place for place, kind in enumerate(wishes.kinds, 1)}


def _share(ranked: Sequence[Ranked], limit: int) -> list[Ranked]:
    concepts = {row.candidate.concept for row in ranked}
    if len(ranked) <= limit or len(concepts) < 2:
        return list(ranked[:limit])
    room = dict.fromkeys(concepts, max(1, limit // len(concepts)))
    first: list[Ranked] = []
    rest: list[Ranked] = []
    for row in ranked:
        concept = row.candidate.concept
        (first if room[concept] else rest).append(row)
        room[concept] = max(0, room[concept] - 1)
    return [*first, *rest][:limit]
