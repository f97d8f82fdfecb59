"""Topics' terms, as they are in one state of the index."""

from collections.abc import Collection
from functools import lru_cache

import tantivy

from medagora.search.domain.documents import TopicTerm, topic_id
from medagora.search.domain.words import Question
from medagora.search.gateways.tantivy_counting import count_of, values_in
from medagora.search.gateways.tantivy_queries import QueryBuilder
from medagora.search.gateways.tantivy_schema import to_term

_MOST_TERMS = 1_000
#: So few terms are read sooner than their topics are counted.
_FEW = 30
_MOST_TOPICS = 10_000
#: Words whose topics are remembered: each is asked for again and again, also while one
#: question is understood.
_REMEMBERED = 5_000
#: Terms that were read: one question meets dozens, and the next one many of them.
_REMEMBERED_TERMS = 20_000


class Terms:
    def __init__(self, searcher: tantivy.Searcher, queries: QueryBuilder) -> None:
        self.searcher = searcher
        self._queries = queries
        self.topics_with = lru_cache(maxsize=_REMEMBERED)(self._topics_with)
        self._term_at = lru_cache(maxsize=_REMEMBERED_TERMS)(self._term)

    def find(self, question: Question, language: str, limit: int) -> list[TopicTerm]:
        query = self._queries.terms(question, language)
        return self._found(query, limit)

    def of(self, slugs: Collection[str]) -> list[TopicTerm]:
        query = self._queries.of_ids(map(topic_id, slugs))
        return self._found(query, _MOST_TERMS)

    def _found(self, query: tantivy.Query, limit: int) -> list[TopicTerm]:
        return [self._at(at) for at in addresses(self.searcher, query, limit)]

    def _at(self, place: tantivy.DocAddress) -> TopicTerm:
        return self._term_at(place.segment_ord, place.doc)

    def _term(self, segment: int, number: int) -> TopicTerm:
        return to_term(self.searcher.doc(tantivy.DocAddress(segment, number)))

    def _topics_with(self, word: str, is_start: bool) -> frozenset[str]:
        query = self._queries.terms_with(word, is_start=is_start)
        found = self.searcher.search(query, limit=_FEW)
        if count_of(found) > _FEW:
            counted = values_in(self.searcher, query, {"topic": _MOST_TOPICS})
            return frozenset(counted["topic"])
        return frozenset(self._at(at).topic for _score, at in found.hits)


def documents(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int
) -> list[tantivy.Document]:
    return [searcher.doc(at) for at in addresses(searcher, query, limit)]


def addresses(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int
) -> list[tantivy.DocAddress]:
    """Where the best hits lie; none where none are wanted."""
    found = searcher.search(query, limit=max(limit, 1), count=False)
    return [address for _score, address in found.hits][:limit]
