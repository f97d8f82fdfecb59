"""What people said about one resource: each answer, the spread, how far they agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from medagora.appraisal.domain.agreement import (
    MOST_RATERS,
    Spread,
    Weights,
    mean_kappa,
    spread,
)
from medagora.appraisal.domain.appraisals import Role
from medagora.appraisal.domain.instruments import (
    Instrument,
    Item,
    Part,
    Score,
    ScoredPart,
    effective,
    score,
)
from medagora.appraisal.domain.picture import Picture, draw
from medagora.appraisal.models import Appraisal
from medagora.appraisal.queries.figures import figures_of
from medagora.appraisal.queries.summaries import count_by_instrument


@dataclass(frozen=True)
class RaterLine:
    """One person's published appraisal. ``name`` is "" once they have left."""

    uid: str
    pseudonym: str
    name: str
    role: Role
    interests: tuple[str, ...]
    interest_words: str
    published_at: datetime | None
    parts: tuple[ScoredPart, ...]
    answers: dict[str, str | None]
    reasons: dict[str, str]


@dataclass(frozen=True)
class GivenAnswer:
    """What one person said to one item; ``label`` is "" for "does not apply"."""

    rater: RaterLine
    label: str
    reason: str


@dataclass(frozen=True)
class ItemRatings:
    """One item: the picture of both sides, the spread of each, everyone's answers."""

    item: Item
    sides: tuple[tuple[Role, Spread], ...]
    picture: Picture
    given: tuple[GivenAnswer, ...]


@dataclass(frozen=True)
class FigureSpread:
    """The lowest and the highest figure among so many people."""

    count: int
    least: int
    most: int


@dataclass(frozen=True)
class PartSpread:
    """How the figures of one part lie, on each side; None where nobody has one."""

    name: str
    lowest: int
    best: int
    is_percent: bool
    sides: tuple[tuple[Role, FigureSpread | None], ...]


@dataclass(frozen=True)
class Agreement:
    """Weighted kappa among so many people; None where it cannot be told."""

    role: Role | None
    raters: int
    linear: float | None
    quadratic: float | None


@dataclass(frozen=True)
class InstrumentRatings:
    """Everything said with one instrument. ``more`` people are not shown here."""

    instrument: Instrument
    raters: tuple[RaterLine, ...]
    sections: tuple[tuple[str, tuple[ItemRatings, ...]], ...]
    parts: tuple[PartSpread, ...]
    agreements: tuple[Agreement, ...]
    more: int


def list_ratings(uid: str) -> list[InstrumentRatings]:
    """Published appraisals of a resource by instrument, in three queries.

    Of each instrument the newest fifty are read; the exports have them all.
    """
    by_instrument: dict[str, list[Appraisal]] = {}
    for row in _newest(uid):
        by_instrument.setdefault(row.instrument, []).append(row)
    return [
        _ratings(count.instrument, by_instrument[count.instrument.key], count.total)
        for count in count_by_instrument(uid)
        if count.instrument.key in by_instrument
    ]


def _newest(uid: str) -> QuerySet[Appraisal]:
    place = Window(
        RowNumber(),
        partition_by="instrument",
        order_by=[F("published_at").desc(), F("pk").desc()],
    )
    shown = Appraisal.objects.published().of_resource(uid).annotate(place=place)
    rows = shown.filter(place__lte=MOST_RATERS).newest_first()
    return rows.select_related("by").prefetch_related("answers")


def _ratings(
    made: Instrument, rows: Sequence[Appraisal], total: int
) -> InstrumentRatings:
    lines = tuple(_line(made, row) for row in rows)
    largest = max(
        (sum(line.role is role for line in lines) for role in Role), default=1
    )
    sections = tuple(
        (
            section.name,
            tuple(_item(made, item, lines, largest) for item in section.items),
        )
        for section in made.sections
    )
    return InstrumentRatings(
        instrument=made,
        raters=lines,
        sections=sections,
        parts=tuple(_part_spreads(made, lines)),
        agreements=tuple(_agreements(made, lines)),
        more=total - len(lines),
    )


def _line(made: Instrument, row: Appraisal) -> RaterLine:
    answers = list(row.answers.all())
    given = {answer.item: answer.value for answer in answers}
    result = score(made, given)
    return RaterLine(
        uid=row.uid,
        pseudonym=row.by_pseudonym,
        name=str(row.by) if row.by else "",
        role=Role(row.role),
        interests=tuple(str(words) for words in row.interests),
        interest_words=row.interest_words,
        published_at=row.published_at,
        parts=result.parts if isinstance(result, Score) else (),
        answers=effective(made, given),
        reasons={answer.item: answer.reason for answer in answers if answer.reason},
    )


def _step(item: Item, made: Instrument, line: RaterLine) -> int | None:
    """The place of an answer on the scale; None for what was left out."""
    values = [choice.value for choice in made.scale]
    value = line.answers[item.id]
    return values.index(value) if value in values else None


def _item(
    made: Instrument, item: Item, lines: Sequence[RaterLine], largest: int
) -> ItemRatings:
    steps = len(made.scale)
    sides = tuple(
        (
            role,
            spread(
                [_step(item, made, line) for line in lines if line.role is role], steps
            ),
        )
        for role in Role
    )
    labels = {choice.value: choice.label for choice in made.scale}
    given = tuple(
        GivenAnswer(
            line,
            labels.get(line.answers[item.id] or "", ""),
            line.reasons.get(item.id, ""),
        )
        for line in lines
    )
    groups = [(role.value, side) for role, side in sides]
    return ItemRatings(item, sides, draw(groups, steps, most=largest), given)


def _part_spreads(made: Instrument, lines: Sequence[RaterLine]) -> Iterable[PartSpread]:
    """Every part with both sides; people for whom it is not added up stay out."""
    for place, part in enumerate(made.parts):
        scored = [
            (line.role, line.parts[place])
            for line in lines
            if line.parts and line.parts[place].points is not None
        ]
        if scored:
            yield _part_spread(part, scored)


def _part_spread(part: Part, scored: Sequence[tuple[Role, ScoredPart]]) -> PartSpread:
    figures = figures_of(part, [own for _, own in scored])
    given = list(zip([role for role, _ in scored], figures.values, strict=True))
    sides = [
        (role, [figure for side, figure in given if side is role]) for role in Role
    ]
    return PartSpread(
        name=part.name,
        lowest=figures.lowest,
        best=figures.best,
        is_percent=figures.is_percent,
        sides=tuple(
            (role, FigureSpread(len(own), min(own), max(own)) if own else None)
            for role, own in sides
        ),
    )


def _agreements(made: Instrument, lines: Sequence[RaterLine]) -> Iterable[Agreement]:
    """Among everybody, and within each side when both have two people or more."""
    groups: list[tuple[Role | None, list[RaterLine]]] = [(None, list(lines))]
    sides = [(role, [line for line in lines if line.role is role]) for role in Role]
    if all(len(own) > 1 for _, own in sides):
        groups.extend(sides)
    for role, own in groups:
        if len(own) > 1:
            table = [[_step(item, made, line) for item in made.items] for line in own]
            yield Agreement(
                role,
                len(own),
                mean_kappa(table, Weights.LINEAR),
                mean_kappa(table, Weights.QUADRATIC),
            )
