"""Whether a page tells both sides of a treatment: what it does, what it may harm, what
else there is, what is not known, what it costs and who decides.

These are what DISCERN's items 8 to 15 and the criteria for health news ask for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medagora.appraisal.domain.criteria.discussion import is_discussion
from medagora.appraisal.domain.criteria.numbers import share_sentences
from medagora.appraisal.domain.criteria.prices import price_spots
from medagora.appraisal.domain.criteria.reading import Reading, Spot
from medagora.appraisal.domain.criteria.weighing import (
    ENOUGH,
    FAINT,
    NEAR_HINT,
    PLAIN,
    Mark,
    Seen,
    found,
    mark_hints,
    mark_plain,
    quotes_of,
    weigh,
    words_of,
)
from medagora.appraisal.domain.findings import Answer, Criterion, Finding

#: "no known side effects", "does not cause any side effects", not farther.
_DENIAL_REACH = 2


@dataclass(frozen=True, slots=True)
class Side:
    """A criterion whose groups of phrases bear its name: ``costs``, ``costs_hint``."""

    criterion: Criterion
    needs_treatment: bool = True


#: Sentences with phrases of these groups are about something else: "side effects
#: often go away on their own" is not about going untreated, nor is "the body heals on
#: its own" of a page that promises it; "consulting fees" are no cost of treatment.
_NOT_BESIDE = {
    Criterion.DOING_NOTHING: ("harms", "claims", "claims_hint"),
    Criterion.COSTS: ("conflicts", "conflicts_none"),
}
_OTHER_SIDE = {
    Criterion.BENEFITS: Criterion.HARMS,
    Criterion.HARMS: Criterion.BENEFITS,
}
SIDES = (
    Side(Criterion.HOW_IT_WORKS),
    Side(Criterion.BENEFITS),
    Side(Criterion.UNCERTAINTY, needs_treatment=False),
    Side(Criterion.ALTERNATIVES),
    Side(Criterion.DOING_NOTHING),
    Side(Criterion.QUALITY_OF_LIFE),
    Side(Criterion.SHARED_DECISION),
    Side(Criterion.COSTS),
)


def look(reading: Reading) -> Iterator[Finding]:
    """One finding for each side, and one for harms."""
    for side in SIDES:
        marks = list(_marks(reading, side.criterion))
        yield found(reading, Seen(side.criterion, marks, side.needs_treatment))
    yield look_for_harms(reading)


def _marks(reading: Reading, criterion: Criterion) -> Iterator[Mark]:
    spots = reading.own_spots(criterion.value)
    hints = reading.own_spots(f"{criterion.value}_hint")
    if others := _NOT_BESIDE.get(criterion):
        starts = frozenset().union(*map(reading.sentences_with, others))
        spots = [spot for spot in spots if spot.sentence.start not in starts]
        hints = [spot for spot in hints if spot.sentence.start not in starts]
    yield from map(mark_plain, spots)
    if criterion is Criterion.COSTS:
        yield from (Mark(spot, NEAR_HINT) for spot in price_spots(reading))
    plain = _counted(reading, criterion) if hints else frozenset()
    for mark in mark_hints(hints, reading.sentences_with("treatment")):
        is_plain = mark.spot.sentence.start in plain
        yield Mark(mark.spot, PLAIN) if is_plain else mark


def _counted(reading: Reading, criterion: Criterion) -> frozenset[int]:
    """Sentences in which a hint is plain, for a number of people stands beside it:
    "infection: about 3 in 100"."""
    other = _OTHER_SIDE.get(criterion)
    if other is None:
        return frozenset()
    # "prevents 9 in 10 infections" tells of a benefit, not of an infection
    beside = reading.sentences_with(other.value)
    return share_sentences(reading) - beside - reading.sentences_with(f"{other}_hint")


def look_for_harms(reading: Reading) -> Finding:
    """Harms, without those that the page only denies.

    "It has no side effects" tells no harm, so it is told for what it is; "no serious
    side effects were seen" does tell something (``not_negation`` lists it).
    """
    denied: list[Mark] = []
    told: list[Mark] = []
    for mark in _marks(reading, Criterion.HARMS):
        (denied if _is_denied(reading, mark.spot) else told).append(mark)
    is_silent = weigh(told) <= FAINT and not is_discussion(reading.page)
    # "no evidence of bleeding" alone may be about the illness
    is_denial = weigh(denied) >= ENOUGH
    if is_denial and is_silent and reading.is_about_treatment:
        facts = {"phrases": words_of(reading, denied)}
        quotes = quotes_of(reading, denied)
        return Finding(
            Criterion.HARMS, Answer.ABSENT, 0.8, "harms.denied", facts, quotes
        )
    return found(reading, Seen(Criterion.HARMS, told, needs_treatment=True))


def _is_denied(reading: Reading, spot: Spot) -> bool:
    """ "No side effects", and "free of side effects", which is a promise."""
    promises = reading.touching(spot.hit, "claims")
    if any(reading.is_touched(promise, "not_without") for promise in promises):
        return False
    return bool(promises) or reading.is_negated(spot, reach=_DENIAL_REACH)
