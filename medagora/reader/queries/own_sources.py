"""Everything that somebody follows, as the page of sources lists it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from medagora.kernel.text import fold
from medagora.reader.domain.words import ENDED
from medagora.reader.models import Feed, Subscription
from medagora.reader.queries.feeds import feeds_of_resources
from medagora.reader.queries.readings import Reading
from medagora.reader.queries.source_names import hints_of, name_of

if TYPE_CHECKING:
    from medagora.people.models import Person


@dataclass(frozen=True)
class OwnSource:
    """A source with what its reader made of it."""

    feed: Feed
    title: str
    folder: str = ""
    topic: str = ""
    is_hidden: bool = False
    unread: int = 0
    #: Its address, where another source in the list has the same name.
    hint: str = ""

    @property
    def is_ended(self) -> bool:
        return self.feed.state in ENDED

    @property
    def is_failing(self) -> bool:
        return bool(self.feed.failing_since) and not self.is_ended


def sources_of(person: "Person", unread: Mapping[int, int]) -> list[OwnSource]:
    """What a person follows, hidden ones too, in their order; one query."""
    rows = Subscription.objects.filter(person=person).select_related(
        "feed", "feed__replaced_by"
    )
    own = [
        OwnSource(
            row.feed,
            title=row.title or name_of(row.feed),
            folder=row.folder,
            topic=row.topic,
            is_hidden=row.is_hidden,
            unread=unread.get(row.feed_id, 0),
        )
        for row in rows.order_by("position", "feed__title", "feed_id")
    ]
    return _told_apart(own)


def sources_of_device(
    shown: list[int], hidden: list[int], unread: Mapping[int, int]
) -> list[OwnSource]:
    """The same for a device, which keeps neither names nor folders."""
    found = _feeds(shown + hidden).in_bulk()
    own = [
        OwnSource(
            found[pk],
            title=name_of(found[pk]),
            is_hidden=pk in set(hidden),
            unread=unread.get(pk, 0),
        )
        for pk in dict.fromkeys(shown + hidden)
        if pk in found
    ]
    return _told_apart(own)


def _told_apart(own: list[OwnSource]) -> list[OwnSource]:
    hints = hints_of((s.feed.pk, s.title, s.feed.address) for s in own)
    return [replace(source, hint=hints.get(source.feed.pk, "")) for source in own]


def _feeds(ids: list[int]) -> QuerySet[Feed]:
    return Feed.objects.filter(pk__in=ids).select_related("replaced_by")


def sources_of_resource(resource_id: int, reading: Reading) -> list[tuple[Feed, bool]]:
    """What a resource publishes that still comes, and whether it is followed."""
    feeds = feeds_of_resources([resource_id]).order_by("pk")
    return [(feed, feed.pk in reading.by_feed) for feed in feeds]


def get_subscription(person: "Person", feed_id: int) -> Subscription | None:
    own = Subscription.objects.filter(person=person, feed=feed_id)
    return own.select_related("feed").first()


def list_folders(person: "Person") -> list[str]:
    """The folders that a person has, A-Z."""
    own = Subscription.objects.filter(person=person).exclude(folder="")
    found = own.order_by().values_list("folder", flat=True).distinct()
    return sorted(found, key=fold)


def with_words(sources: list[OwnSource], words: str) -> list[OwnSource]:
    """Those whose title holds the words."""
    wanted = fold(words)
    return [source for source in sources if wanted in fold(source.title)]
