"""The picture of an item's answers: dots on a scale, one row for each group.

A dot's area grows with the number of people, so that two look twice as much as one.
Shape and row tell the groups apart, not colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from medagora.appraisal.domain.agreement import Spread

STEP_WIDTH = 48
ROW_HEIGHT = 32
_LARGEST = 14.0
_SMALLEST = 4.0


@dataclass(frozen=True)
class Dot:
    """``count`` people gave this step."""

    x: int
    y: int
    radius: float
    count: int
    group: str


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    dots: tuple[Dot, ...]
    #: Where the steps of the scale lie.
    marks: tuple[int, ...]


def draw(groups: Sequence[tuple[str, Spread]], steps: int, *, most: int) -> Picture:
    """Dots for every group; ``most`` people is the largest dot, here and elsewhere."""
    dots = [
        Dot(
            x=_place(step),
            y=row * ROW_HEIGHT + ROW_HEIGHT // 2,
            radius=_radius(count, most),
            count=count,
            group=name,
        )
        for row, (name, spread) in enumerate(groups)
        for step, count in enumerate(spread.counts)
        if count
    ]
    marks = tuple(_place(step) for step in range(steps))
    return Picture(steps * STEP_WIDTH, len(groups) * ROW_HEIGHT, tuple(dots), marks)


def _place(step: int) -> int:
    return step * STEP_WIDTH + STEP_WIDTH // 2


def _radius(count: int, most: int) -> float:
    return round(max(_SMALLEST, _LARGEST * sqrt(min(1, count / max(most, 1)))), 1)
