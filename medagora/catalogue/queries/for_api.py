"""Published resources as programs list them."""

from django.db.models import QuerySet

from medagora.catalogue.models import Resource
from medagora.catalogue.queries.listings import audiences_for


def published_uids(
    *, language: str = "", audience: str = "", kind: str = "", topic: str = ""
) -> "QuerySet[Resource, str]":
    """Uids, the newest first; each empty filter lets everything through."""
    resources = Resource.objects.published()
    if language:
        resources = resources.filter(languages__language=language)
    if audience:
        resources = resources.filter(audience__in=audiences_for(audience))
    if kind:
        resources = resources.filter(kind=kind)
    if topic:
        resources = resources.filter(topics__slug=topic)
    return resources.order_by("-published_at", "-pk").values_list("uid", flat=True)
