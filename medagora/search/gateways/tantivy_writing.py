"""Putting documents into Tantivy, all of them or none."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import tantivy

from medagora.kernel.refusals import BadInput
from medagora.search.domain.documents import Documents, Sort, content_id
from medagora.search.gateways.making import made
from medagora.search.gateways.tantivy_queries import QueryBuilder
from medagora.search.gateways.tantivy_shelves import Shelves, shelf_of

#: Memory for one commit; Tantivy wants at least 15 MB. The more there is, the fewer
#: files have to be merged afterwards.
_CHANGE_BYTES = 16_000_000
_REBUILD_BYTES = 160_000_000
#: What Tantivy says when the last word of a phrase may be one of 16,000.
_TOO_MANY = "exceeded max expansions"


class Failure(Exception):
    """Tantivy could not do it: the files are damaged, or we asked nonsense."""


class _Writers:
    """A writer for each shelf, begun when it is needed first."""

    def __init__(self, shelves: Shelves, memory: int) -> None:
        self._shelves = shelves
        self._memory = memory
        self._begun: dict[str, tantivy.IndexWriter] = {}

    def of(self, identifier: str) -> tantivy.IndexWriter:
        shelf = shelf_of(identifier)
        if shelf not in self._begun:
            index = getattr(self._shelves, shelf)
            self._begun[shelf] = index.writer(self._memory, 1)
        return self._begun[shelf]

    def begun(self) -> list[tantivy.IndexWriter]:
        return list(self._begun.values())


def change(shelves: Shelves, documents: Documents, gone: Iterable[str]) -> None:
    of_id = QueryBuilder(shelves.content.schema).of_id
    with _writing(shelves, _CHANGE_BYTES) as writers:
        for identifier in gone:
            writers.of(identifier).delete_documents_by_query(of_id(identifier))
        for identifier, parts in made(documents):
            writer = writers.of(identifier)
            writer.delete_documents_by_query(of_id(identifier))
            for part in parts:
                writer.add_json(part)


def forget(shelves: Shelves, sort: Sort, query: tantivy.Query) -> None:
    """Takes out the content of a sort that the query finds."""
    with _writing(shelves, _CHANGE_BYTES) as writers:
        writers.of(content_id("", sort)).delete_documents_by_query(query)


def fill(shelves: Shelves, documents: Documents) -> int:
    count = 0
    with _writing(shelves, _REBUILD_BYTES) as writers:
        for identifier, parts in made(documents):
            writer = writers.of(identifier)
            for part in parts:
                writer.add_json(part)
            count += 1
    return count


@contextmanager
def _writing(shelves: Shelves, memory: int) -> Iterator[_Writers]:
    """Commits what the block wrote, or nothing; its threads have ended afterwards."""
    writers = _Writers(shelves, memory)
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
