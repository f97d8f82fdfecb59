"""Charts of work done, counted by the database."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, QuerySet
from django.db.models.functions import TruncWeek

from medagora.catalogue.queries import upkeep
from medagora.curation.domain.verdicts import Verdict
from medagora.curation.models import Review, Suggestion
from medagora.people import queries as people


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart; ``percent`` is of the longest."""

    label: Any
    count: int
    percent: float


def bars(counts: list[tuple[Any, int]]) -> list[Bar]:
    longest = max((count for _label, count in counts), default=0)
    return [
        Bar(label, count, round(100 * count / longest, 1) if longest else 0.0)
        for label, count in counts
    ]


@dataclass(frozen=True)
class Statistics:
    """What was done since a moment, and how long it took."""

    weeks: list[tuple[date, int]]
    verdicts: list[tuple[str, int]]
    reasons: list[tuple[str, int]]
    curators: list[tuple[str, int]]
    languages: list[tuple[str, int]]
    median_wait: timedelta | None
    decided: int
    waiting: int


def measure(*, since: datetime) -> Statistics:
    """A fixed number of queries, however much was done."""
    reviews = Review.objects.filter(given_at__gte=since).order_by()
    closed = Suggestion.objects.filter(closed_at__gte=since)
    return Statistics(
        weeks=_by_week(reviews),
        verdicts=_count_by(reviews, "verdict"),
        reasons=_count_by(reviews.exclude(reason=""), "reason"),
        curators=_by_curator(reviews),
        languages=_count_by(
            reviews.exclude(resource__languages=None), "resource__languages__language"
        ),
        median_wait=_median_wait(closed),
        decided=closed.count(),
        waiting=Suggestion.objects.filter(state=Suggestion.State.OPEN).count(),
    )


def _count_by(reviews: QuerySet[Review], field: str) -> list[tuple[str, int]]:
    rows = reviews.values_list(field).annotate(n=Count("pk")).order_by("-n", field)
    return [(value, n) for value, n in rows[:30]]


def _by_week(reviews: QuerySet[Review]) -> list[tuple[date, int]]:
    weeks = reviews.annotate(week=TruncWeek("given_at")).values_list("week")
    rows = weeks.annotate(n=Count("pk")).order_by("week")
    return [(week.date(), n) for week, n in rows]


def _by_curator(reviews: QuerySet[Review]) -> list[tuple[str, int]]:
    rows = _count_by(reviews, "by_pseudonym")
    names = people.names_by_pseudonym(pseudonym for pseudonym, _n in rows)
    return [(names.get(pseudonym, pseudonym), n) for pseudonym, n in rows]


def _median_wait(closed: QuerySet[Suggestion]) -> timedelta | None:
    """From the suggestion to the decision; half waited longer."""
    waited = ExpressionWrapper(
        F("closed_at") - F("suggested_at"), output_field=DurationField()
    )
    rows = closed.annotate(waited=waited).order_by("waited")
    count = closed.count()
    if not count:
        return None
    middle: timedelta = rows.values_list("waited", flat=True)[count // 2]
    return middle


@dataclass(frozen=True)
class Numbers:
    """What the policy page tells about this site."""

    curators: int
    published: int
    confirmed: int
    waiting: int
    retired: int
    declined: int
    reasons: list[tuple[str, int]]

    @property
    def unconfirmed(self) -> int:
        return self.published - self.confirmed


def count_numbers() -> Numbers:
    states = upkeep.count_by_state()
    declined = Review.objects.filter(verdict=Verdict.DECLINE)
    return Numbers(
        curators=people.count_curators(),
        published=states.get("published", 0),
        confirmed=upkeep.count_confirmed(),
        waiting=states.get("candidate", 0),
        retired=states.get("retired", 0),
        declined=states.get("declined", 0),
        reasons=_count_by(declined.order_by(), "reason"),
    )
