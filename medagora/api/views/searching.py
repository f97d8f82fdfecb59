"""Search and suggestions."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from medagora.api import schemas
from medagora.api.parameters import MAX_SIZE, Language, Reader
from medagora.catalogue.domain.words import Audience, Kind
from medagora.search import queries as search
from medagora.search.domain.librarian import LONGEST
from medagora.search.domain.requests import (
    ANY,
    LAST_PAGE,
    PAGE_SIZE,
    Order,
    SearchRequest,
    read_marks,
)

router = Router()


class SearchFilters(Schema):
    q: str = Field(
        "", max_length=LONGEST, description="In any language, or a librarian's query."
    )
    reader: Reader = "en"
    language: Language = Field("", description="Only resources in it; empty: in any.")
    audience: Audience | None = None
    kind: Kind | None = None
    topic: str = Field("", max_length=80, description="The slug of a topic.")
    marks: str = Field(
        "",
        alias="is",
        max_length=80,
        description="confirmed, checked, free, appraised; several with commas.",
    )
    order: Order = Order.RELEVANCE
    words: Literal["", "any", "exact"] = Field(
        "", description="any: one is enough; exact: no slip is mended."
    )
    page: int = Field(1, ge=1, le=LAST_PAGE)
    size: int = Field(PAGE_SIZE, ge=1, le=MAX_SIZE)


@router.get(
    "/search",
    response={200: schemas.Search, 422: schemas.Refused},
    summary="Topics and resources for words, each with the reason",
)
def find(request: HttpRequest, filters: Query[SearchFilters]) -> Any:
    audience = "" if filters.audience in {None, Audience.BOTH} else filters.audience
    asked = SearchRequest(
        text=filters.q.strip(),
        reader=filters.reader,
        language=filters.language or ANY,
        audience=audience or "",
        kind=filters.kind or "",
        topic=filters.topic,
        marks=read_marks(filters.marks),
        order="" if filters.order is Order.RELEVANCE else filters.order.value,
        is_broad=filters.words == "any",
        is_exact=filters.words == "exact",
        page=filters.page,
        size=filters.size,
    )
    return search.as_data(search.search(asked))


@router.get(
    "/suggest",
    response={200: schemas.Suggestions, 422: schemas.Refused},
    summary="Topics and titles for the beginning of a word",
)
def suggest(request: HttpRequest, q: str = "", reader: Reader = "en") -> Any:
    found = search.suggest(q, reader)
    return {
        "query": found.text,
        "topics": [
            {
                "slug": topic.key,
                "name": topic.name,
                "language": topic.language,
                "because": topic.because,
            }
            for topic in found.topics
        ],
        "resources": [
            {"uid": resource.key, "title": resource.name}
            for resource in found.resources
        ],
        "collections": [
            {"uid": one.key, "title": one.name} for one in found.collections
        ],
    }
