"""Putting documents into Tantivy, all of them or none."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import tantivy

from medagora.search.domain.documents import Documents
from medagora.search.gateways.tantivy_schema import to_tantivy

#: Memory for one commit; Tantivy wants at least 15 MB.
_CHANGE_BYTES = 16_000_000
_REBUILD_BYTES = 64_000_000


class Failure(Exception):
    """Tantivy could not do it: the files are damaged, or we asked nonsense."""


def change(index: tantivy.Index, documents: Documents, gone: Iterable[str]) -> None:
    with _writing(index, _CHANGE_BYTES) as writer:
        for identifier in gone:
            writer.delete_documents_by_term("id", identifier)
        for document in documents:
            writer.delete_documents_by_term("id", document.id)
            for part in to_tantivy(document):
                writer.add_document(part)


def fill(index: tantivy.Index, documents: Documents) -> int:
    count = 0
    with _writing(index, _REBUILD_BYTES) as writer:
        for document in documents:
            for part in to_tantivy(document):
                writer.add_document(part)
            count += 1
    return count


@contextmanager
def _writing(index: tantivy.Index, memory: int) -> Iterator[tantivy.IndexWriter]:
    """Commits what the block wrote, or nothing; its threads have ended afterwards."""
    writer = index.writer(memory, 1)
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


@contextmanager
def failures() -> Iterator[None]:
    """Tantivy's errors under one name. A panic in it is no ``Exception``, and its
    class cannot be imported."""
    try:
        yield
    except ValueError as error:
        raise Failure(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Failure(str(error)) from error
