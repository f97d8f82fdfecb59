"""Writing the index. The database is the truth: an index can always be made anew."""

import logging
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from medagora.catalogue.queries import for_search as catalogue
from medagora.search.domain.documents import (
    Document,
    ResourceDocument,
    Role,
    TopicDocument,
    TopicTerm,
    resource_id,
    topic_id,
)
from medagora.search.gateways import IndexUnavailable, engine
from medagora.topics import queries as topics

logger = logging.getLogger(__name__)


def rebuild_index() -> int:
    """A new index of everything beside the running one, then in its place."""
    return engine().rebuild(_everything())


def ensure_index() -> int | None:
    """Rebuilds an index that is missing, damaged, of another version or not of this
    database; gives how many documents, or None if there was nothing to do."""
    try:
        if engine().check() == _expected_count():
            return None
        logger.info("the search index does not fit the database: building it anew")
    except IndexUnavailable as reason:
        logger.info("building the search index (%s)", type(reason).__name__)
    return rebuild_index()


def count_documents() -> int | None:
    """How many documents the index holds; None when it cannot be used."""
    try:
        return engine().check()
    except IndexUnavailable:
        return None


def index_resources(uids: Iterable[str]) -> None:
    """Writes these resources as they are now; takes out what is not published."""
    wanted = set(uids)
    documents = list(_resources(wanted))
    gone = wanted - {document.uid for document in documents}
    engine().write(documents, gone=[resource_id(uid) for uid in sorted(gone)])


def index_topics(slugs: Iterable[str]) -> None:
    """Writes the words of these topics; takes out those that are no more."""
    wanted = set(slugs)
    documents = list(_topics(wanted))
    gone = wanted - {document.slug for document in documents}
    engine().write(documents, gone=[topic_id(slug) for slug in sorted(gone)])


def _everything() -> Iterator[Document]:
    yield from _topics()
    yield from _resources()


def _topics(slugs: Iterable[str] | None = None) -> Iterator[TopicDocument]:
    for spoken in topics.spoken_terms(slugs):
        if spoken:
            terms = (
                TopicTerm(term.slug, term.language, term.text, Role(term.role))
                for term in spoken
            )
            yield TopicDocument(spoken[0].slug, tuple(terms))


def _resources(uids: Iterable[str] | None = None) -> Iterator[ResourceDocument]:
    for row in catalogue.index_rows(uids):
        yield ResourceDocument(
            uid=row.uid,
            titles=row.titles,
            descriptions=row.descriptions,
            publisher=row.publisher,
            host=urlsplit(row.address).hostname or "",
            languages=row.languages,
            audience=row.audience,
            kind=row.kind,
            topics=row.topics,
            published=int(row.published_at.timestamp()),
        )


def _expected_count() -> int:
    return topics.count_spoken() + catalogue.count_published()
