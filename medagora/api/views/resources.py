"""Resources: the list, and one with everything that is known about it."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from medagora.api import schemas
from medagora.api.cursors import part_of_rows
from medagora.api.parameters import Language, Paged, Reader
from medagora.catalogue import access
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience, Kind
from medagora.catalogue.queries import for_api, for_search, records
from medagora.search import queries as search

router = Router()


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
    uids = for_api.published_uids(
        language=filters.language,
        audience=filters.audience or "",
        kind=filters.kind or "",
        topic=filters.topic,
    )
    rows = uids.values("uid", "pk", "published_at")
    part = part_of_rows(rows, filters.asked, name="resources", by="published_at")
    return part.with_items(cards([row["uid"] for row in part.rows], filters.reader))


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
