"""Reads about resources and collections."""

from django.db.models import QuerySet
from django.utils.translation import get_language

from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.words import Audience
from medagora.catalogue.models import Address, Resource, ResourceText
from medagora.kernel.refusals import NotFound


def find_by_address(address: str) -> Resource | None:
    """The resource that has this address in any spelling; BadInput if unreadable."""
    wanted = addresses.key(addresses.canonical(address))
    row = Address.objects.filter(key=wanted).select_related("resource").first()
    return row.resource if row else None


def get_resource(uid: str) -> Resource:
    """One resource with all its parts; NotFound otherwise. Any state."""
    resources = Resource.objects.with_details().prefetch_related(
        "addresses", "feeds", "social_accounts"
    )
    resource = resources.filter(uid=uid).first()
    if resource is None:
        raise NotFound(f"There is no resource {uid}.")
    return resource


def text_of(resource: Resource, language: str | None = None) -> ResourceText | None:
    """Its words in the reader's language, else its own first, else English, else any."""
    texts = {text.language: text for text in resource.texts.all()}
    own = [row.language for row in resource.languages.all()]
    for code in (language or get_language() or "en", *own, "en"):
        if code in texts:
            return texts[code]
    return next(iter(texts.values()), None)


def resources_for(audience: str) -> QuerySet[Resource]:
    """Published resources for an audience ("both" means everyone's)."""
    resources = Resource.objects.published()
    if audience in {Audience.PATIENTS, Audience.PROFESSIONALS}:
        resources = resources.filter(audience__in=[audience, Audience.BOTH])
    return resources


def list_newest(
    *, audience: str, language: str | None = None, limit: int = 6
) -> list[Resource]:
    resources = resources_for(audience)
    if language:
        resources = resources.filter(languages__language=language)
    return list(resources.with_details().order_by("-published_at", "-id")[:limit])


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
