"""Topics' terms, as they are in one state of the index."""

from collections.abc import Collection
from functools import lru_cache

import tantivy

from medagora.search.domain.documents import TopicTerm, topic_id
from medagora.search.domain.words import Question
from medagora.search.gateways.tantivy_counting import count_of, values_in
from medagora.search.gateways.tantivy_queries import QueryBuilder
from medagora.search.gateways.tantivy_schema import kept, to_term

_MOST_TERMS = 1_000
#: So few terms are read sooner than their topics are counted.
_FEW = 30
_MOST_TOPICS = 10_000
#: Words whose topics are remembered: each is asked for again and again, also while one
#: question is understood.
_REMEMBERED = 5_000


class Terms:
    def __init__(self, searcher: tantivy.Searcher, queries: QueryBuilder) -> None:
        self.searcher = searcher
        self._queries = queries
        self.topics_with = lru_cache(maxsize=_REMEMBERED)(self._topics_with)

    def find(self, question: Question, language: str, limit: int) -> list[TopicTerm]:
        query = self._queries.terms(question, language)
        return [to_term(found) for found in documents(self.searcher, query, limit)]

    def of(self, slugs: Collection[str]) -> list[TopicTerm]:
        query = self._queries.one_of("id", [topic_id(slug) for slug in slugs])
        return [
            to_term(found) for found in documents(self.searcher, query, _MOST_TERMS)
        ]

    def _topics_with(self, word: str, is_start: bool) -> frozenset[str]:
        query = self._queries.terms_with(word, is_start=is_start)
        found = self.searcher.search(query, limit=_FEW)
        if count_of(found) > _FEW:
            counted = values_in(self.searcher, query, {"topic": _MOST_TOPICS})
            return frozenset(counted["topic"])
        hits = (self.searcher.doc(at) for _score, at in found.hits)
        return frozenset(kept(hit)["topic"] for hit in hits)


def documents(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int
) -> list[tantivy.Document]:
    found = searcher.search(query, limit=limit, count=False)
    return [searcher.doc(address) for _score, address in found.hits]
