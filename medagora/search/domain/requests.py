"""What can be asked of a search, and of an engine."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from medagora.catalogue.domain.words import Audience, Kind
from medagora.kernel import languages
from medagora.kernel.query_language import Node
from medagora.kernel.refusals import BadInput
from medagora.search.domain.documents import Mark, Sort

#: Marks that only questions of people have: whoever asks for one wants questions.
QUESTION_MARKS = (Mark.QUESTION, Mark.ANSWERED, Mark.HELPED, Mark.PROFESSIONAL)
#: Marks that a reader can ask for.
ASKED_MARKS = (
    Mark.CONFIRMED,
    Mark.CHECKED,
    Mark.FREE,
    Mark.APPRAISED,
    *QUESTION_MARKS,
)


def asks_for_questions(marks: Iterable[str]) -> bool:
    return not set(QUESTION_MARKS).isdisjoint(marks)


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"


#: "Language does not matter", said on purpose.
ANY = "any"
PAGE_SIZE = 20
LAST_PAGE = 50
MAX_SLUG = 80


@dataclass(frozen=True)
class SearchRequest:
    """What a reader asks; ``language`` empty means: in the reader's own."""

    text: str = ""
    reader: str = "en"
    language: str = ""
    audience: str = ""
    kind: str = ""
    topic: str = ""
    #: Each of these must be so.
    marks: tuple[Mark, ...] = ()
    order: str = ""
    #: Any of the words is enough.
    is_broad: bool = False
    #: As it was typed: no slip is mended.
    is_exact: bool = False
    page: int = 1
    size: int = PAGE_SIZE

    @classmethod
    def from_params(
        cls,
        params: Mapping[str, str],
        *,
        reader: str,
        audience: str = "",
        size: int = PAGE_SIZE,
    ) -> "SearchRequest":
        """The request in an address; BadInput for a filter that means nothing.

        ``audience`` is the reader's standing choice; ?audience= overrules it.
        """
        asked = params.get("audience", "") or audience
        return cls(
            text=params.get("q", "").strip(),
            reader=reader,
            language=_language(params.get("language", "")),
            audience=_audience(asked),
            kind=_kind(params.get("kind", "")),
            topic=params.get("topic", "")[:MAX_SLUG],
            marks=read_marks(params.get("is", "")),
            order=_order(params.get("order", "")),
            is_broad=params.get("words", "") == "any",
            is_exact=params.get("words", "") == "exact",
            page=_page(params.get("page", "")),
            size=size,
        )

    @property
    def wanted_language(self) -> str:
        """The language that resources must speak; empty when it does not matter."""
        return "" if self.language == ANY else self.language or self.reader

    @property
    def wants_questions(self) -> bool:
        """Only what people asked, instead of resources."""
        return asks_for_questions(self.marks)

    @property
    def is_narrowed(self) -> bool:
        """By a filter or an order, so that both are in sight."""
        return bool(self.kind or self.topic or self.marks or self.order)

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.kind or self.topic)


def _language(value: str) -> str:
    if value in {"", ANY}:
        return value
    if not languages.is_known(value):
        raise BadInput("There is no such language to search in.", field="language")
    return languages.primary(value)


def _audience(value: str) -> str:
    if value not in {"", *Audience}:
        raise BadInput("There is no such audience.", field="audience")
    return "" if value == Audience.BOTH else value


def _kind(value: str) -> str:
    if value not in {"", *Kind}:
        raise BadInput("There is no such kind of resource.", field="kind")
    return value


def read_marks(value: str) -> tuple[Mark, ...]:
    """The marks in "free,checked"; BadInput for one that nobody can ask for."""
    asked = tuple(dict.fromkeys(filter(None, value.split(","))))
    if not set(asked) <= {mark.value for mark in ASKED_MARKS}:
        raise BadInput("There is no such filter.", field="is")
    return tuple(Mark(mark) for mark in asked)


def _order(value: str) -> str:
    if value not in {"", *Order}:
        raise BadInput("There is no such order.", field="order")
    return "" if value == Order.RELEVANCE else value


def _page(value: str) -> int:
    return min(max(int(value), 1), LAST_PAGE) if value.isdecimal() else 1


@dataclass(frozen=True)
class Filters:
    """What a piece of content must be; empty means anything. Topics: one of these;
    marks: all of these; days as seconds."""

    language: str = ""
    audience: str = ""
    kind: str = ""
    topics: Collection[str] = ()
    marks: Collection[Mark] = ()

    @property
    def audiences(self) -> tuple[str, ...]:
        """The values that satisfy the audience: what is for both is for each."""
        return (self.audience, Audience.BOTH.value) if self.audience else ()


class Need(StrEnum):
    """How many of the words a hit must have."""

    ALL = "all"
    #: One of them, or a topic that the question names; more and rarer ones count more.
    SOME = "some"


@dataclass(frozen=True)
class Synonym:
    """Another way to say a word: all of these stems; ``weight`` from 0 to 1."""

    stems: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class WordGroup:
    """A word, its stems, the topics whose terms have it, other words for it: any of
    these is enough."""

    word: str
    topics: frozenset[str] = frozenset()
    #: Words that begin like this are enough too.
    is_start: bool = False
    #: Empty: the word itself, as it is.
    stems: tuple[str, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    #: Only says what is wanted: counts less, and need not be there.
    is_intent: bool = False
    #: Very many have it: where some of the words are enough, it is not enough alone.
    is_frequent: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        return self.stems or (self.word,)


@dataclass(frozen=True)
class Wishes:
    """What comes first among what fits: nothing is left out for it."""

    #: Topics that the whole question names.
    best_topics: tuple[str, ...] = ()
    #: Topics that go with what is asked of it: food, children.
    also_topics: tuple[str, ...] = ()
    #: Topics of the question to which others shall be alike.
    same_topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    audience: str = ""
    #: Content in this language comes before all other.
    first_language: str = ""
    #: Stems that stand in the best hits, with weights.
    feedback: tuple[tuple[str, float], ...] = ()
    #: Later than this is fresh, in seconds.
    fresh_since: int = 0


@dataclass(frozen=True)
class ContentQuery:
    """What an engine is asked. Without groups: everything, the newest first."""

    groups: tuple[WordGroup, ...] = ()
    filters: Filters = Filters()
    need: Need = Need.ALL
    wishes: Wishes = Wishes()
    #: What a librarian wrote, instead of groups.
    tree: Node | None = None
    #: Slugs of the topics that a value of ``topic:`` or ``code:`` in the tree names.
    named_topics: Mapping[str, Collection[str]] = field(default_factory=dict)
    sort: Sort = Sort.RESOURCE
    #: It must have one of these: "pmid:31978945".
    codes: tuple[str, ...] = ()
    limit: int = PAGE_SIZE
    offset: int = 0
    #: Newest first whatever the words say.
    by_day: bool = False
    has_facets: bool = True

    @property
    def enough(self) -> int:
        """How many of the words a hit must have."""
        count = sum(not group.is_intent for group in self.groups) or len(self.groups)
        return count if self.need is Need.ALL else min(count, 1)

    @property
    def needed(self) -> tuple[WordGroup, ...]:
        """The groups that are counted; all of them if there is nothing else."""
        subjects = tuple(group for group in self.groups if not group.is_intent)
        if self.need is Need.ALL:
            return subjects or self.groups
        rare = tuple(group for group in subjects if not group.is_frequent)
        return rare or subjects or self.groups


@dataclass(frozen=True)
class Facets:
    """How many hits each other choice would give, by value."""

    language: Mapping[str, int] = field(default_factory=dict)
    audience: Mapping[str, int] = field(default_factory=dict)
    kind: Mapping[str, int] = field(default_factory=dict)
    topic: Mapping[str, int] = field(default_factory=dict)
    mark: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ContentAnswer:
    """The uids of one page in order, how many there are in all, and the facets.

    Each facet is counted as if its own filter were not set.
    """

    uids: tuple[str, ...]
    total: int
    facets: Facets = Facets()


@dataclass(frozen=True)
class Part:
    """A part of a hit's score: a word or a wish, and what it gave."""

    name: str
    score: float
