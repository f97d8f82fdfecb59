"""Figures about moderation for everybody, month by month. Nothing about anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, QuerySet

from medagora.community.domain.moderation.figures import (
    SMALLEST,
    Figure,
    figure,
    rounded_hours,
)
from medagora.community.domain.moderation.matters import MatterKind, MatterState
from medagora.community.domain.moderation.sanctions import SanctionState
from medagora.community.models import Matter, PostReport, Sanction
from medagora.curation.queries import log

Row = tuple[str, Figure]
_HATS = ("hat_granted", "hat_renewed", "hat_doffed")


@dataclass(frozen=True)
class MonthFigures:
    """What happened in one month of the calendar (UTC)."""

    starts: datetime
    reports: Figure
    decisions: Figure
    by_reason: list[Row]
    by_outcome: list[Row]
    by_kind: list[Row]
    median_hours: int | None
    appeals: Figure
    appeals_ended: list[Row]
    sanctions: list[Row]
    hats: list[Row]


def months_until(at: datetime, count: int = 12) -> list[datetime]:
    """The first moments of the last months, the present one first."""
    month = at.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found = []
    for _number in range(count):
        found.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    return found


def month_named(params: Mapping[str, str], at: datetime) -> datetime:
    """The month that a page asks for ("2026-11"); anything odd is the present one."""
    months = months_until(at, 60)
    wanted = params.get("month", "")
    return next((m for m in months if f"{m:%Y-%m}" == wanted), months[0])


def measure_month(starts: datetime) -> MonthFigures:
    """A fixed number of queries, however much was decided."""
    ends = (starts + timedelta(days=32)).replace(day=1)
    decided = Matter.objects.filter(
        decided_at__gte=starts, decided_at__lt=ends, settled_with=None
    ).exclude(decided_pseudonym="")
    appeals = decided.filter(kind=MatterKind.APPEAL)
    others = decided.exclude(kind=MatterKind.APPEAL)
    begun = Sanction.objects.filter(
        starts_at__gte=starts,
        starts_at__lt=ends,
        state__in=[SanctionState.IN_FORCE, SanctionState.ENDED],
    )
    return MonthFigures(
        starts=starts,
        reports=_count(
            PostReport.objects.filter(reported_at__gte=starts, reported_at__lt=ends)
        ),
        decisions=_count(others),
        by_reason=_count_by(others.exclude(reason=""), "reason"),
        by_outcome=_count_by(others, "outcome"),
        by_kind=_count_by(others, "kind"),
        median_hours=rounded_hours(_median_wait(others)),
        appeals=_count(
            Matter.objects.filter(
                kind=MatterKind.APPEAL, opened_at__gte=starts, opened_at__lt=ends
            )
        ),
        appeals_ended=_count_by(appeals, "outcome"),
        sanctions=_count_by(begun, "kind"),
        hats=_hats(starts),
    )


def _count(rows: "QuerySet[Any]") -> Figure:
    return figure(rows.count())


def _count_by(rows: "QuerySet[Any]", field: str) -> list[Row]:
    counts = rows.order_by().values_list(field).annotate(n=Count("pk"))
    return [(word, figure(n)) for word, n in counts.order_by("-n", field)]


def _median_wait(rows: "QuerySet[Matter]") -> timedelta | None:
    """From opening to the decision; half waited longer. None of a few, which would
    tell of one."""
    waited = ExpressionWrapper(
        F("decided_at") - F("opened_at"), output_field=DurationField()
    )
    count = rows.count()
    if count < SMALLEST:
        return None
    ordered = rows.annotate(waited=waited).order_by("waited")
    middle: timedelta = ordered.values_list("waited", flat=True)[count // 2]
    return middle


def _hats(starts: datetime) -> list[Row]:
    """Verified hats given and doffed, as the public log has them."""
    found = []
    for verb in _HATS:
        search = log.LogSearch(verb=verb, month=f"{starts:%Y-%m}")
        found.append((verb, _count(log.search_log(search))))
    return [(verb, counted) for verb, counted in found if counted.count != 0]


@dataclass(frozen=True)
class WaitingNow:
    """How much waits this minute, and how much of it longer than it should."""

    open: Figure
    late: Figure


def waiting_now(at: datetime) -> WaitingNow:
    rows = Matter.objects.filter(state=MatterState.OPEN)
    return WaitingNow(_count(rows), _count(rows.filter(due_at__lt=at)))
