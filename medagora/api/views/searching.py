"""Search and suggestions."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from medagora.api import schemas
from medagora.api.parameters import MAX_SIZE, Language, Reader
from medagora.catalogue.domain.words import Audience, Kind
from medagora.search import queries as search
from medagora.search.domain.requests import ANY, LAST_PAGE, PAGE_SIZE, SearchRequest
from medagora.search.domain.words import MAX_TEXT

router = Router()


class SearchFilters(Schema):
    q: str = Field("", max_length=MAX_TEXT, description="In any language.")
    reader: Reader = "en"
    language: Language = Field("", description="Only resources in it; empty: in any.")
    audience: Audience | None = None
    kind: Kind | None = None
    topic: str = Field("", max_length=80, description="The slug of a topic.")
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
    }
