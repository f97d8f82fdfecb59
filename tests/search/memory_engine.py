"""A search engine without an engine: slow, small, and plain to read.

``tests/contracts/search_engine`` holds it against Tantivy; how it scores stands in
``tests/search/memory``.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from medagora.search.domain.documents import (
    ContentDocument,
    Document,
    Documents,
    Sort,
    TopicDocument,
    TopicTerm,
)
from medagora.search.domain.requests import (
    ContentAnswer,
    ContentQuery,
    Facets,
    Filters,
    Part,
)
from medagora.search.domain.spelling import Candidate, allowed_distance, distance
from medagora.search.domain.stems import stems_of_question
from medagora.search.domain.topic_matching import match_topics
from medagora.search.domain.words import Question, written_words
from medagora.search.gateways import IndexMissing
from tests.search.memory.kept import KeptContent, KeptTerm
from tests.search.memory.scoring import Scorer


@dataclass(frozen=True)
class _Index:
    documents: Mapping[str, Document]
    terms: list[KeptTerm]
    contents: list[KeptContent]
    scorer: Scorer
    #: Questions of people are weighed beside each other alone.
    question_scorer: Scorer

    def scorer_of(self, sort: Sort) -> Scorer:
        return self.question_scorer if sort is Sort.QUESTION else self.scorer


class MemoryEngine:
    def __init__(self) -> None:
        self._built: _Index | None = None

    @property
    def _index(self) -> _Index:
        if self._built is None:
            raise IndexMissing
        return self._built

    def at_once(self) -> AbstractContextManager[None]:
        return nullcontext()

    # ---- writing ---------------------------------------------------------------
    def write(self, documents: Documents, *, gone: Iterable[str] = ()) -> None:
        left = set(gone)
        kept = [d for d in self._index.documents.values() if d.id not in left]
        self.rebuild([*kept, *documents])

    def forget(self, sort: Sort, *, before: int) -> None:
        old = {
            content.document.id
            for content in self._of_sort(sort)
            if content.document.published < before
        }
        self.write([], gone=old)

    def rebuild(self, documents: Documents) -> int:
        kept: dict[str, Document] = {document.id: document for document in documents}
        terms: list[KeptTerm] = []
        contents: list[KeptContent] = []
        for document in kept.values():
            if isinstance(document, TopicDocument):
                terms += [KeptTerm(term) for term in document.terms]
            else:
                contents.append(KeptContent(document))
        shelves: tuple[list[KeptContent], list[KeptContent]] = ([], [])
        for content in contents:
            shelves[content.document.sort is Sort.QUESTION].append(content)
        others, questions = map(Scorer, shelves)
        self._built = _Index(kept, terms, contents, others, questions)
        return len(kept)

    def count(self, sort: Sort | None = None) -> int:
        if sort is not None:
            return self._index.scorer_of(sort).count
        return len(self._index.terms) + len(self._index.contents)

    def counts(self) -> dict[str, int]:
        of_content = {sort.value: len(self._of_sort(sort)) for sort in Sort}
        return {"term": len(self._index.terms)} | of_content

    def check(self) -> int:
        return self.count()

    def is_busy(self) -> bool:
        return False

    # ---- topics ----------------------------------------------------------------
    def find_terms(
        self, question: Question, language: str, *, limit: int = 60
    ) -> list[TopicTerm]:
        stems = stems_of_question(question)
        asked = {form for word in stems for form in (word, *stems[word])}
        near: list[tuple[tuple[bool, ...], TopicTerm]] = []
        for kept in self._index.terms:
            is_named = " ".join(kept.words) in question.phrases()
            fits = bool(match_topics(question, [kept.term], language))
            if is_named or fits or kept.forms & asked:
                rank = (not is_named, not fits, kept.term.language != language)
                near.append((rank, kept.term))
        return [term for _rank, term in sorted(near, key=lambda one: one[0])[:limit]]

    def terms_of(self, slugs: Collection[str]) -> list[TopicTerm]:
        return [kept.term for kept in self._index.terms if kept.term.topic in slugs]

    def topics_with(
        self, words: Collection[str], *, is_start: bool = False
    ) -> dict[str, frozenset[str]]:
        return {
            word: frozenset(
                kept.term.topic
                for kept in self._index.terms
                if _has(kept.forms, word, is_start=is_start)
            )
            for word in words
        }

    # ---- content ---------------------------------------------------------------
    def find_content(self, query: ContentQuery) -> ContentAnswer:
        found = list(self._fitting(query))
        scorer = self._index.scorer_of(query.sort)
        found.sort(key=lambda content: scorer.order(content, query))
        page = found[query.offset : query.offset + query.limit]
        uids = tuple(content.document.uid for content in page)
        facets = self._facets(query) if query.has_facets else Facets()
        return ContentAnswer(uids, len(found), facets)

    def _fitting(self, query: ContentQuery) -> Iterator[KeptContent]:
        scorer = self._index.scorer_of(query.sort)
        return (c for c in self._index.contents if scorer.fits(c, query))

    def _facets(self, query: ContentQuery) -> Facets:
        filters = query.filters
        return Facets(
            language=self._values(
                query, replace(filters, language=""), lambda d: d.languages
            ),
            audience=self._values(
                query, replace(filters, audience=""), lambda d: (d.audience,)
            ),
            kind=self._values(query, replace(filters, kind=""), lambda d: (d.kind,)),
            topic=self._values(query, replace(filters, topics=()), lambda d: d.topics),
            mark=self._values(query, replace(filters, marks=()), lambda d: d.marks),
        )

    def _values(
        self,
        query: ContentQuery,
        filters: Filters,
        values_of: Callable[[ContentDocument], Collection[str]],
    ) -> dict[str, int]:
        found = self._fitting(replace(query, filters=filters))
        return dict(
            Counter(v for content in found for v in values_of(content.document))
        )

    def explain(self, query: ContentQuery, uid: str) -> tuple[Part, ...]:
        return tuple(
            part
            for content in self._of_sort(query.sort)
            if content.document.uid == uid
            for part in self._index.scorer_of(query.sort).parts(content, query)
        )

    def stems_of(
        self, uids: Collection[str], sort: Sort, *, least: int = 0
    ) -> list[dict[str, int]]:
        kept = {content.document.uid: content for content in self._of_sort(sort)}
        found = [kept[uid].frequent_stems() for uid in uids if uid in kept]
        return found if sum(map(len, found)) >= least * len(found) else []

    def commonness(
        self, stems: Collection[str], sort: Sort = Sort.RESOURCE
    ) -> dict[str, float]:
        scorer = self._index.scorer_of(sort)
        return {stem: scorer.commonness(stem) for stem in stems}

    def suggest_content(
        self,
        words: Collection[str],
        language: str,
        *,
        limit: int,
        sort: Sort = Sort.RESOURCE,
    ) -> list[str]:
        if not words:
            return []
        *whole, last = words
        return [
            content.document.uid
            for content in self._of_sort(sort)
            if language in content.document.languages
            and set(whole) <= content.title_words
            and _has(content.title_words, last, is_start=True)
        ][:limit]

    def _of_sort(self, sort: Sort) -> list[KeptContent]:
        return [c for c in self._index.contents if c.document.sort is sort]

    # ---- spelling --------------------------------------------------------------
    def similar_words(
        self, word: str, language: str, *, slips: int = 2
    ) -> list[Candidate]:
        far = min(slips, allowed_distance(word))
        texts = [(k.term.text, k.term.language == language) for k in self._index.terms]
        titles = (
            content.document.titles
            for content in self._index.contents
            if content.document.sort is not Sort.QUESTION
        )
        texts += [(title, True) for several in titles for title in several]
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


def _has(words: Collection[str], word: str, *, is_start: bool) -> bool:
    return any(w.startswith(word) if is_start else w == word for w in words)
