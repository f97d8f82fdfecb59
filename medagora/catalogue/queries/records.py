"""Resources and collections as they leave this site, and as an import finds them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Count, Max, Prefetch, QuerySet

from medagora.catalogue.domain.drafts import (
    AccountDraft,
    FeedDraft,
    ResourceDraft,
    TextDraft,
)
from medagora.catalogue.domain.records import (
    CollectionRecord,
    ItemRecord,
    ResourceRecord,
)
from medagora.catalogue.domain.words import State, Visibility
from medagora.catalogue.models import (
    Address,
    Collection,
    CollectionItem,
    Resource,
    ResourceTopic,
    Source,
)

#: Resources that anybody may see, now or as a page saying that they are retired.
PUBLIC_STATES = (State.PUBLISHED, State.RETIRED)
_CHUNK = 500
_PARTS = ("texts", "languages", "addresses", "feeds", "social_accounts")


def with_parts(resources: QuerySet[Resource]) -> QuerySet[Resource]:
    """With everything that ``record_of`` reads, in a fixed number of queries."""
    covered = ResourceTopic.objects.select_related("topic").only(
        "resource", "topic__slug"
    )
    return resources.select_related("source", "successor").prefetch_related(
        *_PARTS, Prefetch("resourcetopic_set", queryset=covered)
    )


def record_of(resource: Resource) -> ResourceRecord:
    """The record of a resource that was read ``with_parts`` (or reads them now)."""
    successor = resource.successor
    return ResourceRecord(
        uid=resource.uid,
        draft=draft_of(resource),
        state=resource.state,
        source=resource.source.slug if resource.source else "",
        source_key=resource.source_key,
        source_digest=resource.source_digest,
        published_at=resource.published_at,
        first_reviewed_on=resource.first_reviewed_on,
        last_reviewed_on=resource.last_reviewed_on,
        review_due_on=resource.review_due_on,
        successor=(
            successor.uid if successor and successor.state in PUBLIC_STATES else ""
        ),
    )


def draft_of(resource: Resource) -> ResourceDraft:
    """What ``drafts.clean`` would make of the resource as it stands."""

    def rows(name: str) -> list[Any]:
        return sorted(getattr(resource, name).all(), key=lambda row: row.pk)

    return ResourceDraft(
        address=resource.address,
        kind=resource.kind,
        audience=resource.audience,
        texts={
            text.language: TextDraft(text.title, text.description)
            for text in rows("texts")
        },
        languages=tuple(row.language for row in rows("languages")),
        topics=tuple(sorted(_topic_slugs(resource))),
        further_addresses=tuple(
            row.address for row in rows("addresses") if row.address != resource.address
        ),
        publisher=resource.publisher,
        country=resource.country,
        cost=resource.cost,
        needs_sign_up=resource.needs_sign_up,
        accessibility_notes=resource.accessibility_notes,
        feeds=tuple(FeedDraft(row.address, row.title) for row in rows("feeds")),
        social_accounts=tuple(
            AccountDraft(row.service, row.address) for row in rows("social_accounts")
        ),
    )


def _topic_slugs(resource: Resource) -> Iterator[str]:
    """By the way in which its topics were read already, if they were."""
    if "topics" in getattr(resource, "_prefetched_objects_cache", ()):
        return (topic.slug for topic in resource.topics.all())
    return (row.topic.slug for row in resource.resourcetopic_set.all())


def list_records(states: Sequence[str] = PUBLIC_STATES) -> Iterator[ResourceRecord]:
    """Every resource in these states, by uid, a few hundred in memory at a time."""
    resources = with_parts(Resource.objects.filter(state__in=states).order_by("uid"))
    last = ""
    while chunk := list(resources.filter(uid__gt=last)[:_CHUNK]):
        yield from map(record_of, chunk)
        last = chunk[-1].uid


def list_sources_of(states: Sequence[str]) -> list[Source]:
    """The sources of resources in these states, by slug."""
    named = Resource.objects.filter(state__in=states).exclude(source=None)
    sources = Source.objects.filter(pk__in=named.values("source"))
    return sorted(sources, key=lambda source: source.slug)


def list_collection_records(
    states: Sequence[str] = PUBLIC_STATES,
) -> Iterator[CollectionRecord]:
    """Every public collection with its items in these states, by uid."""
    items = CollectionItem.objects.select_related("resource").order_by("position", "pk")
    collections = Collection.objects.filter(visibility=Visibility.PUBLIC)
    shown = collections.select_related("forked_from").prefetch_related(
        "topics", Prefetch("items", queryset=items)
    )
    for collection in shown.order_by("uid").iterator(chunk_size=100):
        yield _collection_record(collection, states)


def _collection_record(
    collection: Collection, states: Sequence[str]
) -> CollectionRecord:
    origin = collection.forked_from
    is_open = origin is not None and origin.visibility == Visibility.PUBLIC
    return CollectionRecord(
        uid=collection.uid,
        title=collection.title,
        language=collection.language,
        by_name=collection.by_name,
        description=collection.description,
        forked_from=origin.uid if origin and is_open else "",
        topics=tuple(sorted(topic.slug for topic in collection.topics.all())),
        items=tuple(
            ItemRecord(item.resource.uid, item.note)
            for item in collection.items.all()
            if item.resource.state in states
        ),
    )


def find_by_keys(keys: Iterable[str]) -> Mapping[str, Resource]:
    """The resources that have these address keys, by key; one query."""
    rows = Address.objects.filter(key__in=set(keys)).select_related("resource__source")
    return {row.key: row.resource for row in rows}


def records_by_id(ids: Iterable[int]) -> dict[int, ResourceRecord]:
    """The records of these resources; a fixed number of queries."""
    resources = with_parts(Resource.objects.filter(pk__in=list(ids)))
    return {resource.pk: record_of(resource) for resource in resources}


def drafts_by_id(ids: Iterable[int]) -> dict[int, ResourceDraft]:
    return {pk: record.draft for pk, record in records_by_id(ids).items()}


def known_keys(keys: Iterable[str]) -> set[str]:
    """Those of the address keys that belong to a resource; one query."""
    rows = Address.objects.filter(key__in=set(keys))
    return set(rows.values_list("key", flat=True))


def find_source(slug: str) -> Source | None:
    return Source.objects.filter(slug=slug).first()


def published_uids() -> list[str]:
    published = Resource.objects.published().order_by("uid")
    return list(published.values_list("uid", flat=True))


def change_marks() -> tuple[object, ...]:
    """Values of which one changes when a resource or collection does."""
    resources = Resource.objects.aggregate(n=Count("pk"), last=Max("updated_at"))
    collections = Collection.objects.aggregate(n=Count("pk"), last=Max("updated_at"))
    return (*resources.values(), *collections.values())
