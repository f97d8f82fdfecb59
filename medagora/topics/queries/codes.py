"""Topics by the codes of other systems."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from medagora.topics.models import Code, Topic, TopicText
from medagora.topics.queries.lists import rank_of


@dataclass(frozen=True)
class CodedTopic:
    """A topic that a code or a name led to."""

    id: int
    slug: str
    parent_id: int | None


def topics_by_code(
    codes: Collection[tuple[str, str]],
) -> dict[tuple[str, str], list[CodedTopic]]:
    """For each of these (system, value) that topics have: the topics, by slug; one
    query. What is written otherwise than we write it is not found."""
    if not codes:
        return {}
    wanted: dict[str, set[str]] = {}
    for system, value in codes:
        if "\0" not in value:  # PostgreSQL refuses a question about U+0000
            wanted.setdefault(system, set()).add(value)
    if not wanted:
        return {}
    is_wanted = reduce(
        or_, (Q(system=system, value__in=values) for system, values in wanted.items())
    )
    found: dict[tuple[str, str], list[CodedTopic]] = {}
    rows = Code.objects.filter(is_wanted).values_list(
        "system", "value", "topic_id", "topic__slug", "topic__parent_id"
    )
    for system, value, pk, slug, parent in rows:
        topic = CodedTopic(pk, slug, parent)
        found.setdefault((system, value), []).append(topic)
    return {
        code: sorted(topics, key=lambda topic: topic.slug)
        for code, topics in found.items()
    }


def topics_by_slug(slugs: Collection[str]) -> dict[str, CodedTopic]:
    """These topics in the same form; one query."""
    rows = Topic.objects.filter(slug__in=set(slugs))
    found = (CodedTopic(*row) for row in rows.values_list("pk", "slug", "parent_id"))
    return {topic.slug: topic for topic in found}


def names_by_id(ids: Collection[int], language: str) -> dict[int, str]:
    """Names in the language, else in English, else in any; one query."""
    best: dict[int, tuple[int, str]] = {}
    texts = TopicText.objects.filter(topic__in=ids)
    for pk, code, name in texts.values_list("topic_id", "language", "name"):
        ranked = (rank_of(code, language), name)
        if pk not in best or ranked < best[pk]:
            best[pk] = ranked
    return {pk: name for pk, (_rank, name) in best.items()}
