"""Resources for topics that a health record led to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from medagora.api.domain.infobutton.ranking import Candidate, rank
from medagora.api.domain.infobutton.wishes import Wishes
from medagora.api.queries.knowledge import TopicFound
from medagora.api.queries.remembering import remembered
from medagora.catalogue.queries import for_records as catalogue
from medagora.catalogue.queries.for_records import Record, RecordFacts, RecordWords

MOST_TOPICS = 6
#: So many of the newest of each topic are looked at, and of each kind asked for.
_POOL, _POOL_OF_KIND = 40, 20
#: With fewer than so many, the topic above has its say, which counts less.
_FEW, _WIDER = 5, 0.5


@dataclass(frozen=True)
class Chosen:
    """A resource of the answer with the topic that led to it."""

    facts: RecordFacts
    words: RecordWords
    topic: TopicFound
    score: float


def choose(
    topics: Sequence[TopicFound],
    wishes: Wishes,
    language: str,
    *,
    now: datetime,
    limit: int,
) -> list[Chosen]:
    """The best first, all of them in the language. A query for each topic and kind,
    and one for the rest, however many resources there are."""
    found = _pools(topics[:MOST_TOPICS], wishes, language)
    if len(found) < _FEW:
        for pk, row in _pools(_above(topics), wishes, language).items():
            found.setdefault(pk, row)
    if not found:
        return []
    ranked = rank(_candidates(found, wishes), wishes, now=now, limit=limit)
    best = [(found[row.candidate.id], row.score) for row in ranked]
    return [Chosen(one.facts, one.words, one.topic, score) for one, score in best]


class _Found(NamedTuple):
    """A resource with the best topic that leads to it."""

    facts: RecordFacts
    words: RecordWords
    topic: TopicFound


def _pools(
    topics: Iterable[TopicFound], wishes: Wishes, language: str
) -> dict[int, _Found]:
    found: dict[int, _Found] = {}
    for topic in topics:
        for kind, limit in _pools_of(wishes):
            for facts, words in _newest(
                topic.id, language, wishes.audience, kind, limit
            ):
                found.setdefault(facts.id, _Found(facts, words, topic))
    return found


def _newest(
    topic: int, language: str, audience: str, kind: str, limit: int
) -> list[Record]:
    """One query, or none when somebody asked for the same just now."""

    def read() -> list[Record]:
        return catalogue.newest_on(topic, language, audience, kind=kind, limit=limit)

    return remembered(("newest", topic, language, audience, kind, limit), read)


def _pools_of(wishes: Wishes) -> list[tuple[str, int]]:
    return [("", _POOL), *((kind, _POOL_OF_KIND) for kind in wishes.kinds)]


def _above(topics: Sequence[TopicFound]) -> list[TopicFound]:
    """The topics above, as if they had been found by a wider code."""
    found = {topic.id for topic in topics}
    return [
        TopicFound(
            id=topic.parent_id,
            slug="",
            parent_id=None,
            how=topic.how,
            weight=round(topic.weight * _WIDER, 2),
            concept=topic.concept,
            code=topic.code,
        )
        for topic in topics[:MOST_TOPICS]
        if topic.parent_id is not None and topic.parent_id not in found
    ]


def _candidates(found: dict[int, _Found], wishes: Wishes) -> list[Candidate]:
    covered = catalogue.topics_of(found, wishes.topics | wishes.unsuited)
    none: frozenset[str] = frozenset()
    return [
        Candidate(
            id=pk,
            kind=row.facts.kind,
            audience=row.facts.audience,
            link_state=row.facts.link_state,
            is_confirmed=row.facts.is_confirmed,
            published_at=row.facts.published_at,
            weight=row.topic.weight,
            concept=row.topic.concept,
            topics=covered.get(pk, none),
        )
        for pk, row in found.items()
    ]
