"""Reads about topics."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from medagora.kernel.refusals import NotFound
from medagora.topics.models import Topic, TopicText


@dataclass(frozen=True)
class TopicLine:
    """A topic as a list shows it, in the reader's language."""

    id: int
    slug: str
    name: str
    language: str
    kind: str
    body_system: str
    parent_id: int | None


def get_topic(slug: str) -> Topic:
    """The topic with its texts, terms and codes at hand; NotFound otherwise."""
    topics = Topic.objects.select_related("parent").prefetch_related(
        "texts", "terms", "codes", "parent__texts", "children__texts", "related__texts"
    )
    topic = topics.filter(slug=slug).first()
    if topic is None:
        raise NotFound(f"There is no topic {slug}.")
    return topic


def text_of(topic: Topic, language: str | None = None) -> TopicText | None:
    """Its name and description in the language asked for, else English, else any."""
    texts = {text.language: text for text in topic.texts.all()}
    wanted = language or get_language() or "en"
    return texts.get(wanted) or texts.get("en") or next(iter(texts.values()), None)


def list_lines(language: str) -> list[TopicLine]:
    """Every topic with its name in the language (English when it has none), A-Z."""
    rows: dict[int, TopicLine] = {}
    names = TopicText.objects.filter(language__in={language, "en"}).order_by(
        "sort_name"
    )
    fields = (
        "topic_id",
        "topic__slug",
        "name",
        "language",
        "topic__kind",
        "topic__body_system",
        "topic__parent_id",
    )
    for row in names.values_list(*fields):
        line = TopicLine(*row)
        if line.language == language or line.id not in rows:
            rows[line.id] = line
    return sorted(rows.values(), key=lambda line: line.name.casefold())


def all_topics() -> QuerySet[Topic]:
    """Every topic with its words, for indexes and exports."""
    return Topic.objects.order_by("slug").prefetch_related("texts", "terms", "codes")


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
    children: dict[int | None, list[int]] = {}
    for pk, parent in Topic.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    found, queue = {topic.pk}, [topic.pk]
    while queue:
        for child in children.get(queue.pop(), []):
            if child not in found:
                found.add(child)
                queue.append(child)
    return found
