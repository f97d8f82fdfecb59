"""One topic with its words and its family; ids and slugs of many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from medagora.kernel.refusals import NotFound
from medagora.topics.models import Term, Topic, TopicText
from medagora.topics.queries.lists import TopicLine, list_lines_of


@dataclass(frozen=True)
class Family:
    """The topics beside a topic, as lines in the reader's language, A-Z."""

    parent: TopicLine | None
    children: list[TopicLine]
    related: list[TopicLine]


def get_topic(slug: str) -> Topic:
    """The topic with its texts, terms and codes at hand; NotFound otherwise."""
    in_order = Prefetch("terms", Term.objects.order_by("pk"))
    topics = Topic.objects.prefetch_related("texts", in_order, "codes")
    topic = topics.filter(slug=slug).first()
    if topic is None:
        raise NotFound("There is no topic %(slug)s.", slug=slug)
    return topic


def text_of(topic: Topic, language: str | None = None) -> TopicText | None:
    """Its name and description in the language asked for, else English, else any."""
    texts = {text.language: text for text in topic.texts.all()}
    wanted = language or get_language() or "en"
    return texts.get(wanted) or texts.get("en") or next(iter(texts.values()), None)


def get_family(topic: Topic, language: str) -> Family:
    """Parent, children and related topics; three queries."""
    children = set(Topic.objects.filter(parent=topic).values_list("pk", flat=True))
    related = set(topic.related.values_list("pk", flat=True))
    ids = {topic.parent_id, *children, *related} - {None}
    lines = list_lines_of([pk for pk in ids if pk is not None], language)
    return Family(
        parent=next((line for line in lines if line.id == topic.parent_id), None),
        children=[line for line in lines if line.id in children],
        related=[line for line in lines if line.id in related - children],
    )


def ids_by_slug(slugs: Iterable[str] | None = None) -> dict[str, int]:
    topics = Topic.objects.all()
    if slugs is not None:
        topics = topics.filter(slug__in=set(slugs))
    return dict(topics.values_list("slug", "pk"))


def with_ancestors(slugs: Iterable[str]) -> set[str]:
    """The slugs and every topic above them: what a curator's scope is held against."""
    parents = dict(Topic.objects.values_list("slug", "parent__slug"))
    found: set[str] = set()
    for slug in slugs:
        here: str | None = slug
        while here and here not in found:
            found.add(here)
            here = parents.get(here)
    return found


def with_descendants(topic: Topic) -> set[int]:
    """The ids of the topic and of every topic below it."""
    return set(ids_below([topic.slug]).get(topic.slug, [topic.pk]))


def ids_below(slugs: Iterable[str]) -> dict[str, list[int]]:
    """For each of these topics its id, which comes first, and the ids of all topics
    below it, the nearest before the others; one query. Unknown slugs are left out."""
    children: dict[int | None, list[int]] = {}
    ids: dict[str, int] = {}
    rows = Topic.objects.order_by("slug").values_list("pk", "slug", "parent_id")
    for pk, slug, parent in rows:
        children.setdefault(parent, []).append(pk)
        ids[slug] = pk
    return {slug: _all_below(ids[slug], children) for slug in slugs if slug in ids}


def _all_below(top: int, children: Mapping[int | None, list[int]]) -> list[int]:
    found = {top: None}
    queue = [top]
    for here in queue:
        for child in children.get(here, []):
            if child not in found:
                found[child] = None
                queue.append(child)
    return list(found)


def slugs_with_dates() -> QuerySet[Topic, Any]:
    """Every topic's slug with its last change, in a stable order."""
    return Topic.objects.order_by("pk").values_list("slug", "updated_at")


def all_topics() -> QuerySet[Topic]:
    """Every topic with its words, for indexes and exports."""
    return Topic.objects.order_by("slug").prefetch_related("texts", "terms", "codes")
