"""What libraries harvest: everything that was ever published, by its last change.

A resource that was retired, or went back to the desk, stays in these lists so that
whoever took it over hears that it is no longer given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from medagora.catalogue.models import Resource, ResourceLanguage, ResourceTopic


@dataclass(frozen=True)
class Slice:
    """Which changes: from a moment on and before another; empty words let everything
    through. ``has_topic`` and ``has_language`` want any at all."""

    since: datetime | None = None
    before: datetime | None = None
    topic: str = ""
    language: str = ""
    kind: str = ""
    audience: str = ""
    has_topic: bool = False
    has_language: bool = False


@dataclass(frozen=True)
class Changed:
    id: int
    uid: str
    at: datetime


def list_changed(
    part: Slice, *, after: tuple[datetime, int] | None = None, limit: int
) -> list[Changed]:
    """The first changes of the slice, or those after a moment and a row's id."""
    rows = _in(part)
    if after:
        at, pk = after
        rows = rows.filter(Q(updated_at__gt=at) | Q(updated_at=at, pk__gt=pk))
    ordered = rows.order_by("updated_at", "pk")
    values = ordered.values_list("pk", "uid", "updated_at")[:limit]
    return [Changed(*row) for row in values]


def count_changed(part: Slice) -> int:
    return _in(part).count()


def find_changed(uid: str) -> Changed | None:
    rows = _ever_published().filter(uid=uid).values_list("pk", "uid", "updated_at")
    row = rows.first()
    return Changed(*row) if row else None


def first_change() -> datetime | None:
    """No change of what is listed now is older."""
    found: datetime | None = _ever_published().aggregate(at=Min("updated_at"))["at"]
    return found


def list_kinds() -> list[str]:
    rows = _ever_published().order_by("kind").values_list("kind", flat=True)
    return list(rows.distinct())


def list_languages() -> list[str]:
    rows = ResourceLanguage.objects.filter(resource__published_at__isnull=False)
    return list(rows.order_by("language").values_list("language", flat=True).distinct())


def _ever_published() -> QuerySet[Resource]:
    return Resource.objects.filter(published_at__isnull=False)


def _in(part: Slice) -> QuerySet[Resource]:
    rows = _ever_published()
    if part.since:
        rows = rows.filter(updated_at__gte=part.since)
    if part.before:
        rows = rows.filter(updated_at__lt=part.before)
    for name in ("kind", "audience"):
        if value := getattr(part, name):
            rows = rows.filter(**{name: value})
    for own in _parts_of(part):
        rows = rows.filter(Exists(own.filter(resource=OuterRef("pk"))))
    return rows


def _parts_of(part: Slice) -> Iterator[QuerySet[Any]]:
    """The topics and languages of which a resource must have one."""
    if part.topic:
        yield ResourceTopic.objects.filter(topic__slug=part.topic)
    if part.language:
        yield ResourceLanguage.objects.filter(language=part.language)
    if part.has_topic:
        yield ResourceTopic.objects.all()
    if part.has_language:
        yield ResourceLanguage.objects.all()
