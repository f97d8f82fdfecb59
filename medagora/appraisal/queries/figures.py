"""The figures of several people for one part of an instrument, made comparable."""

from collections.abc import Sequence
from dataclasses import dataclass

from medagora.appraisal.domain.instruments import Measure, Part, ScoredPart


@dataclass(frozen=True)
class Figures:
    """One figure for each person, on one scale."""

    lowest: int
    best: int
    is_percent: bool
    values: tuple[int, ...]


def figures_of(part: Part, scored: Sequence[ScoredPart]) -> Figures:
    """Percentages where people were measured by different numbers of items. At least
    one person; each must have a figure."""
    first = scored[0]
    is_percent = part.measure is Measure.PERCENT or any(
        own.most != first.most for own in scored
    )
    return Figures(
        lowest=0 if is_percent else first.least,
        best=100 if is_percent else first.most,
        is_percent=is_percent,
        values=tuple(
            round(own.percent or 0) if is_percent else own.points or 0 for own in scored
        ),
    )
