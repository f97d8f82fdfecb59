"""What can be asked of a search, and of an engine."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from medagora.catalogue.domain.words import Audience, Kind
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput

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
            page=_page(params.get("page", "")),
            size=size,
        )

    @property
    def wanted_language(self) -> str:
        """The language that resources must speak; empty when it does not matter."""
        return "" if self.language == ANY else self.language or self.reader

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


def _page(value: str) -> int:
    return min(max(int(value), 1), LAST_PAGE) if value.isdecimal() else 1


@dataclass(frozen=True)
class Filters:
    """What a resource must be; empty means anything. Topics: one of these."""

    language: str = ""
    audience: str = ""
    kind: str = ""
    topics: Collection[str] = ()

    @property
    def audiences(self) -> tuple[str, ...]:
        """The values that satisfy the audience: what is for both is for each."""
        return (self.audience, Audience.BOTH.value) if self.audience else ()


class Need(StrEnum):
    """How many of the words a resource must have."""

    ALL = "all"
    #: Half of them; what covers a topic that the question names is enough too.
    SOME = "some"


@dataclass(frozen=True)
class WordGroup:
    """A word, and the topics whose terms have it: either is enough."""

    word: str
    topics: frozenset[str] = frozenset()
    #: Words that begin like this are enough too.
    is_start: bool = False


@dataclass(frozen=True)
class ResourceQuery:
    """What an engine is asked. Without groups: everything, the newest first."""

    groups: tuple[WordGroup, ...] = ()
    filters: Filters = Filters()
    need: Need = Need.ALL
    #: Topics that the whole question names: what covers them comes first.
    best_topics: tuple[str, ...] = ()
    #: Resources in this language come before all others.
    first_language: str = ""
    limit: int = PAGE_SIZE
    offset: int = 0

    @property
    def enough(self) -> int:
        """How many of the words a resource must have."""
        count = len(self.groups)
        return count if self.need is Need.ALL else (count + 1) // 2


@dataclass(frozen=True)
class Facets:
    """How many resources each other choice would give, by value."""

    language: Mapping[str, int]
    audience: Mapping[str, int]
    kind: Mapping[str, int]
    topic: Mapping[str, int]


@dataclass(frozen=True)
class ResourceAnswer:
    """The uids of one page in order, how many there are in all, and the facets.

    Each facet is counted as if its own filter were not set.
    """

    uids: tuple[str, ...]
    total: int
    facets: Facets
