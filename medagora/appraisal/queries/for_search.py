"""What the search room reads: how people judged the resources of a page of results.

Only what is published counts, and no figure stands for all instruments. People judge
nothing but resources here, so there is no page of another kind to find; what the
engine read for somebody is open to whoever has its link, and is never listed.
The news "appraisals_changed" carries the uid of a resource when an appraisal of it
becomes public, changes or is public no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from medagora.appraisal.domain.agreement import MOST_RATERS
from medagora.appraisal.domain.appraisals import Role
from medagora.appraisal.domain.instruments import (
    Instrument,
    Score,
    ScoredPart,
    list_instruments,
    score,
)
from medagora.appraisal.models import Appraisal, AppraisalAnswer
from medagora.appraisal.queries.figures import figures_of

#: Resources a query: each may have fifty appraisals with each instrument.
_CHUNK = 20


@dataclass(frozen=True)
class SideSpread:
    """How the figures of patients or of professionals lie among so many people."""

    role: Role
    count: int
    least: int
    middle: float
    most: int


@dataclass(frozen=True)
class PartJudged:
    """One part of an instrument; a side without a figure is left out."""

    name: str
    lowest: int
    best: int
    is_percent: bool
    sides: tuple[SideSpread, ...]


@dataclass(frozen=True)
class JudgedWith:
    """Everybody who judged a resource with one instrument; the figures are those of the
    newest fifty."""

    instrument: Instrument
    patients: int
    professionals: int
    parts: tuple[PartJudged, ...]

    @property
    def raters(self) -> int:
        return self.patients + self.professionals


class _Row(NamedTuple):
    pk: int
    uid: str
    instrument: str
    role: str
    total: int  # published ones of this resource, instrument and side


def spread_by_resource(uids: Iterable[str]) -> dict[str, tuple[JudgedWith, ...]]:
    """What was said of each of these resources, in the order of the instruments;
    resources that nobody judged are left out. Two queries for twenty."""
    wanted = list(dict.fromkeys(uids))
    found: dict[str, tuple[JudgedWith, ...]] = {}
    for start in range(0, len(wanted), _CHUNK):
        found |= _spread(wanted[start : start + _CHUNK])
    return found


def _spread(uids: Sequence[str]) -> dict[str, tuple[JudgedWith, ...]]:
    rows = _newest(uids)
    answers = _answers([row.pk for row in rows])
    groups: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row.uid, row.instrument].append(row)
    judged = {
        uid: tuple(
            _judged(made, groups[uid, made.key], answers)
            for made in list_instruments()
            if (uid, made.key) in groups
        )
        for uid in uids
    }
    return {uid: lines for uid, lines in judged.items() if lines}


def _newest(uids: Sequence[str]) -> list[_Row]:
    group = ["resource_uid", "instrument"]
    newest = [F("published_at").desc(), F("pk").desc()]
    shown = Appraisal.objects.published().filter(resource_uid__in=uids)
    placed = shown.annotate(
        place=Window(RowNumber(), partition_by=group, order_by=newest),
        total=Window(Count("pk"), partition_by=[*group, "role"]),
    )
    rows = placed.filter(place__lte=MOST_RATERS).order_by("pk")
    fields = ("pk", "resource_uid", "instrument", "role", "total")
    return [_Row(*row) for row in rows.values_list(*fields)]


def _answers(pks: Sequence[int]) -> dict[int, dict[str, str]]:
    given = AppraisalAnswer.objects.filter(appraisal__in=pks).exclude(value="")
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for pk, item, value in given.values_list("appraisal_id", "item", "value"):
        found[pk][item] = value
    return found


def _judged(
    made: Instrument, rows: Sequence[_Row], answers: Mapping[int, dict[str, str]]
) -> JudgedWith:
    totals = {row.role: row.total for row in rows}
    scored: list[tuple[Role, tuple[ScoredPart, ...]]] = []
    for row in rows:
        result = score(made, answers.get(row.pk, {}))
        if isinstance(result, Score):
            scored.append((Role(row.role), result.parts))
    parts = (_part(made, place, scored) for place in range(len(made.parts)))
    return JudgedWith(
        made,
        totals.get(Role.PATIENT, 0),
        totals.get(Role.PROFESSIONAL, 0),
        tuple(part for part in parts if part),
    )


def _part(
    made: Instrument,
    place: int,
    scored: Sequence[tuple[Role, tuple[ScoredPart, ...]]],
) -> PartJudged | None:
    """None where it is added up for nobody."""
    own = [(role, parts[place]) for role, parts in scored]
    own = [(role, part) for role, part in own if part.points is not None]
    if not own:
        return None
    part = made.parts[place]
    figures = figures_of(part, [scored_part for _role, scored_part in own])
    by_role: dict[Role, list[int]] = defaultdict(list)
    for (role, _own), value in zip(own, figures.values, strict=True):
        by_role[role].append(value)
    return PartJudged(
        part.name,
        figures.lowest,
        figures.best,
        figures.is_percent,
        tuple(_side(role, by_role[role]) for role in Role if role in by_role),
    )


def _side(role: Role, values: Sequence[int]) -> SideSpread:
    middle = float(median(values))
    return SideSpread(role, len(values), min(values), middle, max(values))
