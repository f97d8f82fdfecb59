"""Writing the index. The database is the truth: an index can always be made anew."""

import logging
from collections.abc import Collection, Iterable, Iterator

from medagora.search import sources
from medagora.search.domain.documents import (
    ContentDocument,
    Sort,
    content_id,
    topic_id,
)
from medagora.search.gateways import IndexUnavailable, engine, queue

logger = logging.getLogger(__name__)

#: Entries come all the time and age out: so many may be missing or too many, or a
#: twentieth of them, before an index is built anew for it.
_FEW_ENTRIES = 500


def rebuild_index() -> int:
    """A new index of everything beside the running one, then in its place."""
    return engine().rebuild(sources.every_document())


def ensure_index() -> int | None:
    """Rebuilds an index that is missing, damaged, of another version or not of this
    database; gives how many documents, or None if there was nothing to do."""
    try:
        engine().check()
        engine().forget(Sort.ENTRY, before=int(sources.fresh_since().timestamp()))
        if _fits(engine().counts()):
            return None
        logger.info("the search index does not fit the database: building it anew")
    except IndexUnavailable as reason:
        logger.info("building the search index (%s)", type(reason).__name__)
    return rebuild_index()


def prepare_index() -> int | None:
    """Before a site is served: an index of what is in the database now. Gives how many
    documents, or None if there was nothing to do."""
    from medagora.search.tasks import rebuild_index as asked  # noqa: PLC0415 - it uses us

    with queue.take_waiting(asked) as told:
        return rebuild_index() if told else ensure_index()


def _fits(counts: dict[str, int]) -> bool:
    expected = sources.expected_counts()
    entries = expected.pop(Sort.ENTRY.value)
    missing = abs(counts.get(Sort.ENTRY.value, 0) - entries)
    if missing > max(_FEW_ENTRIES, entries // 20):
        return False
    terms = sum(len(document.terms) for document in sources.topic_documents())
    expected["term"] = terms
    return all(counts.get(sort, 0) == number for sort, number in expected.items())


def count_documents() -> int | None:
    """How many documents the index holds; None when it cannot be used."""
    try:
        return engine().check()
    except IndexUnavailable:
        return None


def index_resources(uids: Iterable[str]) -> None:
    """Writes these resources as they are now; takes out what is not published."""
    wanted = set(uids)
    _write(sources.resource_documents(wanted), wanted, Sort.RESOURCE)


def index_collections(uids: Iterable[str]) -> None:
    """The same of collections; what is not public goes."""
    wanted = set(uids)
    _write(sources.collection_documents(wanted), wanted, Sort.COLLECTION)


def index_questions(uids: Iterable[str]) -> None:
    """The same of questions; what not everybody may read any more goes."""
    wanted = set(uids)
    found = sources.question_documents(wanted)
    _write(found, wanted, Sort.QUESTION)


def index_works(numbers: Iterable[int]) -> None:
    """The same of papers that came or changed; what is old or not public goes."""
    wanted = set(numbers)
    found = sources.entry_documents(wanted)
    _write(found, {str(number) for number in wanted}, Sort.ENTRY)


def _write(
    found: Iterator[ContentDocument], wanted: Collection[str], sort: Sort
) -> None:
    documents = list(found)
    gone = set(wanted) - {document.uid for document in documents}
    engine().write(documents, gone=[content_id(uid, sort) for uid in sorted(gone)])


def index_topics(slugs: Iterable[str]) -> None:
    """Writes the words of these topics; takes out those that are no more."""
    wanted = set(slugs)
    documents = list(sources.topic_documents(wanted))
    gone = wanted - {document.slug for document in documents}
    engine().write(documents, gone=[topic_id(slug) for slug in sorted(gone)])
