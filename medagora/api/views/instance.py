"""This site: what it is and holds, and its public log."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from medagora import __version__
from medagora.api.entrance.cursors import BadCursor
from medagora.api.schemas import public as schemas
from medagora.catalogue.queries import for_search
from medagora.curation import queries as curation
from medagora.curation.queries import log
from medagora.kernel import languages
from medagora.topics import queries as topics

router = Router()
MAX_ENTRIES = 500


@router.get(
    "/instance",
    response={200: schemas.Instance},
    summary="Who answers here, what it holds, under which rules",
)
def get_instance(request: HttpRequest) -> Any:
    config = settings.CONFIG
    return {
        "name": config.site_name,
        "address": config.site_url,
        "software": "medagora",
        "version": __version__,
        "contact": config.contact,
        "country": config.country,
        "languages": languages.FINISHED,
        "reviews_needed": 1 if config.single_review else 2,
        "topics": topics.count_topics(),
        "resources": for_search.count_published(),
        "log_entries": curation.count_log_entries(),
        "log_head": curation.head_hash(),
    }


class LogFilters(Schema):
    after: int = Field(0, ge=0, le=2**62, description="Entries with a higher number.")
    cursor: str = Field(
        "", max_length=20, description="The same as after, as other lists call it."
    )
    size: int = Field(100, ge=1, le=MAX_ENTRIES)
    verb: str = Field("", max_length=60)
    subject: str = Field("", max_length=80, description="For example resource:abc.")

    @property
    def start(self) -> int:
        if not self.cursor:
            return self.after
        if not (self.cursor.isascii() and self.cursor.isdigit()):
            raise BadCursor("A cursor of the log is a number.", field="cursor")
        return min(int(self.cursor), 2**62)


@router.get(
    "/log",
    response={200: schemas.LogPage, 422: schemas.Problem},
    summary="The public log of curation, in order",
)
def list_log(request: HttpRequest, filters: Query[LogFilters]) -> Any:
    search = log.LogSearch(verb=filters.verb, subject=filters.subject)
    entries = log.search_log(search).filter(number__gt=filters.start).reverse()
    rows = list(entries[: filters.size + 1])
    shown = rows[: filters.size]
    return {
        "items": shown,
        "next": shown[-1].number if len(rows) > len(shown) else None,
        "head": curation.head_hash(),
    }
