"""Collections: the public ones, and one with its resources in order."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from medagora.api.entrance import answers
from medagora.api.entrance.cursors import Order, part_of_rows
from medagora.api.entrance.parameters import Language, Paged, Reader
from medagora.api.schemas import public as schemas
from medagora.api.views.resources import cards
from medagora.catalogue import access
from medagora.catalogue import queries as catalogue

router = Router()


class CollectionFilters(Paged):
    language: Language = ""


@router.get(
    "/collections",
    response={200: schemas.Page[schemas.CollectionLine], 422: schemas.Problem},
    summary="Public collections, the last changed first",
)
def list_collections(request: HttpRequest, filters: Query[CollectionFilters]) -> Any:
    rows = catalogue.public_collections(filters.language)
    part = part_of_rows(rows, filters.asked, Order("updated_at"), name="collections")
    return part.with_items(part.rows)


@router.get(
    "/collections/{uid}",
    response={200: schemas.Collection, 404: schemas.Problem},
    summary="One collection, public or unlisted, with its resources in order",
)
def get_collection(request: HttpRequest, uid: str, reader: Reader = "en") -> Any:
    collection = access.get_collection_to_read(uid, viewer=None)
    answers.changed_at(request, collection.updated_at)
    items = [item for item in catalogue.list_items(collection, reader) if item.is_shown]
    found = {card["uid"]: card for card in cards([i.card.uid for i in items], reader)}
    return {
        "uid": collection.uid,
        "title": collection.title,
        "description": collection.description,
        "language": collection.language,
        "by_name": collection.by_name,
        "size": len(items),
        "updated_at": collection.updated_at,
        "topics": sorted(topic.slug for topic in collection.topics.all()),
        "items": [
            {
                "position": item.position,
                "note": item.note,
                "resource": found[item.card.uid],
            }
            for item in items
            if item.card.uid in found
        ],
    }
