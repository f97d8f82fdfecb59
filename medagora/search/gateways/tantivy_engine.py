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
from medagora.search.gateways.tantivy_reading import Readers, current_of
from medagora.search.gateways.tantivy_schema import (
    RECIPE,
    TERM,
    counts_in,
    kept,
    number_of,
)
from medagora.search.gateways.tantivy_shelves import Shelves, damage_in
from medagora.search.gateways.tantivy_terms import addresses, documents
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
        readers = Readers(self._generations)
        self._reading = readers.reading
        self.at_once = readers.holding

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
            page = shelf.ordering.page(query)
            uids = shelf.uids([at for _score, at in page.hits])
            if not query.has_facets:
                return ContentAnswer(uids, page.total)
            wider = reader.queries.facets(query)
            facets = count_facets(shelf.searcher, wider, page.total)
            return ContentAnswer(uids, page.total, facets)

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

    def stems_of(
        self, uids: Collection[str], sort: Sort, *, least: int = 0
    ) -> list[dict[str, int]]:
        with self._reading() as reader:
            numbers = [number_of(content_id(uid, sort)) for uid in uids]
            searcher = reader.shelf(sort).searcher
            places = addresses(searcher, reader.queries.numbered(numbers), len(numbers))
            counts = searcher.fast_field_values("stems", places)
            if sum(count or 0 for count in counts) < least * len(places):
                return []
            there = searcher.fast_field_values("number", places)
            at = dict(zip(there, places, strict=True))
            return [
                counts_in(kept(searcher.doc(at[number]))["stems"])
                for number in numbers
                if number in at
            ]

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
            shelf = reader.shelf(sort)
            query = reader.queries.titles(words, language, sort)
            return list(shelf.uids(addresses(shelf.searcher, query, limit)))

    def similar_words(
        self, word: str, language: str, *, slips: int = 2
    ) -> list[Candidate]:
        far = min(slips, allowed_distance(word))
        if not far:
            return []
        with self._reading() as reader:
            texts = [
                (text, found.get("language", language) == language)
                for field, half in (
                    ("term", reader.terms.searcher),
                    ("title", reader.content.searcher),
                )
                for query in [reader.queries.similar(field, word, far, language)]
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
