"""How helpful somebody was: the share of what they were asked that did good.

A Beta prior keeps one lucky answer from meaning much (the posterior mean of a
binomial share: (good + a) / (asked + a + b)). What is long ago counts less, and there
is a ceiling: above it, more thanks bring no more questions, so that nobody becomes the
one who is always asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

#: The prior: one of four, worth four questions.
GOOD, NOT_GOOD = 1.0, 3.0
PRIOR = GOOD / (GOOD + NOT_GOOD)
HALF_LIFE = timedelta(days=180)
CEILING = 0.6
#: A good word counts a quarter of an accepted answer; four are as much as one.
A_WORD = 0.25


@dataclass(frozen=True)
class Outcome:
    """One question that somebody was asked, after it ended.

    A pass is none: whoever says early that they cannot, helps as well.
    """

    at: datetime
    is_answered: bool = False
    is_accepted: bool = False
    good_words: int = 0

    @property
    def worth(self) -> float:
        if not self.is_answered:
            return 0.0
        return 1.0 if self.is_accepted else min(1.0, A_WORD * self.good_words)


def helpfulness(outcomes: Iterable[Outcome], now: datetime) -> float:
    """Between 0 and the ceiling; the prior for somebody who was never asked."""
    good, asked = GOOD, GOOD + NOT_GOOD
    for outcome in outcomes:
        age = max(now - outcome.at, timedelta())
        weight = 0.5 ** (age / HALF_LIFE)
        good += weight * outcome.worth
        asked += weight
    return min(good / asked, CEILING)
