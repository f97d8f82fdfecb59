"""Search and suggestions."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from medagora.api.entrance import cursors
from medagora.api.entrance.parameters import MAX_SIZE, Language, Reader
from medagora.api.schemas import public as schemas
from medagora.catalogue.domain.words import Audience, Kind
from medagora.kernel.refusals import BadInput
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
    cursor: str = Field(
        "", max_length=cursors.LONGEST, description="“next” of the answer before."
    )

    @property
    def place(self) -> int:
        """The number of the page. Results have ranks and no fixed order, so that a
        cursor can hold no more than that."""
        if not self.cursor:
            return self.page
        if "page" in self.model_fields_set:
            raise BadInput("Give a page or a cursor, not both.", field="cursor")
        (number,) = cursors.read("search", self.cursor)
        return int(number)


@router.get(
    "/search",
    response={200: schemas.Search, 422: schemas.Problem},
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
        page=filters.place,
        size=filters.size,
    )
    found = search.as_data(search.search(asked))
    is_more = found["page"] < min(found["pages"], LAST_PAGE)
    more = cursors.write("search", [found["page"] + 1]) if is_more else None
    return found | {"next": more}


class SuggestFilters(Schema):
    q: str = Field("", max_length=LONGEST, description="What was typed so far.")
    reader: Reader = "en"


@router.get(
    "/suggest",
    response={200: schemas.Suggestions, 422: schemas.Problem},
    summary="Topics and titles for the beginning of a word",
)
def suggest(request: HttpRequest, filters: Query[SuggestFilters]) -> Any:
    found = search.suggest(filters.q, filters.reader)
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
