"""Questions of people, as documents of the index.

A question lies under the topics that its author chose and those that its title names:
who asks about "brain zaps" may not know that others would say antidepressants.
"""

from collections.abc import Callable, Iterable, Iterator

from medagora.community.queries import for_search as community
from medagora.community.queries.for_search import QuestionRow
from medagora.search.domain.documents import (
    ContentDocument,
    Mark,
    Sort,
    TopicDocument,
    TopicTerm,
)
from medagora.search.domain.naming import TopicNames


class _Names:
    """The names of topics, read when the first title needs them."""

    def __init__(self, topics: Callable[[], Iterable[TopicDocument]]) -> None:
        self._topics = topics
        self._terms: list[TopicTerm] | None = None
        self._known: dict[str, TopicNames] = {}

    def in_title(self, row: QuestionRow) -> tuple[str, ...]:
        if self._terms is None:
            self._terms = [term for topic in self._topics() for term in topic.terms]
        if row.language not in self._known:
            self._known[row.language] = TopicNames(self._terms, row.language)
        return self._known[row.language].named_in(row.title)


def documents(
    uids: Iterable[str] | None, *, topics: Callable[[], Iterable[TopicDocument]]
) -> Iterator[ContentDocument]:
    """Those that everybody may read, of these uids or all; ``topics`` gives all topics
    with their terms."""
    names = _Names(topics)
    for row in community.question_rows(uids):
        named = names.in_title(row)
        yield ContentDocument(
            uid=row.uid,
            titles=(row.title,),
            descriptions=(row.text,) if row.text else (),
            languages=(row.language,),
            kind=row.kind,
            topics=tuple(dict.fromkeys((*row.topics, *named))),
            published=int(row.asked_at.timestamp()),
            sort=Sort.QUESTION,
            marks=tuple(mark.value for mark in _marks(row)),
        )


def _marks(row: QuestionRow) -> Iterator[Mark]:
    yield Mark.QUESTION
    if row.answers:
        yield Mark.ANSWERED
    if row.accepted:
        yield Mark.HELPED
    if row.by_professionals:
        yield Mark.PROFESSIONAL
