"""Papers that anybody may find: those in sources of the catalogue, each by its first
entry there. What only readers added stays between them and their source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from medagora.catalogue import queries as catalogue
from medagora.catalogue.queries.for_search import uids_of_published
from medagora.reader.models import Entry, Feed

T = TypeVar("T")

CHUNK = 500  # SQLite takes a thousand values in one condition


@dataclass(frozen=True, slots=True)
class PublicSource:
    """What all entries of a public feed have in common."""

    title: str
    sort: str
    language: str
    resource_uid: str
    topics: tuple[str, ...]


class PublicSources:
    """The public feeds among those that were asked for; each is looked up once."""

    def __init__(self) -> None:
        self._known: dict[int, PublicSource | None] = {}

    def find(self, feed_ids: Iterable[int]) -> dict[int, PublicSource]:
        """Three queries when one of them is new."""
        wanted = set(feed_ids)
        if new := wanted - self._known.keys():
            self._known |= dict.fromkeys(new) | _public_sources(new)
        return {pk: source for pk in wanted if (source := self._known[pk])}


def _public_sources(feed_ids: Iterable[int]) -> dict[int, PublicSource]:
    fields = ("pk", "title", "site", "sort", "language", "resource_id")
    feeds = Feed.objects.filter(pk__in=feed_ids, resource__isnull=False)
    rows = list(feeds.values_list(*fields))
    uids = uids_of_published(row[-1] for row in rows)
    topics = catalogue.topic_slugs_of(uids)
    return {
        pk: PublicSource(
            title or site,
            sort,
            language,
            uids[resource],
            tuple(sorted(topics.get(resource, ()))),
        )
        for pk, title, site, sort, language, resource in rows
        if resource in uids
    }


def list_feeds_of_unpublished() -> list[int]:
    """Feeds of resources that are published no more: their followers keep them."""
    feeds = Feed.objects.filter(resource__isnull=False)
    resource_of = dict(feeds.values_list("pk", "resource_id"))
    published: set[int] = set()
    for chunk in in_chunks({resource for resource in resource_of.values() if resource}):
        published |= uids_of_published(chunk).keys()
    return [pk for pk, resource in resource_of.items() if resource not in published]


@dataclass(slots=True)
class Paper:
    """A work by its first public entry. ``dois``: all that its public entries name."""

    work: int
    entry: int
    source: PublicSource
    feeds: set[int] = field(default_factory=set)
    dois: set[str] = field(default_factory=set)


def find_papers(works: Iterable[int], sources: PublicSources) -> list[Paper]:
    """Those that are public."""
    fields = ("id", "work", "feed_id", "doi")
    entries = Entry.objects.filter(work__in=works, feed__resource__isnull=False)
    # sorted here: told to sort, SQLite would read the whole table in that order
    rows = sorted(entries.values_list(*fields))
    public = sources.find(feed for _id, _work, feed, _doi in rows)
    found: dict[int, Paper] = {}
    for entry, work, feed, doi in rows:
        if source := public.get(feed):
            paper = found.setdefault(work, Paper(work, entry, source))
            paper.feeds.add(feed)
            paper.dois |= {doi} - {""}
    return list(found.values())


def in_chunks(values: Iterable[T]) -> Iterator[list[T]]:
    wanted = list(values)
    return (wanted[at : at + CHUNK] for at in range(0, len(wanted), CHUNK))
