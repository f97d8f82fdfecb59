"""Putting documents into Tantivy, all of them or none."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from medagora.kernel.refusals import BadInput
from medagora.search.domain.documents import Documents, topic_id
from medagora.search.gateways.tantivy_schema import build_schema, to_tantivy

#: Memory for one commit; Tantivy wants at least 15 MB.
#: The folder of topics' terms in that of a generation.
TERMS = "terms"
_CHANGE_BYTES = 16_000_000
_REBUILD_BYTES = 64_000_000
#: What Tantivy says when the last word of a phrase may be one of 16,000.
_TOO_MANY = "exceeded max expansions"


class Failure(Exception):
    """Tantivy could not do it: the files are damaged, or we asked nonsense."""


@dataclass(frozen=True)
class Halves:
    """Topics' terms lie in an index of their own: BM25 counts all documents of an index
    and how long they are in the mean, and thousands of two-word terms would make every
    word look rare and every text long."""

    content: tantivy.Index
    terms: tantivy.Index

    @classmethod
    def open(cls, path: Path) -> "Halves":
        return cls(tantivy.Index.open(str(path)), tantivy.Index.open(str(path / TERMS)))

    @classmethod
    def make(cls, path: Path) -> "Halves":
        (path / TERMS).mkdir()
        schema = build_schema()
        terms = tantivy.Index(schema, path=str(path / TERMS))
        return cls(tantivy.Index(schema, path=str(path)), terms)


class _Writers:
    """A writer for each half, begun when it is needed first."""

    def __init__(self, halves: Halves, memory: int) -> None:
        self._halves = halves
        self._memory = memory
        self._begun: dict[str, tantivy.IndexWriter] = {}

    def of(self, identifier: str) -> tantivy.IndexWriter:
        half = "terms" if identifier.startswith(topic_id("")) else "content"
        if half not in self._begun:
            index = getattr(self._halves, half)
            self._begun[half] = index.writer(self._memory, 1)
        return self._begun[half]

    def begun(self) -> list[tantivy.IndexWriter]:
        return list(self._begun.values())


def change(halves: Halves, documents: Documents, gone: Iterable[str]) -> None:
    with _writing(halves, _CHANGE_BYTES) as writers:
        for identifier in gone:
            writers.of(identifier).delete_documents_by_term("id", identifier)
        for document in documents:
            writer = writers.of(document.id)
            writer.delete_documents_by_term("id", document.id)
            for part in to_tantivy(document):
                writer.add_document(part)


def forget(halves: Halves, query: tantivy.Query) -> None:
    """Takes out the content that the query finds."""
    with _writing(halves, _CHANGE_BYTES) as writers:
        writers.of("").delete_documents_by_query(query)


def fill(halves: Halves, documents: Documents) -> int:
    count = 0
    with _writing(halves, _REBUILD_BYTES) as writers:
        for document in documents:
            writer = writers.of(document.id)
            for part in to_tantivy(document):
                writer.add_document(part)
            count += 1
    return count


@contextmanager
def _writing(halves: Halves, memory: int) -> Iterator[_Writers]:
    """Commits what the block wrote, or nothing; its threads have ended afterwards."""
    writers = _Writers(halves, memory)
    try:
        yield writers
        for writer in writers.begun():
            writer.commit()
    except BaseException:
        for writer in writers.begun():
            writer.rollback()
        raise
    finally:
        for writer in writers.begun():
            writer.wait_merging_threads()


@contextmanager
def failures() -> Iterator[None]:
    """Tantivy's errors under one name. A panic in it is no ``Exception``, and its
    class cannot be imported. BadInput when too much was asked at once."""
    try:
        yield
    except ValueError as error:
        if _TOO_MANY in str(error):
            raise BadInput(
                "Too many words begin like this. Write more letters before the *.",
                field="query",
            ) from error
        raise Failure(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Failure(str(error)) from error
