"""Resources as items of a feed."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from medagora.catalogue.domain.words import Audience
from medagora.catalogue.queries import Card
from medagora.web.feeds import FeedItem


def absolute(path: str) -> str:
    """The full address of a path of this site, as the operator configured it."""
    return f"{settings.CONFIG.site_url.rstrip('/')}{path}"


def audience_of(request: HttpRequest) -> str:
    """Whom a feed is for: its address decides, never a cookie."""
    asked = request.GET.get("audience", "")
    return asked if asked in set(Audience) else Audience.BOTH


def item_of(card: Card) -> FeedItem:
    """The item leads to our page about the resource, which says why it is here."""
    published = card.published_at or card.updated_at
    return FeedItem(
        id=absolute(f"/resource/{card.uid}/"),  # the same in every language
        address=absolute(reverse("site:resource-detail", args=[card.uid])),
        title=card.title,
        summary=card.description,
        published_at=published,
        updated_at=max(published, card.updated_at),
        language=card.description_language or card.title_language,
        tags=(card.kind, card.audience),
    )
