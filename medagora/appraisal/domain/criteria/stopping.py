"""Advice to do without a medicine, a treatment or a vaccine: what a reader must not
follow without having asked.

Counted where the page itself says it: not where it says "never stop", warns of it, or
sends the reader to somebody who knows, and not a pause before an operation or because
of a side effect.
"""

from collections.abc import Iterator

from medagora.appraisal.domain.criteria.reading import REACH_BACK, Reading
from medagora.appraisal.domain.criteria.weighing import (
    HINT,
    Mark,
    Seen,
    found,
    mark_plain,
    missing,
)
from medagora.appraisal.domain.findings import Criterion, Finding

_SOBER = ("stop_medicine_asks", "stop_medicine_sober")


def look(reading: Reading) -> Iterator[Finding]:
    """One finding: advice to stop, or none."""
    made = list(_marks(reading))
    if made:
        yield found(reading, Seen(Criterion.STOP_MEDICINE, made, is_grave=True))
    else:
        yield missing(reading, Criterion.STOP_MEDICINE)


def _marks(reading: Reading) -> Iterator[Mark]:
    sober = frozenset().union(*(reading.sentences_with(group) for group in _SOBER))
    for spot in reading.spots("stop_medicine"):
        if spot.sentence.start in sober or reading.is_warned_of(spot):
            continue
        if not reading.is_negated(spot, back=REACH_BACK):
            yield mark_plain(spot)
    for spot in reading.spots("stop_medicine_hint"):
        if spot.sentence.start not in sober:
            yield Mark(spot, HINT)
