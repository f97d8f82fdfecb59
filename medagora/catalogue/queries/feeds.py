"""What published resources publish themselves: for the room that reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from medagora.catalogue.domain.words import State
from medagora.catalogue.models import Resource, ResourceTopic


@dataclass(frozen=True)
class PublishedFeed:
    """A feed of a published resource, with what its reader should know."""

    resource_id: int
    address: str
    title: str
    kind: str
    language: str  # the first that the resource speaks
    site: str


def list_published_feeds(uid: str = "") -> list[PublishedFeed]:
    """The feeds of every published resource, or of one of them."""
    resources = Resource.objects.filter(state=State.PUBLISHED, feeds__isnull=False)
    if uid:
        resources = resources.filter(uid=uid)
    found = resources.distinct().prefetch_related("feeds", "texts", "languages")
    return [
        PublishedFeed(
            resource.pk,
            feed.address,
            feed.title or _title_of(resource),
            resource.kind,
            next((row.language for row in resource.languages.all()), ""),
            resource.address,
        )
        for resource in found
        for feed in sorted(resource.feeds.all(), key=lambda feed: feed.pk)
    ]


def _title_of(resource: Resource) -> str:
    """Titles are mostly the resource's own name, the same in every language."""
    texts = sorted(resource.texts.all(), key=lambda text: text.pk)
    return texts[0].title if texts else ""


def find_resource_id(uid: str) -> int | None:
    return Resource.objects.filter(uid=uid).values_list("pk", flat=True).first()


def ids_on_topics(topic_ids: Iterable[int]) -> set[int]:
    """The published resources that cover one of the topics."""
    rows = ResourceTopic.objects.filter(topic__in=set(topic_ids))
    # asked for, not narrowed by: SQLite would begin at the state, with every resource
    states = rows.values_list("resource_id", "resource__state")
    return {pk for pk, state in states if state == State.PUBLISHED}


def publishing_ids_on_topics(topic_ids: Iterable[int]) -> set[int]:
    """As ``ids_on_topics``, only those that publish something themselves: of a large
    topic one in a hundred."""
    rows = ResourceTopic.objects.filter(
        topic__in=set(topic_ids), resource__feeds__isnull=False
    )
    states = rows.values_list("resource_id", "resource__state")
    return {pk for pk, state in states if state == State.PUBLISHED}


def topic_slugs_of(resource_ids: Iterable[int]) -> dict[int, set[str]]:
    """The topics that each of these resources covers."""
    rows = ResourceTopic.objects.filter(resource__in=set(resource_ids))
    found: dict[int, set[str]] = {}
    for resource, slug in rows.values_list("resource_id", "topic__slug"):
        found.setdefault(resource, set()).add(slug)
    return found


def uids_by_id(resource_ids: Iterable[int]) -> dict[int, str]:
    """Public ids of published resources, to lead to their pages."""
    rows = Resource.objects.published().filter(pk__in=set(resource_ids))
    return dict(rows.values_list("pk", "uid"))
