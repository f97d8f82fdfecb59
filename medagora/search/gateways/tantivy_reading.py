"""The index as readers see it: a reader notices by a few ``stat`` calls a question that
there is something new, and opens it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from medagora.search.domain.documents import Sort
from medagora.search.gateways import IndexDamaged, IndexMissing
from medagora.search.gateways.generations import (
    Generations,
    LockBusy,
    Pointer,
    Stamp,
    stamp_of,
)
from medagora.search.gateways.tantivy_queries import QueryBuilder
from medagora.search.gateways.tantivy_schema import RECIPE
from medagora.search.gateways.tantivy_shelves import Shelf, Shelves, damage_in, folders
from medagora.search.gateways.tantivy_terms import Terms
from medagora.search.gateways.tantivy_writing import Failure, failures

_OPENING_TRIES = 3

#: Of the pointer, and of each shelf.
Stamps = tuple[Stamp, ...]


class Reader:
    """An open generation as it was at ``stamp``."""

    def __init__(self, stamp: Stamps, path: Path) -> None:
        self.stamp = stamp
        self.files = _meta_files(path)
        shelves = Shelves.open(path)
        self.queries = QueryBuilder(shelves.content.schema)
        self.terms = Terms(shelves.terms.searcher(), self.queries)
        self.content = Shelf(shelves.content, self.queries)
        self.questions = Shelf(shelves.questions, self.queries)

    def shelf(self, sort: Sort) -> Shelf:
        return self.questions if sort is Sort.QUESTION else self.content


def _meta_files(path: Path) -> tuple[str, ...]:
    """What changes with every commit: of each shelf."""
    return tuple(str(folder / "meta.json") for folder in folders(path))


def current_of(generations: Generations) -> Pointer:
    """The generation in use, made as we make them now; else IndexMissing."""
    pointer = generations.current()
    if pointer is None or pointer.recipe != RECIPE:
        raise IndexMissing
    return pointer


class Readers:
    """The reader of this process, opened anew after every change."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._opening = threading.Lock()
        self._open: Reader | None = None
        self._held = threading.local()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """The index as it is now stays the one that this thread reads."""
        if self._held_reader():
            yield
            return
        with self.reading() as reader:
            self._held.reader = reader
        try:
            yield
        finally:
            del self._held.reader

    def _held_reader(self) -> Reader | None:
        return getattr(self._held, "reader", None)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """The index as it is now; what cannot be read is set aside."""
        try:
            with failures():
                yield self._held_reader() or self._reader()
        except Failure as failure:
            self._open = None
            if self._is_damaged():
                raise IndexDamaged from failure
            raise

    def _reader(self) -> Reader:
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

    def _opened(self, stamp: Stamps) -> Reader:
        if self._open and self._open.stamp == stamp:
            return self._open  # another thread was faster
        pointer = current_of(self._generations)
        with failures():
            return Reader(stamp, self._generations.path(pointer))

    def _stamp(self) -> Stamps | None:
        """What changes with every rebuild and every commit."""
        pointed = self._generations.stamp()
        if pointed is None:
            return None
        known = self._open
        if known is None or known.stamp[0] != pointed:
            pointer = current_of(self._generations)
            files = _meta_files(self._generations.path(pointer))
        else:
            files = known.files
        return (pointed, *(stamp_of(file) or (0, 0) for file in files))

    def _is_damaged(self) -> bool:
        """Looks at the files, and sets them aside if they are not whole."""
        try:
            with self._generations.hold(wait=False):
                pointer = self._generations.current()
                if pointer is None:
                    return True
                if not damage_in(self._generations.path(pointer)):
                    return False
                self._generations.set_aside(pointer)
        except LockBusy:
            pass  # whoever writes will meet the same damage
        return True
