"""Topics for what a health record knows: codes of any system, else names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from medagora.api.domain.infobutton.codes import Rung, ladder, read_system
from medagora.search.queries.naming import topics_named
from medagora.topics import queries as topics
from medagora.topics.queries import CodedTopic

#: Names are for people: longer ones are no names, and more are no question.
MOST_LETTERS, MOST_NAMES = 200, 3


class How(StrEnum):
    """What led to a topic."""

    CODE = "code"
    WIDER_CODE = "wider-code"
    NAME = "name"
    WORDS = "words"  # the name has a topic's name in it


@dataclass(frozen=True)
class Concept:
    """One thing of a record: its codes as (system, code), the system by OID, FHIR URI
    or short name, and what it is called."""

    codes: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class TopicFound:
    """``weight``: 0-1, how well the topic fits; ``concept``: which of those asked for;
    ``code``: our (system, value) that fitted, empty when a name did."""

    id: int
    slug: str
    parent_id: int | None
    how: How
    weight: float
    concept: int
    code: tuple[str, str] = ("", "")


def find_topics(concepts: Sequence[Concept], language: str) -> list[TopicFound]:
    """Each topic once, the best first. By the exact code, else by the nearest wider
    one, else by name; ``language`` is that of the names. One query when codes are
    enough, a few more for names."""
    ladders = [_ladders(concept) for concept in concepts]
    codes = {(r.system.value, r.value) for rungs in ladders for r in rungs}
    known = topics.topics_by_code(codes)
    found: list[TopicFound] = []
    for number, concept in enumerate(concepts):
        by_code = list(_by_code(ladders[number], known, number))
        found += by_code or _by_name(concept, language, number)
    return _each_once(found)


def _ladders(concept: Concept) -> list[Rung]:
    return [
        rung
        for system, code in concept.codes
        if (known := read_system(system))
        for rung in ladder(known, code)
    ]


def _by_code(
    rungs: Iterable[Rung],
    known: dict[tuple[str, str], list[CodedTopic]],
    concept: int,
) -> Iterable[TopicFound]:
    """What the narrowest code gives that any topic has."""
    fitting = [rung for rung in rungs if (rung.system.value, rung.value) in known]
    least = min((rung.steps for rung in fitting), default=0)
    for rung in fitting:
        if rung.steps == least:
            code = (rung.system.value, rung.value)
            how = How.WIDER_CODE if rung.steps else How.CODE
            weight = round(1 - 0.05 * rung.steps, 2)
            for topic in known[code]:
                yield _found(topic, how, weight, concept, code)


def _found(
    topic: CodedTopic,
    how: How,
    weight: float,
    concept: int,
    code: tuple[str, str] = ("", ""),
) -> TopicFound:
    return TopicFound(topic.id, topic.slug, topic.parent_id, how, weight, concept, code)


def _by_name(concept: Concept, language: str, number: int) -> list[TopicFound]:
    names = [name.strip() for name in concept.names if name.strip()]
    names = [name for name in names if len(name) <= MOST_LETTERS][:MOST_NAMES]
    if not names:
        return []
    meant = topics.slugs_by_name(names, language)
    slugs, how, weight = [slug for slug in meant.values() if slug], How.NAME, 0.9
    if not slugs:
        slugs = [m.slug for name in names for m in topics_named(name, language)[:2]]
        how, weight = How.WORDS, 0.6
    known = topics.topics_by_slug(slugs) if slugs else {}
    return [
        _found(known[slug], how, weight, number)
        for slug in dict.fromkeys(slugs)
        if slug in known
    ]


def _each_once(found: Iterable[TopicFound]) -> list[TopicFound]:
    """A topic that stands above another one found says less of what was asked."""
    rows = list(found)
    above = {row.parent_id for row in rows}
    best: dict[int, TopicFound] = {}
    for row in rows:
        is_wide = row.id in above
        one = replace(row, weight=round(row.weight * 0.75, 2)) if is_wide else row
        if one.id not in best or one.weight > best[one.id].weight:
            best[one.id] = one
    return sorted(best.values(), key=lambda row: (-row.weight, row.concept, row.slug))
