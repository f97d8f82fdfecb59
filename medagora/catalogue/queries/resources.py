"""Reads about resources and collections."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.words import Audience, State
from medagora.catalogue.models import Address, Resource, ResourceText, ResourceTopic
from medagora.catalogue.queries.cards import best_text, spoken_by
from medagora.kernel.refusals import NotFound


def find_by_address(address: str) -> Resource | None:
    """The resource that has this address in any spelling; BadInput if unreadable."""
    wanted = addresses.key(addresses.canonical(address))
    row = Address.objects.filter(key=wanted).select_related("resource").first()
    return row.resource if row else None


def known_hosts(hosts: Iterable[str]) -> frozenset[str]:
    """Those of the hosts (without "www.") on which the catalogue has a resource."""
    return frozenset(host for host in hosts if _on_host(host).exists())


def _on_host(host: str) -> QuerySet[Address]:
    """By a range of keys, which every database answers from its index: "0" is the
    character after "/"."""
    published = Address.objects.filter(resource__state=State.PUBLISHED)
    return published.filter(key__gte=host, key__lt=f"{host}0")


def get_resource(uid: str) -> Resource:
    """One resource with all its parts; NotFound otherwise. Any state."""
    covered = ResourceTopic.objects.select_related("topic")
    resources = Resource.objects.with_details().prefetch_related(
        "addresses",
        "feeds",
        "social_accounts",
        Prefetch("resourcetopic_set", covered),
    )
    resource = resources.filter(uid=uid).first()
    if resource is None:
        raise NotFound("There is no resource %(uid)s.", uid=uid)
    return resource


def text_of(resource: Resource, language: str | None = None) -> ResourceText | None:
    """Its words by the rule of ``best_text``; its texts must be at hand."""
    texts = {text.language: text for text in resource.texts.all()}
    return best_text(texts, spoken_by(resource), language or get_language() or "en")


def resources_for(audience: str) -> QuerySet[Resource]:
    """Published resources for an audience ("both" means everyone's)."""
    resources = Resource.objects.published()
    if audience in {Audience.PATIENTS, Audience.PROFESSIONALS}:
        resources = resources.filter(audience__in=[audience, Audience.BOTH])
    return resources


def uids_with_dates() -> QuerySet[Resource, Any]:
    """Every published resource's uid with its last change, in a stable order."""
    resources = Resource.objects.published().order_by("pk")
    return resources.values_list("uid", "updated_at")


def published_for_index() -> QuerySet[Resource]:
    """Everything published with all words, in id order, for indexes and exports."""
    return (
        Resource.objects.published()
        .with_details()
        .prefetch_related(
            "addresses",
            "feeds",
            "social_accounts",
        )
        .order_by("pk")
    )
