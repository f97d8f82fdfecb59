"""Resources: the list, and one with everything that is known about it."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from medagora.api.entrance.cursors import Order, part_of_rows
from medagora.api.entrance.parameters import Language, Paged, Reader
from medagora.api.queries import keeping
from medagora.api.schemas import public as schemas
from medagora.catalogue import access
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience, Kind
from medagora.catalogue.queries import (
    for_api,
    for_search,
    listings,
    records,
    successors,
)
from medagora.curation import queries as curation
from medagora.kernel.ids import sha256_hex
from medagora.search import queries as search
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
#: As long as answers themselves may be kept.
MAX_AGE = 60


class ResourceFilters(Paged):
    reader: Reader = "en"
    language: Language = Field("", description="Only resources that speak it.")
    audience: Audience | None = None
    kind: Kind | None = None
    topic: str = Field("", max_length=80, description="The slug of a topic.")


@router.get(
    "/resources",
    response={200: schemas.Page[schemas.Resource], 422: schemas.Problem},
    summary="Published resources, the newest first",
)
def list_resources(request: HttpRequest, filters: Query[ResourceFilters]) -> Any:
    rows, order = _rows(filters)
    part = part_of_rows(
        rows, filters.asked, order, name="resources", total=_total(filters, rows)
    )
    ids = [row[order.number] for row in part.rows]
    found = for_search.found_cards_by_id(ids, filters.reader)
    return part.with_items([_data(one) for one in found])


def _rows(filters: ResourceFilters) -> "tuple[QuerySet[Any, Any], Order]":
    """All, or those of a topic or a language, each read from an index of its own in
    the same order."""
    audience, kind = filters.audience or "", filters.kind or ""
    if not filters.topic and not filters.language:
        found = for_api.list_published(audience=audience, kind=kind)
        return found, Order("published_at")
    order = Order("published_at", "resource_id")
    topic = topics.ids_by_slug([filters.topic]) if filters.topic else {}
    if filters.topic and not topic:
        return for_api.list_on_topic(0).none(), order
    if not filters.language:
        number = topic[filters.topic]
        return for_api.list_on_topic(number, audience=audience, kind=kind), order
    wanted = listings.ListingSearch(
        language=filters.language, audience=audience or Audience.BOTH, kind=kind
    )
    listed = listings.listed_ids(topic.get(filters.topic), wanted)
    return listed.values("resource_id", "published_at"), order


def _total(filters: ResourceFilters, rows: "QuerySet[Any, Any]") -> int | None:
    """How many there are, counted once for each state of the log: what is published
    and retired stands in it. Without a cache it is counted each time."""
    if filters.cursor:
        return None
    said = filters.model_dump(include={"language", "audience", "kind", "topic"})
    name = f"api:total:{sha256_hex(f'{said} {curation.head_hash()}'.encode())}"
    return keeping.kept_for(MAX_AGE, name, rows.order_by().count)


def cards(uids: list[str], reader: str) -> list[dict[str, Any]]:
    """The published ones among them; four queries."""
    return [_data(found) for found in for_search.found_cards(uids, reader)]


def _data(found: for_search.FoundCard) -> dict[str, Any]:
    return search.card_data(found.card, topics=found.topics)


@router.get(
    "/resources/{uid}",
    response={200: schemas.ResourceDetail, 404: schemas.Problem},
    summary="One resource, published or retired, with everything known about it",
)
def get_resource(request: HttpRequest, uid: str, reader: Reader = "en") -> Any:
    resource = access.get_resource_to_read(uid, viewer=None)
    record = records.record_of(resource)
    card = catalogue.card_of(resource, reader)
    draft, successor = record.draft, successors.find_successor(resource)
    return search.card_data(card, topics=draft.topics) | {
        "state": record.state,
        "texts": draft.texts,
        "further_addresses": draft.further_addresses,
        "feeds": draft.feeds,
        "social_accounts": draft.social_accounts,
        "accessibility_notes": draft.accessibility_notes,
        "source": record.source,
        "first_reviewed_on": record.first_reviewed_on,
        "review_due_on": record.review_due_on,
        "log_subject": f"resource:{resource.uid}",
        "successor": successor.uid if successor else "",
        "replaces": successors.list_replaced([resource.pk]).get(resource.pk, []),
    }
