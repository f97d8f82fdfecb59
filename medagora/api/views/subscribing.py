"""What somebody follows in the reader: their sources, topics and entries."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from medagora.api.domain import limits
from medagora.api.domain.scopes import Scope
from medagora.api.entrance import cursors, rates
from medagora.api.entrance.callers import NeedsKey, require_key
from medagora.api.entrance.parameters import MAX_SIZE, Paged
from medagora.api.schemas import entries as entry_shapes
from medagora.api.schemas import own as shapes
from medagora.api.schemas import public as schemas
from medagora.api.views.entries import entry_data
from medagora.kernel.refusals import BadInput, NotFound
from medagora.people import services as people
from medagora.reader import access
from medagora.reader.domain.words import View
from medagora.reader.queries.feeds import find_feed
from medagora.reader.queries.numbers import count_unread
from medagora.reader.queries.own_sources import OwnSource, get_subscription, sources_of
from medagora.reader.queries.readings import StreamSearch, reading_of
from medagora.reader.queries.streams import list_stream
from medagora.reader.services import following
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.people.models import Person
    from medagora.reader.models import Feed

router = Router()
Number = Annotated[int, Field(ge=1, le=2**53)]
NEEDED = NeedsKey(Scope.SUBSCRIBE)


class SourceFilters(Paged):
    size: int = Field(100, ge=1, le=500, description="Items on a page.")


@router.get(
    "/subscriptions",
    auth=NEEDED,
    response={200: schemas.Page[shapes.Subscription]},
    summary="The sources that you follow, A-Z",
)
def list_subscriptions(request: HttpRequest, filters: Query[SourceFilters]) -> Any:
    person = require_key(request).person
    rows = sources_of(person, count_unread(reading_of(person)))
    part = cursors.part_of_list(rows, filters.asked, name="subscriptions", key=_place)
    return part.with_items([_data(source) for source in part.rows])


def _place(source: OwnSource) -> tuple[str, int]:
    return (source.title.casefold(), source.feed.pk)


def _data(source: OwnSource) -> dict[str, Any]:
    names = ("title", "folder", "topic", "is_hidden", "is_ended", "unread")
    return {name: getattr(source, name) for name in names} | {
        "source": source.feed.pk,
        "sort": source.feed.sort,
        "language": source.feed.language,
        "address": source.feed.address,
    }


@router.post(
    "/subscriptions",
    auth=NEEDED,
    response={201: shapes.Subscription, 404: schemas.Problem},
    summary="Follow a source of the catalogue",
)
def subscribe(
    request: HttpRequest, body: shapes.SubscriptionBody, response: HttpResponse
) -> Any:
    """By its number or its address. A source that is not here yet is added on the
    page of sources, where we read it first."""
    rates.require(request, limits.WRITING)
    person = require_key(request).person
    feed = _wanted(body, person)
    following.follow(person, feed, title=body.title, folder=body.folder)
    response.headers["Location"] = reverse("api:get_subscription", args=[feed.pk])
    return Status(201, _one(person, feed.pk))


def _wanted(body: shapes.SubscriptionBody, person: "Person") -> "Feed":
    if bool(body.source) == bool(body.address):
        raise BadInput("Give a source or an address, one of them.", field="source")
    reading = reading_of(person)
    if body.source:
        return access.get_source_to_see(body.source, reading)
    feed = find_feed(body.address)
    if feed is None:
        raise NotFound("There is no such source.", field="address")
    return access.get_source_to_see(feed.pk, reading)


@router.get(
    "/subscriptions/{source}",
    auth=NEEDED,
    response={200: shapes.Subscription, 404: schemas.Problem},
    summary="One source that you follow",
    url_name="get_subscription",
)
def get_one_subscription(request: HttpRequest, source: Number) -> Any:
    return _one(require_key(request).person, source)


def _one(person: "Person", source: int) -> dict[str, Any]:
    _require_followed(person, source)
    unread = count_unread(reading_of(person))
    return next(
        _data(own) for own in sources_of(person, unread) if own.feed.pk == source
    )


def _require_followed(person: "Person", source: int) -> None:
    if get_subscription(person, source) is None:
        raise NotFound("You do not follow this source.")


@router.patch(
    "/subscriptions/{source}",
    auth=NEEDED,
    response={200: shapes.Subscription, 404: schemas.Problem},
    summary="Rename a source, move it to a folder, hide it or show it again",
)
def change_subscription(
    request: HttpRequest, source: Number, body: shapes.SubscriptionChange
) -> Any:
    rates.require(request, limits.WRITING)
    person = require_key(request).person
    _require_followed(person, source)
    _change(person, source, body)
    return _one(person, source)


@transaction.atomic
def _change(person: "Person", source: int, body: shapes.SubscriptionChange) -> None:
    if body.title is not None:
        following.rename(person, source, body.title)
    if body.folder is not None:
        following.set_folder(person, source, body.folder)
    if body.is_hidden is not None:
        turn = following.hide if body.is_hidden else following.show_again
        turn(person, source)


@router.delete(
    "/subscriptions/{source}",
    auth=NEEDED,
    response={204: None, 404: schemas.Problem},
    summary="Take a source off your page",
)
def unsubscribe(request: HttpRequest, source: Number) -> Any:
    """One that a topic brought is remembered as hidden, so that it stays away."""
    rates.require(request, limits.WRITING)
    person = require_key(request).person
    _require_followed(person, source)
    following.unfollow(person, source)
    return Status(204, None)


class OwnEntryFilters(Schema):
    view: Literal["unread", "all", "saved", "history"] = "unread"
    source: int = Field(0, ge=0, le=2**53)
    topic: str = Field("", max_length=80)
    folder: str = Field("", max_length=100)
    size: int = Field(30, ge=1, le=MAX_SIZE)
    cursor: str = Field(
        "", max_length=cursors.LONGEST, description="“next” of the answer before."
    )


@router.get(
    "/my-entries",
    auth=NEEDED,
    response={200: entry_shapes.Entries},
    summary="Entries of your page: unread, all, saved or opened ones",
)
def list_own_entries(request: HttpRequest, filters: Query[OwnEntryFilters]) -> Any:
    name = f"my-entries {filters.view}"
    before = int(cursors.read(name, filters.cursor)[0]) if filters.cursor else 0
    search = StreamSearch(
        view=View(filters.view),
        feed=filters.source,
        topic=filters.topic,
        folder=filters.folder,
        before=before,
    )
    reading = reading_of(require_key(request).person)
    stream = list_stream(reading, search, limit=filters.size)
    more = cursors.write(name, [stream.next]) if stream.next else None
    return {"items": [entry_data(line) for line in stream.lines], "next": more}


@router.get(
    "/followed-topics",
    auth=NEEDED,
    response={200: shapes.FollowedTopics},
    summary="The topics that you follow",
)
def get_followed_topics(request: HttpRequest) -> Any:
    return {"topics": list(require_key(request).person.interests)}


@router.put(
    "/followed-topics",
    auth=NEEDED,
    response={200: shapes.FollowedTopics},
    summary="Follow these topics and no others",
)
def set_followed_topics(request: HttpRequest, body: shapes.FollowedTopics) -> Any:
    """What the curators chose for them comes on to your page; what came with topics
    that are not in the list goes."""
    rates.require(request, limits.WRITING)
    known = topics.ids_by_slug(body.topics)
    if missing := [slug for slug in body.topics if slug not in known]:
        raise BadInput(
            "There is no topic %(slug)s.", slug=missing[0][:80], field="topics"
        )
    person = require_key(request).person
    _follow(person, body.topics)
    return {"topics": list(person.interests)}


@transaction.atomic
def _follow(person: "Person", slugs: list[str]) -> None:
    people.follow_topics(slugs, by=person)
    following.follow_topics(
        person, languages=person.languages or ["en"], audience=person.audience
    )
