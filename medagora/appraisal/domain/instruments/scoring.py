"""From answers to figures, as each instrument's paper says; none until complete."""

from collections.abc import Mapping
from dataclasses import dataclass

from medagora.appraisal.domain.instruments.shapes import (
    NOT_APPLICABLE,
    Instrument,
    Item,
    Measure,
    Part,
)


@dataclass(frozen=True)
class ScoredPart:
    """One figure. ``points`` lie between ``least`` and ``most``.

    A part that the instrument adds up only as a whole has ``points`` None when an
    item was left out.
    """

    key: str
    name: str
    measure: Measure
    points: int | None
    least: int
    most: int
    left_out: tuple[str, ...] = ()

    @property
    def percent(self) -> float | None:
        """Points of a hundred, for parts that begin at nought; None otherwise."""
        if self.points is None or self.least or not self.most:
            return None
        return 100 * self.points / self.most


@dataclass(frozen=True)
class Score:
    """The figures of a complete set of answers, one for each part; no grand total."""

    instrument: str
    version: str
    parts: tuple[ScoredPart, ...]

    def part(self, key: str) -> ScoredPart:
        return next(part for part in self.parts if part.key == key)


@dataclass(frozen=True)
class Incomplete:
    """Why there is no score: items without an answer, items with an impossible one."""

    instrument: str
    missing: tuple[str, ...]
    impossible: tuple[str, ...] = ()


def effective(
    instrument: Instrument, answers: Mapping[str, str]
) -> dict[str, str | None]:
    """What counts for each item: its answer, or what another item's answer forces.

    None stands for no answer. Items of other instruments are left aside.
    """
    counted: dict[str, str | None] = {}
    for item in instrument.items:
        given = _forced(item, counted) or answers.get(item.id)
        counted[item.id] = given if isinstance(given, str) and given else None
    return counted


def _forced(item: Item, counted: Mapping[str, str | None]) -> str | None:
    """What the answers before this item make of it; None if they leave it free."""
    for rule in item.forced:
        if counted[rule.item] == rule.value:
            return rule.to
    return None


def score(instrument: Instrument, answers: Mapping[str, str]) -> Score | Incomplete:
    """The figures, or Incomplete while an item is unanswered or wrongly answered."""
    counted = effective(instrument, answers)
    missing = tuple(key for key, value in counted.items() if value is None)
    impossible = tuple(
        item.id
        for item in instrument.items
        if (value := counted[item.id]) is not None
        and value not in item.values
        and value != _forced(item, counted)
    )
    if missing or impossible:
        return Incomplete(instrument.key, missing, impossible)
    given = {key: value for key, value in counted.items() if value is not None}
    parts = tuple(_scored(instrument, part, given) for part in instrument.parts)
    return Score(instrument.key, instrument.version, parts)


def _scored(instrument: Instrument, part: Part, given: Mapping[str, str]) -> ScoredPart:
    items = list(instrument.items_of(part))
    left_out = tuple(item.id for item in items if given[item.id] == NOT_APPLICABLE)
    applying = [item for item in items if item.id not in left_out]
    points = [item.points_of(given[item.id]) for item in applying]
    total = sum(own for own in points if own is not None)
    steps = [choice.points for choice in instrument.scale]
    is_open = part.is_whole and bool(left_out)
    return ScoredPart(
        key=part.key,
        name=part.name,
        measure=part.measure,
        points=None if is_open or not applying else total,
        least=len(applying) * min(steps),
        most=len(applying) * max(steps),
        left_out=left_out,
    )
