"""Sources of the catalogue, what they publish, and the bundles of topics."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from medagora.api.entrance import cursors
from medagora.api.entrance.parameters import MAX_SIZE, Language
from medagora.api.schemas import entries as shapes
from medagora.api.schemas import public as schemas
from medagora.catalogue import access as catalogue_access
from medagora.catalogue import queries as catalogue
from medagora.catalogue.queries import bundles
from medagora.catalogue.queries.feeds import publishing_ids_on_topics, uids_by_id
from medagora.catalogue.queries.for_search import uids_of_published
from medagora.kernel.refusals import BadInput
from medagora.reader import access
from medagora.reader.domain.words import Sort, View
from medagora.reader.queries.feeds import feeds_of_resources
from medagora.reader.queries.readings import (
    Follow,
    Reading,
    StreamSearch,
    follows_of,
)
from medagora.reader.queries.streams import list_stream
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.reader.queries.lines import Line

router = Router()
NOBODY = Reading(None, ())


class Wanted(Schema):
    """Which sources are meant: of a topic, of a resource, or one alone."""

    topic: str = Field("", max_length=80, description="Its slug; those below it too.")
    resource: str = Field("", max_length=16, description="The uid of a resource.")
    language: Language = ""
    sort: Sort | None = None

    def resource_ids(self) -> set[int]:
        if self.topic and not self.resource:
            below = topics.ids_below([self.topic])
            if self.topic not in below:
                topics.get_topic(self.topic)  # which refuses it
            return publishing_ids_on_topics(below[self.topic])
        if self.resource and not self.topic:
            found = catalogue_access.get_resource_to_read(self.resource, viewer=None)
            return set(uids_of_published([found.pk]))
        raise BadInput("Name a topic or a resource, one of them.", field="topic")


@router.get(
    "/sources",
    response={200: shapes.Sources, 404: schemas.Problem},
    summary="Sources of a topic or a resource",
)
def list_sources(request: HttpRequest, filters: Query[Wanted]) -> Any:
    found = _narrowed(follows_of(feeds_of_resources(filters.resource_ids())), filters)
    uids = uids_by_id(f.resource_id for f in found if f.resource_id)
    ordered = sorted(found, key=lambda f: (f.title.casefold(), f.feed_id))
    return {"items": [_source(follow, uids) for follow in ordered]}


def _narrowed(found: list[Follow], filters: Wanted) -> list[Follow]:
    return [
        follow
        for follow in found
        if filters.language in {"", follow.language}
        and filters.sort in {None, follow.sort}
    ]


def _source(follow: Follow, uids: dict[int, str]) -> dict[str, Any]:
    return {
        "source": follow.feed_id,
        "title": follow.title,
        "sort": follow.sort,
        "language": follow.language,
        "site": follow.site,
        "resource_uid": uids.get(follow.resource_id or 0, ""),
        "is_ended": follow.is_ended,
        "entries": follow.entry_count,
    }


class EntryFilters(Wanted):
    source: int = Field(0, ge=0, le=2**62, description="The number of one source.")
    size: int = Field(30, ge=1, le=MAX_SIZE)
    cursor: str = Field(
        "", max_length=cursors.LONGEST, description="“next” of the answer before."
    )

    @property
    def before(self) -> int:
        return int(cursors.read("entries", self.cursor)[0]) if self.cursor else 0

    def reading(self) -> Reading:
        if not self.source:
            feeds = feeds_of_resources(self.resource_ids())
            return Reading(None, tuple(_narrowed(follows_of(feeds), self)))
        if self.topic or self.resource:
            raise BadInput("Name a source, a topic or a resource.", field="source")
        feed = access.get_source_to_see(self.source, NOBODY)
        found = follows_of(feeds_of_resources([feed.resource_id or 0]))
        return Reading(None, tuple(f for f in found if f.feed_id == feed.pk))


@router.get(
    "/entries",
    response={200: shapes.Entries, 404: schemas.Problem},
    summary="What is new in the sources of a topic, a resource, or one source",
)
def list_entries(request: HttpRequest, filters: Query[EntryFilters]) -> Any:
    search = StreamSearch(view=View.ALL, before=filters.before)
    stream = list_stream(filters.reading(), search, limit=filters.size)
    more = cursors.write("entries", [stream.next]) if stream.next else None
    return {"items": [entry_data(line) for line in stream.lines], "next": more}


def entry_data(line: "Line") -> dict[str, Any]:
    names = ("sort", "title", "summary", "link", "authors", "published_at")
    more = ("arrived_at", "language", "doi", "pmid", "media", "media_type", "open_copy")
    return {name: getattr(line, name) for name in names + more} | {
        "entry": line.id,
        "source": line.feed_id,
        "source_title": line.source,
        "notices": [
            {"kind": kind, "doi": doi, "by_machine": kind in line.seen_by_machine}
            for kind, doi in line.notices
        ],
    }


class BundleFilters(Schema):
    language: Language = Field("en", description="That the resources speak.")


@router.get(
    "/topics/{slug}/bundle",
    response={200: shapes.Bundle, 404: schemas.Problem},
    summary="The resources whose news a follower of the topic is given",
)
def get_bundle(request: HttpRequest, slug: str, filters: Query[BundleFilters]) -> Any:
    topic = topics.get_topic(slug)
    bundle = bundles.get_bundle(topic.slug, filters.language)
    shown = uids_of_published(bundle.ids)
    cards = catalogue.cards_of(
        (pk for pk in bundle.ids if pk in shown), filters.language
    )
    return {
        "topic": topic.slug,
        "language": filters.language,
        "is_chosen": bundle.is_chosen,
        "items": cards,
    }
