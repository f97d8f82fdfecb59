"""What the search room reads of collections: only those that are listed publicly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from medagora.catalogue.domain.words import State, Visibility
from medagora.catalogue.models import Collection, CollectionItem

#: Few, as each may hold hundreds of resources.
_CHUNK = 100


@dataclass(frozen=True)
class PublicCollection:
    """A public collection in its own language, as an index and a result need it.

    ``by_name``: the name under which somebody published it. ``topics``: slugs; where
    nobody named any, those that half of its resources cover. ``size``: how many of its
    resources are published now.
    """

    uid: str
    title: str
    description: str
    language: str
    by_name: str
    topics: tuple[str, ...]
    size: int
    changed_at: datetime


def collection_rows(uids: Iterable[str] | None = None) -> Iterator[PublicCollection]:
    """Public collections (of these uids) in id order; a hundred at a time, each four
    queries."""
    public = Collection.objects.filter(visibility=Visibility.PUBLIC)
    if uids is not None:
        public = public.filter(uid__in=set(uids))
    ids = sorted(public.values_list("pk", flat=True))
    for start in range(0, len(ids), _CHUNK):
        yield from _rows(ids[start : start + _CHUNK])


def collection_cards(uids: Iterable[str]) -> list[PublicCollection]:
    """The public ones among them, in the order of the uids; five queries."""
    order = {uid: place for place, uid in enumerate(uids)}
    return sorted(collection_rows(order), key=lambda row: order[row.uid])


def count_collections() -> int:
    return Collection.objects.filter(visibility=Visibility.PUBLIC).count()


def _rows(ids: list[int]) -> Iterator[PublicCollection]:
    named = _named_topics(ids)
    sizes = _sizes(ids)
    derived = _derived_topics([pk for pk in ids if pk not in named], sizes)
    topics = {**derived, **named}
    found = Collection.objects.filter(pk__in=ids, visibility=Visibility.PUBLIC)
    for row in sorted(found, key=lambda row: row.pk):
        yield PublicCollection(
            uid=row.uid,
            title=row.title,
            description=row.description,
            language=row.language,
            by_name=row.by_name,
            topics=tuple(topics.get(row.pk, ())),
            size=sizes.get(row.pk, 0),
            changed_at=row.updated_at,
        )


def _named_topics(ids: list[int]) -> dict[int, list[str]]:
    rows = Collection.topics.through.objects.filter(collection__in=ids)
    fields = ("pk", "collection_id", "topic__slug")
    found: dict[int, list[str]] = defaultdict(list)
    for _pk, collection, slug in sorted(rows.values_list(*fields)):
        found[collection].append(slug)
    return found


def _sizes(ids: list[int]) -> dict[int, int]:
    shown = CollectionItem.objects.filter(
        collection__in=ids, resource__state=State.PUBLISHED
    ).order_by()
    counted = shown.values_list("collection_id").annotate(count=Count("pk"))
    return dict(counted)


def _derived_topics(ids: list[int], sizes: dict[int, int]) -> dict[int, list[str]]:
    """Topics that at least half of the published resources cover, the commonest
    first."""
    shown = CollectionItem.objects.filter(
        collection__in=ids,
        resource__state=State.PUBLISHED,
        resource__topics__isnull=False,
    ).order_by()
    fields = ("collection_id", "resource__topics__slug")
    counted = shown.values_list(*fields).annotate(count=Count("pk"))
    found: dict[int, list[str]] = defaultdict(list)
    for collection, slug, count in sorted(counted, key=lambda row: (-row[2], row[1])):
        if 2 * count >= sizes[collection]:
            found[collection].append(slug)
    return found
