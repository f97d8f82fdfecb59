"""What other rooms have, as documents of the index."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from medagora.appraisal.queries.for_search import spread_by_resource
from medagora.catalogue.domain.words import Cost, LinkState
from medagora.catalogue.queries import for_search as catalogue
from medagora.community.queries import for_search as community
from medagora.reader.queries import for_search as reader
from medagora.search import sources_questions
from medagora.search.domain.documents import (
    ContentDocument,
    Document,
    Mark,
    Role,
    Sort,
    TopicDocument,
    TopicTerm,
)
from medagora.search.domain.misspellings import is_misspelt, misspellings_of
from medagora.search.domain.sayings import sayings_of
from medagora.topics import queries as topics

#: Entries of sources are found for so long.
FRESH_DAYS = 60
_AT_ONCE = 500


def every_document() -> Iterator[Document]:
    yield from topic_documents()
    yield from resource_documents()
    yield from collection_documents()
    yield from entry_documents()
    yield from question_documents()


def fresh_since() -> datetime:
    """The same all day, so that what was written and what is counted agree."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=FRESH_DAYS)


def topic_documents(slugs: Iterable[str] | None = None) -> Iterator[TopicDocument]:
    for spoken in topics.spoken_terms(slugs):
        if spoken:
            terms = (
                TopicTerm(term.slug, term.language, term.text, Role(term.role))
                for term in spoken
            )
            slug = spoken[0].slug
            own = (term for term in terms if not is_misspelt(term))
            others = (*sayings_of(slug), *misspellings_of(slug))
            yield TopicDocument(slug, (*own, *others))


def resource_documents(uids: Iterable[str] | None = None) -> Iterator[ContentDocument]:
    rows: list[catalogue.IndexRow] = []
    for row in catalogue.index_rows(uids):
        rows.append(row)
        if len(rows) == _AT_ONCE:
            yield from _resources(rows)
            rows = []
    yield from _resources(rows)


def _resources(rows: list[catalogue.IndexRow]) -> Iterator[ContentDocument]:
    judged = spread_by_resource([row.uid for row in rows]) if rows else {}
    for row in rows:
        marks = {
            Mark.CONFIRMED: row.is_confirmed,
            Mark.CHECKED: row.link_state == LinkState.WORKING,
            Mark.FREE: row.cost == Cost.FREE,
            Mark.APPRAISED: row.uid in judged,
            Mark.ONE_TOPIC: len(row.topics) == 1,
            Mark.TWO_TOPICS: len(row.topics) == 2,
        }
        yield ContentDocument(
            uid=row.uid,
            titles=row.titles,
            descriptions=row.descriptions,
            publisher=row.publisher,
            host=_host(row.address),
            languages=row.languages,
            audience=row.audience,
            kind=row.kind,
            topics=row.topics,
            published=int(row.published_at.timestamp()),
            country=row.country,
            marks=tuple(mark.value for mark, is_so in marks.items() if is_so),
        )


def collection_documents(
    uids: Iterable[str] | None = None,
) -> Iterator[ContentDocument]:
    for row in catalogue.collection_rows(uids):
        yield ContentDocument(
            uid=row.uid,
            titles=(row.title,),
            descriptions=(row.description,),
            publisher=row.by_name,
            languages=(row.language,),
            kind=Sort.COLLECTION.value,
            topics=row.topics,
            published=int(row.changed_at.timestamp()),
            sort=Sort.COLLECTION,
        )


def entry_documents(works: Iterable[int] | None = None) -> Iterator[ContentDocument]:
    for row in reader.fresh_rows(works, fresh_since()):
        codes = {"doi": row.doi, "pmid": row.pmid}
        yield ContentDocument(
            uid=str(row.id),
            titles=(row.title,),
            descriptions=(row.summary,),
            publisher=f"{row.source} {row.journal} {' '.join(row.authors)}",
            languages=(row.language,),
            kind=row.sort,
            topics=row.topics,
            published=int(row.day.timestamp()),
            sort=Sort.ENTRY,
            marks=(Mark.RETRACTED.value,) if row.is_retracted else (),
            codes=tuple(f"{name}:{value}" for name, value in codes.items() if value),
        )


def question_documents(
    uids: Iterable[str] | None = None,
) -> Iterator[ContentDocument]:
    return sources_questions.documents(uids, topics=topic_documents)


def expected_counts() -> dict[str, int]:
    """How many documents of each sort the index of this database has; of topics, how
    many there are."""
    return {
        Sort.RESOURCE.value: catalogue.count_published(),
        Sort.COLLECTION.value: catalogue.count_collections(),
        Sort.ENTRY.value: reader.count_fresh(fresh_since()),
        Sort.QUESTION.value: community.count_questions(),
    }


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
