"""How far raters agree about one page: weighted kappa and the spread of each item.

The subjects of a kappa are the items of an instrument, the categories the steps of
its scale in order. Items that either rater left out do not count.

Cohen J. Weighted kappa. Psychol Bull 1968;70:213-220. For more than two raters the
mean over all pairs (Light RJ. Psychol Bull 1971;76:365-377).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from statistics import median

#: Fewer items that both answered say nothing about two people.
FEWEST_ITEMS = 8
#: Pairs grow with the square of the raters; nobody reads further than this.
MOST_RATERS = 50

#: Places on the scale from 0; None for an item that was left out.
Ratings = Sequence[int | None]


class Weights(StrEnum):
    """How much worse a larger disagreement is."""

    LINEAR = "linear"
    QUADRATIC = "quadratic"


def weighted_kappa(one: Ratings, other: Ratings, weights: Weights) -> float | None:
    """Agreement of two raters beyond chance: 1 is perfect, 0 what chance would give.

    None where it is not defined: no item in common, or nothing that chance could
    disagree about (both gave one and the same answer throughout).
    """
    pairs = _pairs(one, other)
    if not pairs:
        return None
    observed = sum(_distance(a, b, weights) for a, b in pairs) / len(pairs)
    first = Counter(a for a, _ in pairs)
    second = Counter(b for _, b in pairs)
    expected = (
        sum(
            own * others * _distance(a, b, weights)
            for a, own in first.items()
            for b, others in second.items()
        )
        / len(pairs) ** 2
    )
    return None if expected == 0 else 1 - observed / expected


def mean_kappa(
    raters: Sequence[Ratings], weights: Weights, fewest: int = FEWEST_ITEMS
) -> float | None:
    """The mean over all pairs of raters that share at least ``fewest`` items.

    None when no pair gives a figure. Of very many raters the first fifty count.
    """
    found = [
        kappa
        for one, other in combinations(raters[:MOST_RATERS], 2)
        if len(_pairs(one, other)) >= fewest
        and (kappa := weighted_kappa(one, other, weights)) is not None
    ]
    return sum(found) / len(found) if found else None


def _pairs(one: Ratings, other: Ratings) -> list[tuple[int, int]]:
    return [
        (a, b)
        for a, b in zip(one, other, strict=True)
        if a is not None and b is not None
    ]


def _distance(a: int, b: int, weights: Weights) -> int:
    """Without the usual scaling to 1: it cancels out of kappa."""
    return abs(a - b) if weights is Weights.LINEAR else (a - b) ** 2


@dataclass(frozen=True)
class Spread:
    """How the answers to one item lie: how many gave each step, in order."""

    counts: tuple[int, ...]
    left_out: int
    least: int | None
    most: int | None
    middle: float | None

    @property
    def answered(self) -> int:
        return sum(self.counts)

    @property
    def is_unanimous(self) -> bool:
        """True when more than one answered and all gave the same step."""
        return self.answered > 1 and self.least == self.most


def spread(ratings: Ratings, steps: int) -> Spread:
    """The spread of one item over its raters; places beyond the scale do not count."""
    given = sorted(r for r in ratings if r is not None and 0 <= r < steps)
    tally = Counter(given)
    return Spread(
        counts=tuple(tally[step] for step in range(steps)),
        left_out=sum(rating is None for rating in ratings),
        least=given[0] if given else None,
        most=given[-1] if given else None,
        middle=float(median(given)) if given else None,
    )
