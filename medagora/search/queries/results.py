"""What a search gives: topics, resources with their reasons, and other choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from medagora.appraisal.queries.for_search import JudgedWith
from medagora.catalogue.queries import Card
from medagora.catalogue.queries.for_search import PublicCollection
from medagora.community.queries.for_search import QuestionRow
from medagora.reader.queries.for_search import FreshCard
from medagora.search.domain.documents import Sort, TopicTerm
from medagora.search.domain.marking import Piece, Where
from medagora.search.domain.misspellings import right_form
from medagora.search.domain.requests import (
    ContentAnswer,
    ContentQuery,
    SearchRequest,
    WordGroup,
)
from medagora.search.domain.topic_matching import TopicMatch
from medagora.search.domain.words import words_of
from medagora.topics.queries import TopicCard
from medagora.web.paging import Page


class Matching(StrEnum):
    """How the resources fit the words that were typed."""

    ALL = "all"
    MOST = "most"  # a few have all words, the others some
    START = "start"  # the last word was taken for a beginning
    SOME = "some"  # none has all words, these have some
    ANY = "any"  # as the reader asked


@dataclass(frozen=True)
class Found:
    """What the engine answered, and to which of our questions."""

    answer: ContentAnswer
    matching: Matching
    query: ContentQuery
    is_widened: bool = False

    @property
    def groups(self) -> tuple[WordGroup, ...]:
        return self.query.groups

    @property
    def has_any(self) -> bool:
        """Is there anything, be it in another language?"""
        return bool(self.answer.total or self.answer.facets.language)

    @property
    def topics_by_word(self) -> dict[str, frozenset[str]]:
        return {group.word: group.topics for group in self.groups}


@dataclass(frozen=True)
class Beside:
    """What stands on the first page beside the hits."""

    answers: Mapping[Sort, ContentAnswer] = field(default_factory=dict)
    #: Uids of pages in other languages, where none of the own is on the topic.
    elsewhere: tuple[str, ...] = ()
    #: The kind that was asked for, where there is none.
    missing_kind: str = ""


@dataclass(frozen=True)
class TopicHit:
    card: TopicCard
    match: TopicMatch
    #: Resources on it in the reader's language.
    count: int = 0

    @property
    def found_by(self) -> TopicTerm:
        """The term as it is shown."""
        term = self.match.term
        return replace(term, text=right_form(term))

    @property
    def is_by_name(self) -> bool:
        """Was it found by the very name that is shown, be it with a slip?"""
        words = words_of(self.found_by.text)
        return not words or words == words_of(self.card.name)


@dataclass(frozen=True)
class HitReason:
    """Why a resource was found: the words as they stand there, and where."""

    where: Where
    words: tuple[str, ...]
    topic: TopicCard | None = None
    #: False: in a text of another language than the one that is shown.
    is_shown: bool = True


@dataclass(frozen=True)
class ResourceHit:
    card: Card
    title: tuple[Piece, ...]
    description: tuple[Piece, ...]
    topics: tuple[TopicCard, ...]
    reasons: tuple[HitReason, ...]
    #: Names of the curators who agreed to it.
    chosen_by: tuple[str, ...] = ()
    #: How people judged it, by instrument.
    judged: tuple[JudgedWith, ...] = ()


@dataclass(frozen=True)
class CollectionHit:
    card: PublicCollection
    title: tuple[Piece, ...]


@dataclass(frozen=True)
class EntryHit:
    card: FreshCard
    title: tuple[Piece, ...]


@dataclass(frozen=True)
class QuestionHit:
    card: QuestionRow
    title: tuple[Piece, ...]


@dataclass(frozen=True)
class Reference:
    """A DOI or PMID that was typed, and where it leads."""

    name: str
    address: str


@dataclass(frozen=True)
class HitGroup:
    """Hits that speak the reader's language, or those that do not."""

    is_own_language: bool
    hits: tuple[ResourceHit, ...]


@dataclass(frozen=True)
class Choice:
    """A value of a filter and how many resources it would give."""

    value: str
    count: int
    name: str = ""
    is_chosen: bool = False
    #: Of a filter that takes several: its value when this one is pressed.
    toggle: str = ""


@dataclass(frozen=True)
class SearchResults:
    request: SearchRequest
    topics: tuple[TopicHit, ...] = ()
    #: When no page of the reader's language is on the topic: a few that are, in others.
    elsewhere: tuple[ResourceHit, ...] = ()
    #: When no topic fits: those that have some of the words.
    near_topics: tuple[TopicCard, ...] = ()
    page: Page[ResourceHit] = field(default_factory=lambda: Page([], 1, 1, 0))
    matching: Matching = Matching.ALL
    languages: tuple[Choice, ...] = ()
    audiences: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    in_topics: tuple[Choice, ...] = ()
    marks: tuple[Choice, ...] = ()
    collections: tuple[CollectionHit, ...] = ()
    entries: tuple[EntryHit, ...] = ()
    #: What people asked: a few beside the resources, or the page instead of them.
    questions: Page[QuestionHit] = field(default_factory=lambda: Page([], 1, 1, 0))
    shows_questions: bool = False
    reference: Reference | None = None
    #: A librarian wrote it, in the language of queries.
    is_a_query: bool = False
    #: The topic of the filter, by name; None when it is not set or unknown.
    filter_topic: TopicCard | None = None
    #: The kind that was asked for, of which there is none.
    missing_kind: str = ""
    #: What was searched for instead of what was typed, because a word stands nowhere.
    taken_for: str = ""
    #: What may have been meant as well; nothing was replaced by it.
    proposed: str = ""
    #: Nothing in the reader's own language: these are in others, and say so.
    is_widened: bool = False
    #: The index is being rebuilt: only topics could be found.
    is_degraded: bool = False

    @property
    def is_worth_widening(self) -> bool:
        """Several words were needed; fewer would find more. What a librarian wrote
        means what it says."""
        is_several = len(self.request.text.split()) > 1
        return is_several and not (self.request.order or self.is_a_query)

    @property
    def is_in_one_language(self) -> bool:
        return bool(self.request.wanted_language) and not self.is_widened

    @property
    def other_languages(self) -> tuple[Choice, ...]:
        """Languages that are not shown now and have something."""
        if not self.is_in_one_language:
            return ()
        shown = self.request.wanted_language
        return tuple(choice for choice in self.languages if choice.value != shown)

    @property
    def groups(self) -> tuple[HitGroup, ...]:
        """The page's hits: the reader's own language first, then the others."""
        own = self.request.reader
        speaks = [(own in hit.card.languages, hit) for hit in self.page.rows]
        if self.is_in_one_language:
            return _groups([(self.request.wanted_language == own, speaks)])
        parts = [
            (is_own, [pair for pair in speaks if pair[0] is is_own])
            for is_own in (True, False)
        ]
        return _groups(parts)


def _groups(
    parts: Iterable[tuple[bool, list[tuple[bool, ResourceHit]]]],
) -> tuple[HitGroup, ...]:
    return tuple(
        HitGroup(is_own, tuple(hit for _speaks, hit in pairs))
        for is_own, pairs in parts
        if pairs
    )
