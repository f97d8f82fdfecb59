"""Putting documents into Tantivy, all of them or none."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import tantivy

from medagora.kernel.refusals import BadInput
from medagora.search.domain.documents import Documents
from medagora.search.gateways.tantivy_schema import to_tantivy

#: Memory for one commit; Tantivy wants at least 15 MB.
_CHANGE_BYTES = 16_000_000
_REBUILD_BYTES = 64_000_000
#: What Tantivy says when the last word of a phrase may be one of 16,000.
_TOO_MANY = "exceeded max expansions"


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


def forget(index: tantivy.Index, query: tantivy.Query) -> None:
    with _writing(index, _CHANGE_BYTES) as writer:
        writer.delete_documents_by_query(query)


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
