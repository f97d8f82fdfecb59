"""Tantivy in one folder: many processes read, one at a time writes.

Only the worker and ``medagora up`` write. How readers follow: ``tantivy_reading``.
"""

import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from medagora.search.domain.documents import (
    Documents,
    Sort,
    TopicTerm,
    content_id,
)
from medagora.search.domain.requests import (
    ContentAnswer,
    ContentQuery,
    Part,
)
from medagora.search.domain.spelling import Candidate, allowed_distance, near_words
from medagora.search.domain.words import Question
from medagora.search.gateways import IndexDamaged
from medagora.search.gateways.generations import Generations, LockBusy
from medagora.search.gateways.tantivy_counting import count_facets, count_of
from medagora.search.gateways.tantivy_librarian import wanted_words
from medagora.search.gateways.tantivy_reading import Readers, current_of
from medagora.search.gateways.tantivy_schema import (
    RECIPE,
    TERM,
    counts_in,
    kept,
)
from medagora.search.gateways.tantivy_shelves import Shelves, damage_in
from medagora.search.gateways.tantivy_terms import documents
from medagora.search.gateways.tantivy_writing import (
    Failure,
    change,
    failures,
    fill,
    forget,
)

_SIMILAR_DOCUMENTS = 100


class TantivyEngine:
    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._reading = Readers(self._generations).reading

    # ---- reading ---------------------------------------------------------------
    def count(self, sort: Sort | None = None) -> int:
        with self._reading() as reader:
            if sort is not None:
                return int(reader.shelf(sort).searcher.num_docs)
            shelves = (reader.content, reader.terms, reader.questions)
            return sum(int(shelf.searcher.num_docs) for shelf in shelves)

    def counts(self) -> dict[str, int]:
        with self._reading() as reader:

            def of_sort(name: str) -> tantivy.Query:
                return reader.queries.one_of("type", [name])

            terms = count_of(reader.terms.searcher.search(of_sort(TERM), limit=1))
            return {TERM: terms} | {
                sort.value: count_of(
                    reader.shelf(sort).searcher.search(of_sort(sort.value), limit=1)
                )
                for sort in Sort
            }

    def check(self) -> int:
        with self._generations.hold():
            pointer = current_of(self._generations)
            if damage_in(self._generations.path(pointer)):
                self._generations.set_aside(pointer)
                raise IndexDamaged
        return self.count()

    def find_terms(
        self, question: Question, language: str, *, limit: int = 60
    ) -> list[TopicTerm]:
        if not question.words:
            return []
        with self._reading() as reader:
            return reader.terms.find(question, language, limit)

    def terms_of(self, slugs: Collection[str]) -> list[TopicTerm]:
        if not slugs:
            return []
        with self._reading() as reader:
            return reader.terms.of(slugs)

    def topics_with(
        self, words: Collection[str], *, is_start: bool = False
    ) -> dict[str, frozenset[str]]:
        with self._reading() as reader:
            return {word: reader.terms.topics_with(word, is_start) for word in words}

    def find_content(self, query: ContentQuery) -> ContentAnswer:
        with self._reading() as reader:
            shelf = reader.shelf(query.sort)
            is_by_words = query.groups or wanted_words(query.tree)
            if query.by_day or not is_by_words:
                best = shelf.ordering.newest(query)
                page = best.hits
            else:
                best = shelf.ordering.best(query)
                page = best.hits[query.offset : query.offset + query.limit]
            uids = tuple(kept(shelf.searcher.doc(at))["uid"] for _score, at in page)
            if not query.has_facets:
                return ContentAnswer(uids, best.total)
            wider = reader.queries.facets(query)
            facets = count_facets(shelf.searcher, wider, best.total)
            return ContentAnswer(uids, best.total, facets)

    def explain(self, query: ContentQuery, uid: str) -> tuple[Part, ...]:
        with self._reading() as reader:
            queries, searcher = reader.queries, reader.shelf(query.sort).searcher
            identifier = content_id(uid, query.sort)
            found = []
            for name, part in queries.parts(query):
                only = queries.with_id(part, identifier)
                hits = searcher.search(only, limit=1, count=False).hits
                found += [Part(name, score) for score, _at in hits if score]
            return tuple(found)

    def stems_of(self, uids: Collection[str], sort: Sort) -> list[dict[str, int]]:
        with self._reading() as reader:
            identifiers = [content_id(uid, sort) for uid in uids]
            query = reader.queries.one_of("id", identifiers)
            searcher = reader.shelf(sort).searcher
            found = documents(searcher, query, max(len(identifiers), 1))
            stems = {
                known["uid"]: counts_in(known["stems"]) for known in map(kept, found)
            }
            return [stems[uid] for uid in uids if uid in stems]

    def commonness(
        self, stems: Collection[str], sort: Sort = Sort.RESOURCE
    ) -> dict[str, float]:
        with self._reading() as reader:
            shelf = reader.shelf(sort)
            return {stem: shelf.share_with(stem) for stem in stems}

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
        with self._reading() as reader:
            query = reader.queries.titles(words, language, sort)
            return [
                kept(found)["uid"]
                for found in documents(reader.shelf(sort).searcher, query, limit)
            ]

    def similar_words(
        self, word: str, language: str, *, slips: int = 2
    ) -> list[Candidate]:
        far = min(slips, allowed_distance(word))
        if not far:
            return []
        with self._reading() as reader:
            query = reader.queries.similar(word, far, language)
            texts = [
                (text, found.get("language", language) == language)
                for half in (reader.terms.searcher, reader.content.searcher)
                for document in documents(half, query, _SIMILAR_DOCUMENTS)
                for found in [kept(document)]
                for text in found.get("titles") or [found["text"]]
            ]
        return near_words(word, far, texts)

    # ---- writing ---------------------------------------------------------------
    def is_busy(self) -> bool:
        try:
            with self._generations.hold(wait=False):
                return False
        except LockBusy:
            return True

    def write(self, documents: Documents, *, gone: Iterable[str] = ()) -> None:
        with self._changing() as shelves:
            change(shelves, documents, gone)

    def forget(self, sort: Sort, *, before: int) -> None:
        with self._reading() as reader:
            old = reader.queries.older(sort, before)
            if not count_of(reader.shelf(sort).searcher.search(old, limit=1)):
                return
        with self._changing() as shelves:
            forget(shelves, sort, old)

    @contextmanager
    def _changing(self) -> Iterator[Shelves]:
        """The index, for writing; what cannot be read is set aside."""
        with self._generations.hold():
            pointer = current_of(self._generations)
            path = self._generations.path(pointer)
            try:
                with failures():
                    yield Shelves.open(path)
            except Failure as failure:
                if damage_in(path):
                    self._generations.set_aside(pointer)
                    raise IndexDamaged from failure
                raise

    def rebuild(self, documents: Documents) -> int:
        with self._generations.hold():
            path = self._generations.start()
            try:
                with failures():
                    count = fill(Shelves.make(path), documents)
                self._generations.publish(path, recipe=RECIPE, documents=count)
            except BaseException:
                shutil.rmtree(path, ignore_errors=True)
                raise
        return count
