"""What somebody follows: from their account, or from what their device remembers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from medagora.catalogue import access as catalogue_access
from medagora.catalogue import queries as catalogue
from medagora.reader.domain.words import ENDED, FeedState, View
from medagora.reader.models import Feed, MuteRule, Subscription
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.people.models import Person

_OWN_FIELDS = ("feed_id", "title", "folder", "position", "topic", "read_through")
_FEED_FIELDS = (
    "title",
    "sort",
    "language",
    "site",
    "state",
    "resource_id",
    "entry_count",
)


@dataclass(frozen=True, slots=True)
class Follow:
    """One source on somebody's page."""

    feed_id: int
    title: str
    sort: str
    language: str
    site: str
    is_ended: bool
    resource_id: int | None
    folder: str = ""
    position: int = 0
    topic: str = ""
    read_through: int = 0
    entry_count: int = 0  # kept here at present
    is_muted: bool = False  # as a whole


@dataclass(frozen=True)  # without slots, as it remembers ``by_feed``
class Reading:
    """Who reads, what they follow, and, without an account, what they marked."""

    person: "Person | None"
    follows: tuple[Follow, ...]
    #: Works that a device marked; a person's marks stand in the database.
    read: frozenset[int] = frozenset()
    saved: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()
    read_through: int = 0
    #: Everything that is followed, while ``follows`` is a part of it; else empty.
    whole: tuple[Follow, ...] = ()

    @cached_property
    def by_feed(self) -> dict[int, Follow]:
        return {follow.feed_id: follow for follow in self.follows}

    @cached_property
    def places(self) -> dict[int, int]:
        """Up to where each source is read, also of those that are out of scope. A
        muted source shows nothing, so nothing is read in it."""
        every = (*self.whole, *self.follows)
        return {f.feed_id: f.read_through for f in every if not f.is_muted}

    @property
    def everything(self) -> "Reading":
        """The same reader with all that they follow."""
        return replace(self, follows=self.whole or self.follows, whole=())

    def narrowed(self, follows: Iterable[Follow]) -> "Reading":
        """The same reader with these sources instead of all."""
        return replace(self, follows=tuple(follows), whole=self.whole or self.follows)

    def within(self, feed_ids: Iterable[int]) -> "Reading":
        """The same reader with only some of the sources."""
        wanted = set(feed_ids)
        return self.narrowed(f for f in self.follows if f.feed_id in wanted)

    def without_muted(self) -> "Reading":
        """The same reader without the sources that are muted as a whole."""
        if not any(follow.is_muted for follow in self.follows):
            return self
        return self.narrowed(f for f in self.follows if not f.is_muted)


@dataclass(frozen=True, slots=True)
class StreamSearch:
    """Which entries a list shows; numbers are places (``domain/places.py``)."""

    view: View = View.UNREAD
    feed: int = 0
    topic: str = ""
    sort: str = ""
    folder: str = ""
    collection: str = ""
    words: str = ""
    language: str = ""
    before: int = 0  # only older ones; 0: from the newest
    after: int = 0  # only newer ones
    oldest_first: bool = False

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> "StreamSearch":
        """From an address; what cannot be read is left out."""
        view = params.get("view", "")
        return cls(
            view=View(view) if view in set(View) else View.UNREAD,
            feed=_number(params.get("source", "")),
            topic=params.get("topic", "")[:80],
            sort=params.get("sort", "")[:10],
            folder=params.get("folder", "")[:100],
            collection=params.get("collection", "")[:16],
            words=params.get("q", "").strip()[:300],
            language=params.get("language", "")[:12],
            before=_number(params.get("before", "")),
            after=_number(params.get("after", "")),
            oldest_first=params.get("order", "") == "oldest",
        )

    @property
    def params(self) -> dict[str, str]:
        """The same as an address's parameters, without what is usual."""
        found = {
            "view": "" if self.view is View.UNREAD else self.view.value,
            "source": str(self.feed or ""),
            "topic": self.topic,
            "sort": self.sort,
            "folder": self.folder,
            "collection": self.collection,
            "q": self.words,
            "language": self.language,
            "order": "oldest" if self.oldest_first else "",
        }
        return {name: value for name, value in found.items() if value}


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 19
    return int(text) if is_number else 0


def reading_of(person: "Person") -> Reading:
    """What a person follows, without what they took off the page."""
    rows = Subscription.objects.filter(person=person, is_hidden=False)
    found = rows.order_by("position", "feed__title", "feed_id").values_list(
        *_OWN_FIELDS, *(f"feed__{name}" for name in _FEED_FIELDS)
    )
    follows = tuple(_follow_of_row(*row) for row in found)
    if silent := _muted_as_a_whole(person):
        follows = tuple(replace(f, is_muted=f.feed_id in silent) for f in follows)
    return Reading(person, follows)


def _muted_as_a_whole(person: "Person") -> set[int]:
    """The sources that a person mutes today."""
    today = timezone.now().astimezone(UTC).date()
    is_on = Q(until=None) | Q(until__gte=today)
    rules = MuteRule.objects.filter(is_on, person=person, query="", feed__isnull=False)
    return set(rules.values_list("feed_id", flat=True))


def _follow_of_row(*row: Any) -> Follow:
    """From ``_OWN_FIELDS``, then ``_FEED_FIELDS``."""
    feed_id, own_title, folder, position, topic, read_through, *feed = row
    title, sort, language, site, state, resource_id, entry_count = feed
    return Follow(
        feed_id=feed_id,
        title=own_title or title or site,
        sort=sort,
        language=language,
        site=site,
        is_ended=state in ENDED,
        resource_id=resource_id,
        folder=folder,
        position=position,
        topic=topic,
        read_through=read_through,
        entry_count=entry_count,
    )


def reading_of_feeds(
    feed_ids: Iterable[int],
    *,
    read: Iterable[int] = (),
    saved: Iterable[int] = (),
    opened: Iterable[int] = (),
    read_through: int = 0,
) -> Reading:
    """What a device follows; feeds that are not there any more are left out, and a
    merged one leads to what took its place."""
    wanted = list(feed_ids)
    merged = dict(
        Feed.objects.filter(
            pk__in=wanted, state=FeedState.MERGED, replaced_by__isnull=False
        ).values_list("pk", "replaced_by")
    )
    ids = dict.fromkeys(merged.get(feed_id) or feed_id for feed_id in wanted)
    order = {feed_id: place for place, feed_id in enumerate(ids)}
    feeds = Feed.objects.filter(pk__in=order)
    found = sorted(follows_of(feeds), key=lambda follow: order[follow.feed_id])
    placed = (
        replace(follow, position=order[follow.feed_id], read_through=read_through)
        for follow in found
    )
    return Reading(
        None,
        tuple(placed),
        frozenset(read),
        tuple(saved),
        tuple(opened),
        read_through,
    )


def follows_of(feeds: QuerySet[Feed]) -> list[Follow]:
    """Feeds as sources of somebody's page."""
    return [
        Follow(
            feed_id=pk,
            title=title or site,
            sort=sort,
            language=language,
            site=site,
            is_ended=state in ENDED,
            resource_id=resource_id,
            entry_count=count,
        )
        for pk, title, sort, language, site, state, resource_id, count in (
            feeds.values_list("pk", *_FEED_FIELDS)
        )
    ]


def in_scope(reading: Reading, search: StreamSearch) -> Reading:
    """The reader with only the sources that the search asks for.

    A single source and those of a collection are shown also to those who do not
    follow them.
    """
    if search.feed and search.feed not in reading.by_feed:
        alone = Feed.objects.filter(pk=search.feed, resource__isnull=False)
        return _beside(reading, alone)
    if search.collection:
        held = _resource_ids_in_collection(search.collection, reading.person)
        reading = _beside(reading, Feed.objects.filter(resource__in=held))
    kept = [follow for follow in reading.follows if _fits(follow, search)]
    if search.topic:
        on_topic = resource_ids_on(search.topic)
        kept = [f for f in kept if f.resource_id in on_topic or f.topic == search.topic]
    return reading.narrowed(kept)


def _beside(reading: Reading, feeds: QuerySet[Feed]) -> Reading:
    """The reader with these sources, whether they are followed or not."""
    own = reading.by_feed
    return reading.narrowed(
        own.get(f.feed_id, replace(f, read_through=reading.read_through))
        for f in follows_of(feeds)
    )


def _fits(follow: Follow, search: StreamSearch) -> bool:
    wanted = (
        (search.feed, follow.feed_id),
        (search.sort, follow.sort),
        (search.folder, follow.folder),
        (search.language, follow.language),
    )
    return not any(value and value != own for value, own in wanted)


def resource_ids_on(slug: str) -> set[int]:
    """Published resources on a topic or on one below it; none for a wrong slug."""
    ids = topics.ids_by_slug([slug])
    if slug not in ids:
        return set()
    return catalogue.ids_on_topics(topics.with_descendants(topics.get_topic(slug)))


def _resource_ids_in_collection(uid: str, viewer: "Person | None") -> set[int]:
    collection = catalogue_access.get_collection_to_read(uid, viewer=viewer)
    return set(collection.items.values_list("resource_id", flat=True))
