"""Resources as items of a feed."""

from django.urls import reverse

from medagora.catalogue.queries.cards import Card
from medagora.web.feeds import FeedItem
from medagora.web.links import absolute


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
