"""What this room knows about a person, and how it forgets them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from medagora.catalogue.models import Collection
from medagora.catalogue.services.collections import give_up_collections
from medagora.people import services as people

if TYPE_CHECKING:
    from medagora.people.models import Person


def register() -> None:
    people.register_personal_data(
        "catalogue", covers=["catalogue.Collection"], export=export, erase=erase
    )


def export(person: "Person") -> Iterable[people.Part]:
    owned = Collection.objects.filter(owner=person).order_by("pk")
    yield people.Part(
        "collections",
        _("Your collections, with your notes"),
        [_collection(collection) for collection in owned.prefetch_related("topics")],
    )
    edited = Collection.objects.filter(editors=person).order_by("pk")
    yield people.Part(
        "edited_collections",
        _("Collections of others that you may edit"),
        list(edited.values("uid", "title", "by_name")),
    )


def _collection(collection: Collection) -> dict[str, Any]:
    items = collection.items.order_by("position", "pk")
    return {
        "uid": collection.uid,
        "title": collection.title,
        "description": collection.description,
        "language": collection.language,
        "by_name": collection.by_name,
        "visibility": collection.visibility,
        "topics": sorted(topic.slug for topic in collection.topics.all()),
        "editors": collection.editors.count(),
        "created_at": collection.created_at,
        "updated_at": collection.updated_at,
        "items": list(items.values("resource__address", "note", "added_at")),
    }


def erase(person: "Person", at: datetime) -> None:
    """Collections that others edit go to one of them; the rest are deleted."""
    give_up_collections(person)
