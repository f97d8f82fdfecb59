"""Reads for those who look after the catalogue: what is due, broken, set aside."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from medagora.catalogue.domain import addresses
from medagora.catalogue.models import (
    Address,
    LinkCheck,
    Resource,
    ResourceLanguage,
    ResourceTopic,
)


def due_for_review(on: date) -> QuerySet[Resource]:
    """Published resources that curators should look at again, longest due first."""
    due = Resource.objects.published().filter(review_due_on__lte=on)
    return due.order_by("review_due_on", "pk")


def never_reviewed() -> QuerySet[Resource]:
    """Published with their source's word only: no curator here looked at them yet."""
    unseen = Resource.objects.published().filter(review_due_on=None)
    return unseen.order_by("-published_at", "-pk")


def with_link_states(states: Iterable[str]) -> QuerySet[Resource]:
    """Published resources whose address was last seen in one of the states."""
    resources = Resource.objects.published().filter(link_state__in=list(states))
    return resources.order_by("-link_checked_at", "-pk")


def in_state(state: str) -> QuerySet[Resource]:
    """Resources in a state, the last changed first."""
    return Resource.objects.filter(state=state).order_by("-updated_at", "-pk")


def covers(
    field: str,
    *,
    topic_ids: Collection[int] | None = None,
    languages: Collection[str] | None = None,
) -> Q:
    """A condition on the ids of resources in ``field`` ("pk", "resource"): that they
    cover one of the topics and speak one of the languages."""
    found = Q()
    if topic_ids is not None:
        rows = ResourceTopic.objects.filter(topic__in=topic_ids)
        found &= Q(**{f"{field}__in": rows.values("resource")})
    if languages is not None:
        spoken = ResourceLanguage.objects.filter(language__in=languages)
        found &= Q(**{f"{field}__in": spoken.values("resource")})
    return found


def all_resources() -> QuerySet[Resource]:
    return Resource.objects.all()


def ids_of(uids: Collection[str]) -> list[int]:
    """The ids of the resources with these public ids; no query for none."""
    if not uids:
        return []
    return list(Resource.objects.filter(uid__in=uids).values_list("pk", flat=True))


def list_link_checks(resource: Resource, *, limit: int = 20) -> list[LinkCheck]:
    """Visits to its address, the last one first."""
    return list(resource.link_checks.order_by("-checked_at", "-pk")[:limit])


def last_visits(ids: Collection[int]) -> dict[int, LinkCheck]:
    """The last visit to each of these resources; one query."""
    newest = (
        LinkCheck.objects.filter(resource=OuterRef("resource"))
        .order_by("-checked_at", "-pk")
        .values("pk")[:1]
    )
    rows = LinkCheck.objects.filter(resource__in=ids, pk=Subquery(newest))
    return {row.resource_id: row for row in rows}


def list_same_site(address: str, *, limit: int = 5) -> list[Resource]:
    """Resources that we have from the same site, for whoever adds another."""
    site = addresses.key(addresses.canonical(address)).split("/")[0].split("?")[0]
    rows = Address.objects.filter(key__startswith=f"{site}/") | Address.objects.filter(
        key=site
    )
    resources = Resource.objects.filter(pk__in=rows.values("resource"))
    return list(resources.with_details().order_by("pk")[:limit])


def count_by_state() -> dict[str, int]:
    rows = Resource.objects.order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def count_confirmed() -> int:
    """Published resources that this site's own curators have looked at."""
    return Resource.objects.published().exclude(first_reviewed_on=None).count()
