"""Who judges here, who may do what, and how much was done."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from medagora.api.queries import keeping
from medagora.api.schemas import public as schemas
from medagora.api.schemas import site as shapes
from medagora.catalogue.domain.words import REVIEW_MONTHS
from medagora.catalogue.queries.listings import count_by_language
from medagora.community.queries import moderators, transparency
from medagora.curation.queries import statistics
from medagora.kernel.refusals import BadInput
from medagora.people import queries as people
from medagora.people.domain.roles import ROLES
from medagora.people.queries import data_map

router = Router()


@router.get(
    "/curators/{pseudonym}",
    response={200: shapes.Curator, 404: schemas.Problem},
    summary="Somebody who judges: their roles and declared interests",
)
def get_curator(request: HttpRequest, pseudonym: str) -> Any:
    person = people.get_by_pseudonym(pseudonym)
    grants = people.list_grants(person) if person.is_active else []
    return {
        "pseudonym": person.pseudonym,
        "name": str(person),
        "bio": person.bio if grants else "",
        "languages": list(person.languages) if grants else [],
        "grants": grants,
        "interests": people.list_interests(person),
    }


@router.get(
    "/roles", response={200: shapes.Roles}, summary="Who may do what on this site"
)
def list_roles(request: HttpRequest) -> Any:
    return {
        "items": [
            {
                "slug": role.slug,
                "name": role.name,
                "description": role.description,
                "permissions": sorted(role.permissions),
                "is_scoped": role.scoped,
            }
            for role in ROLES.values()
        ]
    }


@router.get(
    "/statistics",
    response={200: shapes.Statistics},
    summary="How this site chooses, in numbers",
)
def get_statistics(request: HttpRequest) -> Any:
    numbers = keeping.kept_for(60, "api:numbers", statistics.count_numbers)
    names = ("curators", "published", "confirmed", "waiting", "retired", "declined")
    return {name: getattr(numbers, name) for name in names} | {
        "declined_because": _rows(numbers.reasons),
        "review_months": dict(REVIEW_MONTHS),
        "published_by_language": _spoken(),
    }


def _spoken() -> dict[str, int]:
    """It reads every resource, so that it is counted anew every ten minutes."""
    return keeping.kept_for(600, "api:spoken", lambda: count_by_language("both"))


def _rows(rows: list[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"word": word, "count": count} for word, count in rows]


class MonthFilters(Schema):
    month: str = Field(
        "",
        pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$",
        max_length=7,
        description="Such as 2026-11; the present one if it is not said.",
    )


@router.get(
    "/moderation",
    response={200: shapes.Moderation},
    summary="What moderators did in a month, in numbers",
)
def get_moderation(request: HttpRequest, filters: Query[MonthFilters]) -> Any:
    now = timezone.now()
    starts = transparency.month_named({"month": filters.month}, now)
    if filters.month and f"{starts:%Y-%m}" != filters.month:
        raise BadInput("We tell the last five years.", field="month")
    figures = transparency.measure_month(starts)
    waiting = transparency.waiting_now(now)
    lists = ("by_reason", "by_outcome", "by_kind", "appeals_ended", "sanctions", "hats")
    return {name: _few(getattr(figures, name)) for name in lists} | {
        "month": f"{starts:%Y-%m}",
        "reports": figures.reports.count,
        "decisions": figures.decisions.count,
        "appeals": figures.appeals.count,
        "median_hours": figures.median_hours,
        "waiting_now": waiting.open.count,
        "late_now": waiting.late.count,
        "moderators": len(moderators.list_moderators()),
    }


def _few(rows: list[transparency.Row]) -> list[dict[str, Any]]:
    return [{"word": word, "count": figure.count} for word, figure in rows]


@router.get(
    "/data-map",
    response={200: shapes.DataMap},
    summary="What this site knows about people, table by table",
)
def get_data_map(request: HttpRequest) -> Any:
    return {"items": data_map.as_data()}
