"""Published resources as answers to health records show them: few columns, few
queries, since records ask often and wait for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from medagora.catalogue.queries.cards import STARTER
from medagora.catalogue.queries.listings import audiences_for
from medagora.web.statements import aware, rows_of


class RecordFacts(NamedTuple):
    """What is known of a resource without its words; ``address`` is its own.
    ``is_confirmed``: as ``cards.is_unconfirmed``, the other way round."""

    id: int
    uid: str
    address: str
    kind: str
    audience: str
    publisher: str
    link_state: str
    published_at: datetime
    updated_at: datetime
    is_confirmed: bool


class RecordWords(NamedTuple):
    """Title and description in one language."""

    title: str
    description: str
    language: str


Record = tuple[RecordFacts, RecordWords]

_NEWEST = """
    SELECT listing.resource_id, resource.uid, resource.address, listing.kind,
        listing.audience, resource.publisher, resource.link_state,
        listing.published_at, resource.updated_at,
        resource.first_reviewed_on IS NOT NULL OR source.slug IS NULL
            OR source.slug <> %s,
        words.title, words.description, words.language
    FROM catalogue_listing AS listing
    JOIN catalogue_resource AS resource ON resource.id = listing.resource_id
    LEFT JOIN catalogue_source AS source ON source.id = resource.source_id
    LEFT JOIN catalogue_resourcetext AS words
        ON words.resource_id = listing.resource_id
        AND words.language = listing.language
    WHERE listing.topic_id = %s AND listing.language = %s AND listing.audience IN %s
"""
_OF_KIND = " AND listing.kind = %s"
_IN_ORDER = " ORDER BY listing.published_at DESC, listing.resource_id DESC LIMIT %s"
# Resources first: from the side of a large topic it would read all that it has.
_TOPICS = """
    SELECT link.resource_id, topic.slug
    FROM catalogue_resourcetopic AS link CROSS JOIN topics_topic AS topic
    WHERE topic.id = link.topic_id AND link.resource_id IN %s AND topic.slug IN %s
"""
_WORDS = """
    SELECT resource_id, title, description, language
    FROM catalogue_resourcetext WHERE resource_id IN %s
"""


def newest_on(
    topic_id: int, language: str, audience: str, *, kind: str = "", limit: int
) -> list[Record]:
    """Published resources on a topic in a language, the newest first, with their words
    in it, else in English, else in any. What has no title is left out. One query over
    one index, and one more where words are in another language. An empty audience is
    everybody's."""
    start = (STARTER, topic_id, language, audiences_for(audience))
    if kind:
        rows = rows_of(_NEWEST + _OF_KIND + _IN_ORDER, *start, kind, limit)
    else:
        rows = rows_of(_NEWEST + _IN_ORDER, *start, limit)
    elsewhere = _words_of([row[0] for row in rows if row[-1] is None], language)
    return list(_records(rows, elsewhere))


def _records(
    rows: Iterable[tuple[Any, ...]], elsewhere: dict[int, RecordWords]
) -> Iterator[Record]:
    for *facts, published, updated, is_confirmed, title, text, language in rows:
        words = elsewhere.get(facts[0])
        if language is not None:
            words = RecordWords(title, text, language)
        if words is not None:
            moments = aware(published), aware(updated)
            yield RecordFacts._make((*facts, *moments, bool(is_confirmed))), words


def topics_of(
    ids: Collection[int], among: Collection[str]
) -> dict[int, frozenset[str]]:
    """The slugs of those topics among these that each covers; one query."""
    found: dict[int, set[str]] = defaultdict(set)
    for resource, slug in rows_of(_TOPICS, ids, among):
        found[resource].add(slug)
    return {resource: frozenset(slugs) for resource, slugs in found.items()}


def _words_of(ids: Collection[int], language: str) -> dict[int, RecordWords]:
    """Each one's words in the language, else in English, else in any; one query."""
    best: dict[int, tuple[int, str, RecordWords]] = {}
    for pk, title, description, code in rows_of(_WORDS, ids):
        rank = {language: 0, "en": 1}.get(code, 2)
        if pk not in best or (rank, code) < best[pk][:2]:
            best[pk] = (rank, code, RecordWords(title, description, code))
    return {pk: words for pk, (_rank, _code, words) in best.items()}
