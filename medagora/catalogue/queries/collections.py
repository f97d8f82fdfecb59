"""Reads about collections."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from medagora.catalogue.domain.collections import Share, shares
from medagora.catalogue.domain.words import State, Visibility
from medagora.catalogue.models import Collection, CollectionItem
from medagora.catalogue.queries.cards import Card, cards_of

if TYPE_CHECKING:
    from medagora.people.models import Person


@dataclass(frozen=True)
class Item:
    """A resource's place in a collection, counted from one."""

    id: int
    position: int
    note: str
    added_at: datetime
    card: Card

    @property
    def is_shown(self) -> bool:
        return self.card.state == State.PUBLISHED


@dataclass(frozen=True)
class MakeUp:
    """What a collection consists of, in shares of its resources."""

    kinds: list[Share]
    audiences: list[Share]
    languages: list[Share]


def public_collections(language: str = "") -> QuerySet[Collection]:
    """Collections that are listed, the last changed first, with ``size``."""
    collections = Collection.objects.filter(visibility=Visibility.PUBLIC)
    if language:
        collections = collections.filter(language=language)
    return _sized(collections).order_by("-updated_at", "-pk")


def public_uids_with_dates() -> QuerySet[Collection, Any]:
    """Every listed collection's uid with its last change, in a stable order."""
    collections = Collection.objects.filter(visibility=Visibility.PUBLIC)
    return collections.order_by("pk").values_list("uid", "updated_at")


def count_public_by_language() -> dict[str, int]:
    rows = Collection.objects.filter(visibility=Visibility.PUBLIC).order_by()
    counted = rows.values_list("language").annotate(count=Count("pk"))
    return dict(counted.order_by("-count", "language"))


def list_on_topic(topic_id: int, language: str, *, limit: int = 6) -> list[Collection]:
    return list(public_collections(language).filter(topics=topic_id)[:limit])


def list_with_resource(resource_id: int, *, limit: int = 6) -> list[Collection]:
    """Public collections that hold a resource."""
    holding = CollectionItem.objects.filter(
        collection=OuterRef("pk"), resource=resource_id
    )
    return list(public_collections().filter(Exists(holding))[:limit])


def collections_of(person: "Person") -> QuerySet[Collection]:
    """What a person owns or edits, the last changed first, with ``size``."""
    mine = Collection.objects.filter(
        Q(owner=person)
        | Exists(
            Collection.editors.through.objects.filter(
                collection=OuterRef("pk"), person=person
            )
        )
    )
    return _sized(mine).order_by("-updated_at", "-pk")


def _sized(collections: QuerySet[Collection]) -> QuerySet[Collection]:
    """Counted by a subquery: joins would multiply with other conditions."""
    items = (
        CollectionItem.objects.filter(collection=OuterRef("pk"))
        .order_by()
        .values("collection")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return collections.annotate(size=Coalesce(Subquery(items), 0))


def ids_holding(resource_id: int, collections: Iterable[Collection]) -> set[int]:
    """Which of the collections have the resource already."""
    items = CollectionItem.objects.filter(
        resource=resource_id, collection__in=[c.pk for c in collections]
    )
    return set(items.values_list("collection_id", flat=True))


def list_items(collection: Collection, language: str) -> list[Item]:
    """Its resources in order, in any state: show only those that ``is_shown``."""
    rows = list(collection.items.order_by("position", "pk"))
    cards = {
        card.id: card for card in cards_of((r.resource_id for r in rows), language)
    }
    return [
        Item(row.pk, place, row.note, row.added_at, cards[row.resource_id])
        for place, row in enumerate(rows, start=1)
    ]


def make_up(items: Iterable[Item]) -> MakeUp:
    cards = [item.card for item in items]
    return MakeUp(
        kinds=shares(card.kind for card in cards),
        audiences=shares(card.audience for card in cards),
        languages=shares(code for card in cards for code in card.languages),
    )
