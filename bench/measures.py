"""How good a list of hits is, as TREC measures it.

nDCG with the gain 2^grade - 1 is Järvelin and Kekäläinen (2002) as Burges and others
(2005) use it; trec_eval's ndcg_cut takes the grade itself as the gain, and so do we
where a collection comes with TREC judgements.
"""

import math
from collections.abc import Mapping, Sequence

Grades = Mapping[str, float]


def ndcg(found: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """Gains discounted by place, as a share of the best order; 0 without answers."""
    best = _discounted(sorted(grades.values(), reverse=True)[:depth])
    if not best:
        return 0.0
    return _discounted([grades.get(name, 0.0) for name in found[:depth]]) / best


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def recall(found: Sequence[str], grades: Grades, depth: int = 100) -> float:
    """The share of all answers that stand among the first."""
    right = {name for name, grade in grades.items() if grade > 0}
    return len(right & set(found[:depth])) / len(right) if right else 0.0


def reciprocal_rank(found: Sequence[str], grades: Grades) -> float:
    """One divided by the place of the first answer."""
    places = (place for place, f in enumerate(found, 1) if grades.get(f, 0) > 0)
    return 1 / next(places, math.inf)


def average_precision(found: Sequence[str], grades: Grades) -> float:
    """The mean, over all answers, of the share of answers down to each; one that was
    not found gives nothing."""
    right = {name for name, grade in grades.items() if grade > 0}
    met, total = 0, 0.0
    for place, name in enumerate(found, 1):
        if name in right:
            met += 1
            total += met / place
    return total / len(right) if right else 0.0
