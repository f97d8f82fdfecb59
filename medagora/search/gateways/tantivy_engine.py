"""Tantivy in one folder: many processes read, one at a time writes.

Only the worker and ``medagora up`` write. A reader notices by two ``stat`` calls a
question that there is something new, and opens it.
"""

import shutil
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from medagora.search.domain.documents import (
    Documents,
    Sort,
    TopicTerm,
    content_id,
    topic_id,
)
from medagora.search.domain.requests import (
    ContentAnswer,
    ContentQuery,
    Facets,
    Part,
)
from medagora.search.domain.spelling import Candidate, allowed_distance, distance
from medagora.search.domain.words import Question, written_words
from medagora.search.gateways import IndexDamaged, IndexMissing
from medagora.search.gateways.generations import (
    Generations,
    LockBusy,
    Pointer,
    Stamp,
    stamp_of,
)
from medagora.search.gateways.tantivy_files import find_damage
from medagora.search.gateways.tantivy_librarian import wanted_words
from medagora.search.gateways.tantivy_queries import QueryBuilder
from medagora.search.gateways.tantivy_schema import (
    RECIPE,
    TERM,
    counts_in,
    kept,
    to_term,
)
from medagora.search.gateways.tantivy_writing import (
    TERMS,
    Failure,
    Halves,
    change,
    failures,
    fill,
    forget,
)

_FACET_SIZES = {"language": 100, "audience": 10, "kind": 40, "topic": 100, "mark": 10}
_SIMILAR_DOCUMENTS = 200
_OPENING_TRIES = 3
_MOST_TERMS = 1_000

#: Of the pointer, of the content and of the terms.
Stamps = tuple[Stamp, Stamp, Stamp]


@dataclass(frozen=True)
class _Reader:
    """An open generation as it was at ``stamp``."""

    stamp: Stamps
    pointer: Pointer
    searcher: tantivy.Searcher
    terms: tantivy.Searcher
    queries: QueryBuilder


class TantivyEngine:
    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._opening = threading.Lock()
        self._open: _Reader | None = None

    # ---- reading ---------------------------------------------------------------
    def count(self) -> int:
        with self._reading() as reader:
            return int(reader.searcher.num_docs + reader.terms.num_docs)

    def counts(self) -> dict[str, int]:
        with self._reading() as reader:

            def of_sort(name: str) -> tantivy.Query:
                return reader.queries.one_of("type", [name])

            terms = _total(reader.terms.search(of_sort(TERM), limit=1))
            return {TERM: terms} | {
                sort.value: _total(reader.searcher.search(of_sort(sort.value), limit=1))
                for sort in Sort
            }

    def check(self) -> int:
        with self._generations.hold():
            pointer = self._current()
            if _find_damage(self._generations.path(pointer)):
                self._generations.set_aside(pointer)
                raise IndexDamaged
        return self.count()

    def find_terms(
        self, question: Question, language: str, *, limit: int = 60
    ) -> list[TopicTerm]:
        if not question.words:
            return []
        with self._reading() as reader:
            query = reader.queries.terms(question, language)
            return [to_term(found) for found in _documents(reader.terms, query, limit)]

    def terms_of(self, slugs: Collection[str]) -> list[TopicTerm]:
        if not slugs:
            return []
        with self._reading() as reader:
            query = reader.queries.one_of("id", [topic_id(slug) for slug in slugs])
            found = _documents(reader.terms, query, _MOST_TERMS)
            return [to_term(document) for document in found]

    def topics_with(
        self, words: Collection[str], *, is_start: bool = False
    ) -> dict[str, frozenset[str]]:
        with self._reading() as reader:
            return {
                word: frozenset(
                    _values(
                        reader.terms,
                        reader.queries.terms_with(word, is_start=is_start),
                        {"topic": 10_000},
                    )["topic"]
                )
                for word in words
            }

    def find_content(self, query: ContentQuery) -> ContentAnswer:
        with self._reading() as reader:
            plan = reader.queries.content(query)
            has_words = query.groups or wanted_words(query.tree)
            is_by_day = query.by_day or not has_words
            found = reader.searcher.search(
                plan.page,
                limit=query.limit,
                offset=query.offset,
                order_by_field="published" if is_by_day else None,
            )
            facets: dict[str, dict[str, int]] = {}
            for fields, wider in plan.facets.items():
                sizes = {field: _FACET_SIZES[field] for field in fields}
                facets |= _values(reader.searcher, wider, sizes)
            uids = [kept(reader.searcher.doc(at))["uid"] for _, at in found.hits]
            return ContentAnswer(tuple(uids), _total(found), Facets(**facets))

    def explain(self, query: ContentQuery, uid: str) -> tuple[Part, ...]:
        with self._reading() as reader:
            queries = reader.queries
            identifier = content_id(uid, query.sort)
            found = []
            for name, part in queries.parts(query):
                only = queries.with_id(part, identifier)
                hits = reader.searcher.search(only, limit=1, count=False).hits
                found += [Part(name, score) for score, _at in hits if score]
            return tuple(found)

    def stems_of(self, uids: Collection[str], sort: Sort) -> list[dict[str, int]]:
        with self._reading() as reader:
            identifiers = [content_id(uid, sort) for uid in uids]
            query = reader.queries.one_of("id", identifiers)
            found = _documents(reader.searcher, query, max(len(identifiers), 1))
            stems = {
                known["uid"]: counts_in(known["stems"]) for known in map(kept, found)
            }
            return [stems[uid] for uid in uids if uid in stems]

    def commonness(self, stems: Collection[str]) -> dict[str, float]:
        with self._reading() as reader:
            every = max(reader.searcher.num_docs, 1)
            # what was replaced is still counted until files are merged
            return {
                stem: min(reader.searcher.doc_freq("stem", stem) / every, 1.0)
                for stem in stems
            }

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
                for found in _documents(reader.searcher, query, limit)
            ]

    def similar_words(self, word: str, language: str) -> list[Candidate]:
        far = allowed_distance(word)
        if not far:
            return []
        with self._reading() as reader:
            query = reader.queries.similar(word, far, language)
            texts = [
                (text, found.get("language", language) == language)
                for half in (reader.terms, reader.searcher)
                for document in _documents(half, query, _SIMILAR_DOCUMENTS)
                for found in [kept(document)]
                for text in found.get("titles") or [found["text"]]
            ]
        return _candidates(word, far, texts)

    @contextmanager
    def _reading(self) -> Iterator[_Reader]:
        """The index as it is now; what cannot be read is set aside."""
        try:
            with failures():
                yield self._reader()
        except Failure as failure:
            self._open = None
            if self._is_damaged():
                raise IndexDamaged from failure
            raise

    def _reader(self) -> _Reader:
        for _try in range(_OPENING_TRIES):
            stamp, known = self._stamp(), self._open
            if stamp is None:
                raise IndexMissing
            if known and known.stamp == stamp:
                return known
            with self._opening:
                try:
                    self._open = self._opened(stamp)
                except Failure:
                    if self._stamp() == stamp:
                        raise  # else: replaced while it was being opened
        raise IndexMissing

    def _opened(self, stamp: Stamps) -> _Reader:
        if self._open and self._open.stamp == stamp:
            return self._open  # another thread was faster
        pointer = self._current()
        with failures():
            halves = Halves.open(self._generations.path(pointer))
            content, terms = halves.content, halves.terms
            queries = QueryBuilder(content.schema)
            return _Reader(
                stamp, pointer, content.searcher(), terms.searcher(), queries
            )

    def _stamp(self) -> Stamps | None:
        """What changes with every rebuild and every commit."""
        pointed = self._generations.stamp()
        if pointed is None:
            return None
        known = self._open
        if known is None or known.stamp[0] != pointed:
            pointer = self._current()
        else:
            pointer = known.pointer
        path = self._generations.path(pointer)
        committed = stamp_of(path / "meta.json") or (0, 0)
        terms = stamp_of(path / TERMS / "meta.json") or (0, 0)
        return (pointed, committed, terms)

    def _current(self) -> Pointer:
        pointer = self._generations.current()
        if pointer is None or pointer.recipe != RECIPE:
            raise IndexMissing
        return pointer

    def _is_damaged(self) -> bool:
        """Looks at the files, and sets them aside if they are not whole."""
        try:
            with self._generations.hold(wait=False):
                pointer = self._generations.current()
                if pointer is None:
                    return True
                if not _find_damage(self._generations.path(pointer)):
                    return False
                self._generations.set_aside(pointer)
        except LockBusy:
            pass  # whoever writes will meet the same damage
        return True

    # ---- writing ---------------------------------------------------------------
    def is_busy(self) -> bool:
        try:
            with self._generations.hold(wait=False):
                return False
        except LockBusy:
            return True

    def write(self, documents: Documents, *, gone: Iterable[str] = ()) -> None:
        with self._changing() as halves:
            change(halves, documents, gone)

    def forget(self, sort: Sort, *, before: int) -> None:
        with self._reading() as reader:
            old = reader.queries.older(sort, before)
            if not _total(reader.searcher.search(old, limit=1)):
                return
        with self._changing() as halves:
            forget(halves, old)

    @contextmanager
    def _changing(self) -> Iterator[Halves]:
        """The index, for writing; what cannot be read is set aside."""
        with self._generations.hold():
            pointer = self._current()
            path = self._generations.path(pointer)
            try:
                with failures():
                    yield Halves.open(path)
            except Failure as failure:
                if _find_damage(path):
                    self._generations.set_aside(pointer)
                    raise IndexDamaged from failure
                raise

    def rebuild(self, documents: Documents) -> int:
        with self._generations.hold():
            path = self._generations.start()
            try:
                with failures():
                    count = fill(Halves.make(path), documents)
                self._generations.publish(path, recipe=RECIPE, documents=count)
            except BaseException:
                shutil.rmtree(path, ignore_errors=True)
                raise
        return count


def _find_damage(path: Path) -> str:
    return find_damage(path) or find_damage(path / TERMS)


def _documents(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int
) -> list[tantivy.Document]:
    found = searcher.search(query, limit=limit, count=False)
    return [searcher.doc(address) for _score, address in found.hits]


def _values(
    searcher: tantivy.Searcher, query: tantivy.Query, sizes: dict[str, int]
) -> dict[str, dict[str, int]]:
    """How many documents have each value of some fields, the frequent ones first."""
    wanted = {f: {"terms": {"field": f, "size": size}} for f, size in sizes.items()}
    found = searcher.aggregate(query, wanted)
    return {
        field: {b["key"]: b["doc_count"] for b in found[field]["buckets"]}
        for field in sizes
    }


def _total(found: tantivy.SearchResult) -> int:
    return int(getattr(found, "count", 0) or 0)


def _candidates(
    word: str, far: int, texts: Iterable[tuple[str, bool]]
) -> list[Candidate]:
    """The near words in the texts, each once, with how often it was there."""
    counts: dict[tuple[str, bool], tuple[str, int]] = {}
    for text, is_own in texts:
        for start, stop, folded in written_words(text):
            if distance(word, folded, far) <= far:
                written, count = counts.get((folded, is_own), (text[start:stop], 0))
                counts[folded, is_own] = (written, count + 1)
    return [
        Candidate(written.lower(), folded, count, is_own)
        for (folded, is_own), (written, count) in counts.items()
    ]
