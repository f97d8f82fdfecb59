"""Resources: the list, and one with everything that is known about it."""

import logging
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from medagora.api.entrance.cursors import Order, part_of_rows
from medagora.api.entrance.parameters import Language, Paged, Reader
from medagora.api.schemas import public as schemas
from medagora.catalogue import access
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience, Kind
from medagora.catalogue.queries import for_api, for_search, listings, records
from medagora.catalogue.queries.for_search import uids_of_published
from medagora.curation import queries as curation
from medagora.kernel.ids import sha256_hex
from medagora.search import queries as search
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
logger = logging.getLogger(__name__)
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
    uids = uids_of_published(ids)
    found = cards([uids[pk] for pk in ids if pk in uids], filters.reader)
    return part.with_items(found)


def _rows(filters: ResourceFilters) -> "tuple[QuerySet[Any, Any], Order]":
    """One language is read from an index of its own; both have the same order."""
    if not filters.language:
        found = for_api.published_uids(
            audience=filters.audience or "",
            kind=filters.kind or "",
            topic=filters.topic,
        )
        return found.values("pk", "published_at"), Order("published_at")
    topic = topics.ids_by_slug([filters.topic]) if filters.topic else {}
    wanted = listings.ListingSearch(
        language=filters.language,
        audience=filters.audience or Audience.BOTH,
        kind=filters.kind or "",
    )
    listed = listings.listed_ids(topic.get(filters.topic), wanted)
    if filters.topic and not topic:
        listed = listed.none()
    order = Order("published_at", "resource_id")
    return listed.values("resource_id", "published_at"), order


def _total(filters: ResourceFilters, rows: "QuerySet[Any, Any]") -> int | None:
    """How many there are, counted once for each state of the log: what is published
    and retired stands in it. Without a cache it is counted each time."""
    if filters.cursor:
        return None
    said = filters.model_dump(include={"language", "audience", "kind", "topic"})
    name = f"api:total:{sha256_hex(f'{said} {curation.head_hash()}'.encode())}"
    try:
        total: int | None = cache.get(name)
        if total is None:
            total = rows.order_by().count()
            cache.set(name, total, MAX_AGE)
    except Exception:
        logger.warning("the cache does not answer: counting", exc_info=True)
        return None
    return total


def cards(uids: list[str], reader: str) -> list[dict[str, Any]]:
    """The published ones among them; four queries."""
    return [
        search.card_data(found.card, topics=found.topics)
        for found in for_search.found_cards(uids, reader)
    ]


@router.get(
    "/resources/{uid}",
    response={200: schemas.ResourceDetail, 404: schemas.Problem},
    summary="One resource, published or retired, with everything known about it",
)
def get_resource(request: HttpRequest, uid: str, reader: Reader = "en") -> Any:
    resource = access.get_resource_to_read(uid, viewer=None)
    record = records.record_of(resource)
    card = catalogue.card_of(resource, reader)
    draft = record.draft
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
    }
