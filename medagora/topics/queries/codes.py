"""Topics by the codes of other systems."""

from collections.abc import Collection
from dataclasses import dataclass

from medagora.topics.queries.lists import rank_of
from medagora.web.statements import rows_of

_BY_CODE = """
    SELECT code.system, code.value, topic.id, topic.slug, topic.parent_id
    FROM topics_code AS code JOIN topics_topic AS topic ON topic.id = code.topic_id
    WHERE code.system IN %s AND code.value IN %s
"""
_BY_SLUG = "SELECT slug, id, parent_id FROM topics_topic WHERE slug IN %s"
_NAMES = "SELECT topic_id, language, name FROM topics_topictext WHERE topic_id IN %s"


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
    # PostgreSQL refuses a question about U+0000, which no code has
    wanted = {code for code in codes if "\0" not in code[1]}
    systems = {system for system, _value in wanted}
    found: dict[tuple[str, str], list[CodedTopic]] = {}
    rows = rows_of(_BY_CODE, systems, {value for _system, value in wanted})
    for system, value, pk, slug, parent in rows:
        if (system, value) in wanted:
            topic = CodedTopic(pk, slug, parent)
            found.setdefault((system, value), []).append(topic)
    return {
        code: sorted(topics, key=lambda topic: topic.slug)
        for code, topics in found.items()
    }


def topics_by_slug(slugs: Collection[str]) -> dict[str, CodedTopic]:
    """These topics in the same form; one query."""
    rows = rows_of(_BY_SLUG, set(slugs))
    return {slug: CodedTopic(pk, slug, parent) for slug, pk, parent in rows}


def names_by_id(ids: Collection[int], language: str) -> dict[int, str]:
    """Names in the language, else in English, else in any; one query."""
    best: dict[int, tuple[int, str]] = {}
    for pk, code, name in rows_of(_NAMES, ids):
        ranked = (rank_of(code, language), name)
        if pk not in best or ranked < best[pk]:
            best[pk] = ranked
    return {pk: name for pk, (_rank, name) in best.items()}
