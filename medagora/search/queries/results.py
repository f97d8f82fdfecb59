"""What a search gives: topics, resources with their reasons, and other choices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from medagora.catalogue.queries import Card
from medagora.search.domain.marking import Piece, Where
from medagora.search.domain.requests import ResourceAnswer, SearchRequest, WordGroup
from medagora.search.domain.topic_matching import TopicMatch
from medagora.topics.queries import TopicCard
from medagora.web.paging import Page


class Matching(StrEnum):
    """How the resources fit the words that were typed."""

    ALL = "all"
    START = "start"  # the last word was taken for a beginning
    SOME = "some"  # at least half of the words


@dataclass(frozen=True)
class Found:
    """What the engine answered, and to which of our questions."""

    answer: ResourceAnswer
    matching: Matching
    groups: tuple[WordGroup, ...]
    is_widened: bool = False

    @property
    def has_any(self) -> bool:
        """Is there anything, be it in another language?"""
        return bool(self.answer.total or self.answer.facets.language)

    @property
    def topics_by_word(self) -> dict[str, frozenset[str]]:
        return {group.word: group.topics for group in self.groups}


@dataclass(frozen=True)
class TopicHit:
    card: TopicCard
    match: TopicMatch

    @property
    def is_by_name(self) -> bool:
        """Was it found by the very name that is shown?"""
        return self.match.term.text == self.card.name


@dataclass(frozen=True)
class HitReason:
    """Why a resource was found: the words as they stand there, and where."""

    where: Where
    words: tuple[str, ...]
    topic: TopicCard | None = None


@dataclass(frozen=True)
class ResourceHit:
    card: Card
    title: tuple[Piece, ...]
    description: tuple[Piece, ...]
    topics: tuple[TopicCard, ...]
    reasons: tuple[HitReason, ...]
    #: Names of the curators who agreed to it.
    chosen_by: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class SearchResults:
    request: SearchRequest
    topics: tuple[TopicHit, ...] = ()
    #: When no topic fits: those that have some of the words.
    near_topics: tuple[TopicCard, ...] = ()
    page: Page[ResourceHit] = field(default_factory=lambda: Page([], 1, 1, 0))
    matching: Matching = Matching.ALL
    languages: tuple[Choice, ...] = ()
    audiences: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    in_topics: tuple[Choice, ...] = ()
    #: The topic of the filter, by name; None when it is not set or unknown.
    filter_topic: TopicCard | None = None
    did_you_mean: str = ""
    #: Nothing in the reader's own language: these are in others, and say so.
    is_widened: bool = False
    #: The index is being rebuilt: only topics could be found.
    is_degraded: bool = False

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
