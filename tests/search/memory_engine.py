"""A search engine without an engine: slow, small, and plain to read.

``tests/contracts/test_search_engine.py`` holds it against Tantivy.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from medagora.search.domain.documents import (
    Document,
    Documents,
    ResourceDocument,
    TopicDocument,
    TopicTerm,
)
from medagora.search.domain.requests import (
    Facets,
    Filters,
    Need,
    ResourceAnswer,
    ResourceQuery,
    WordGroup,
)
from medagora.search.domain.spelling import Candidate, allowed_distance, distance
from medagora.search.domain.topic_matching import match_topics
from medagora.search.domain.words import Question, words_of, written_words
from medagora.search.gateways import IndexMissing


class MemoryEngine:
    def __init__(self) -> None:
        self._kept: dict[str, Document] | None = None

    @property
    def _documents(self) -> dict[str, Document]:
        if self._kept is None:
            raise IndexMissing
        return self._kept

    def count(self) -> int:
        return sum(
            len(document.terms) if isinstance(document, TopicDocument) else 1
            for document in self._documents.values()
        )

    def check(self) -> int:
        return self.count()

    def is_busy(self) -> bool:
        return False

    def write(self, documents: Documents, *, gone: Iterable[str] = ()) -> None:
        for identifier in gone:
            self._documents.pop(identifier, None)
        self._documents.update({document.id: document for document in documents})

    def rebuild(self, documents: Documents) -> int:
        self._kept = {document.id: document for document in documents}
        return len(self._kept)

    def find_terms(
        self, question: Question, language: str, *, limit: int = 60
    ) -> list[TopicTerm]:
        return [
            term
            for term in self._terms()
            if match_topics(question, [term], language)
            or " ".join(words_of(term.text)) in question.phrases()
        ][:limit]

    def topics_with(
        self, words: Collection[str], *, is_start: bool = False
    ) -> dict[str, frozenset[str]]:
        return {
            word: frozenset(
                term.topic
                for term in self._terms()
                if _has(words_of(term.text), word, is_start=is_start)
            )
            for word in words
        }

    def find_resources(self, query: ResourceQuery) -> ResourceAnswer:
        found = [r for r in self._resources() if _fits(r, query)]
        found.sort(key=lambda resource: _order(resource, query))
        page = found[query.offset : query.offset + query.limit]
        filters = query.filters
        facets = Facets(
            language=self._count(query, replace(filters, language=""), _languages),
            audience=self._count(query, replace(filters, audience=""), _audience),
            kind=self._count(query, replace(filters, kind=""), _kind),
            topic=self._count(query, replace(filters, topics=()), _topics),
        )
        return ResourceAnswer(tuple(r.uid for r in page), len(found), facets)

    def suggest_resources(
        self, words: Collection[str], language: str, *, limit: int
    ) -> list[str]:
        *whole, last = words
        return [
            resource.uid
            for resource in self._resources()
            for title in [" ".join(resource.titles)]
            if language in resource.languages
            and set(whole) <= set(words_of(title))
            and _has(words_of(title), last, is_start=True)
        ][:limit]

    def similar_words(self, word: str, language: str) -> list[Candidate]:
        far = allowed_distance(word)
        texts = [(term.text, term.language == language) for term in self._terms()]
        texts += [(title, True) for r in self._resources() for title in r.titles]
        near = Counter(
            (text[start:stop].lower(), folded, is_own)
            for text, is_own in texts
            for start, stop, folded in written_words(text)
            if far and distance(word, folded, far) <= far
        )
        return [
            Candidate(written, folded, count, is_own)
            for (written, folded, is_own), count in near.items()
        ]

    def _terms(self) -> list[TopicTerm]:
        return [
            term
            for document in self._documents.values()
            if isinstance(document, TopicDocument)
            for term in document.terms
        ]

    def _resources(self) -> list[ResourceDocument]:
        found = self._documents.values()
        return [d for d in found if isinstance(d, ResourceDocument)]

    def _count(
        self,
        query: ResourceQuery,
        filters: Filters,
        values: Callable[[ResourceDocument], Collection[str]],
    ) -> dict[str, int]:
        wider = replace(query, filters=filters)
        found = (r for r in self._resources() if _fits(r, wider))
        return dict(Counter(value for resource in found for value in values(resource)))


def _languages(resource: ResourceDocument) -> Collection[str]:
    return resource.languages


def _audience(resource: ResourceDocument) -> Collection[str]:
    return [resource.audience]


def _kind(resource: ResourceDocument) -> Collection[str]:
    return [resource.kind]


def _topics(resource: ResourceDocument) -> Collection[str]:
    return resource.topics


def _has(words: list[str], word: str, *, is_start: bool) -> bool:
    return any(w.startswith(word) if is_start else w == word for w in words)


def _fits(resource: ResourceDocument, query: ResourceQuery) -> bool:
    filters = query.filters
    passes = (
        (not filters.language or filters.language in resource.languages)
        and (not filters.audience or resource.audience in filters.audiences)
        and (not filters.kind or resource.kind == filters.kind)
        and (not filters.topics or bool(set(filters.topics) & set(resource.topics)))
    )
    held = [group for group in query.groups if _weight(resource, group)]
    is_on_topic = bool(set(query.best_topics) & set(resource.topics))
    is_enough = len(held) >= query.enough
    return passes and (is_enough or (query.need is Need.SOME and is_on_topic))


def _weight(resource: ResourceDocument, group: WordGroup) -> float:
    parts = (
        (4.0, resource.titles),
        (2.0, [f"{resource.publisher} {resource.host}"]),
        (1.0, resource.descriptions),
    )
    weights = [
        weight
        for weight, texts in parts
        for text in texts
        if _has(words_of(text), group.word, is_start=group.is_start)
    ]
    return max([*weights, 0.5 if group.topics & set(resource.topics) else 0.0])


def _order(resource: ResourceDocument, query: ResourceQuery) -> tuple[float, ...]:
    score = sum(_weight(resource, group) for group in query.groups)
    if set(query.best_topics) & set(resource.topics):
        score += 10
    first = bool(query.first_language) and query.first_language in resource.languages
    newest = -resource.published if not query.groups else 0
    return (not first, -score, newest)
