"""Published resources as programs list them."""

from typing import Any

from django.db.models import QuerySet

from medagora.catalogue.models import Listing, Resource
from medagora.catalogue.queries.listings import audiences_for


def list_published(
    *, audience: str = "", kind: str = ""
) -> "QuerySet[Resource, dict[str, Any]]":
    """``pk`` and ``published_at`` of all of them, the newest first; an empty filter
    lets everything through."""
    rows = _narrowed(Resource.objects.published(), audience, kind)
    return rows.order_by("-published_at", "-pk").values("pk", "published_at")


def list_on_topic(
    topic_id: int, *, audience: str = "", kind: str = ""
) -> "QuerySet[Listing, dict[str, Any]]":
    """``resource_id`` and ``published_at`` of those on a topic, in whatever language,
    the newest first. Each stands there once a language, one after the other, so that
    they are told once without being sorted."""
    rows = _narrowed(Listing.objects.filter(topic=topic_id), audience, kind)
    ordered = rows.order_by("-published_at", "-resource")
    return ordered.values("resource_id", "published_at").distinct()


def _narrowed(rows: "QuerySet[Any]", audience: str, kind: str) -> "QuerySet[Any]":
    if audience:
        rows = rows.filter(audience__in=audiences_for(audience))
    return rows.filter(kind=kind) if kind else rows
