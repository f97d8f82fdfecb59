"""What an engine keeps: topics with their terms, and content with its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a term is to its topic; the first that fits is shown."""

    NAME = "name"
    LAY = "lay"
    CLINICAL = "clinical"
    CODE = "code"
    SAYING = "saying"  # what people say who do not know the word
    MISSPELT = "misspelt"  # found, and only shown as it should be written


#: Terms that only speakers of their language know.
PLAIN_ROLES = frozenset({Role.LAY, Role.SAYING, Role.MISSPELT})


@dataclass(frozen=True)
class TopicTerm:
    """One way to say a topic; ``language`` is empty for a code."""

    topic: str
    language: str
    text: str
    role: Role


@dataclass(frozen=True)
class TopicDocument:
    slug: str
    terms: tuple[TopicTerm, ...]

    @property
    def id(self) -> str:
        return topic_id(self.slug)


class Sort(StrEnum):
    """What a piece of content is."""

    RESOURCE = "resource"
    COLLECTION = "collection"
    ENTRY = "entry"  # of a source, not older than the reader room says
    PAGE = "page"  # that people judged and nobody chose
    QUESTION = "question"  # that somebody asked and everybody may read


class Mark(StrEnum):
    """What is known of a piece of content; some count when hits are put in order."""

    CONFIRMED = "confirmed"  # two people agreed to it
    CHECKED = "checked"  # its link answered when it was last looked at
    APPRAISED = "appraised"  # people judged it with an instrument
    FREE = "free"
    RETRACTED = "retracted"
    QUESTION = "question"  # all of them: so that a query can say that it wants them
    ANSWERED = "answered"
    HELPED = "helped"  # whoever asked said so of an answer
    PROFESSIONAL = "by-professional"  # an answer is by a verified one
    ONE_TOPIC = "one-topic"  # a resource that is on nothing else
    TWO_TOPICS = "two-topics"


@dataclass(frozen=True)
class ContentDocument:
    """What can be found. ``uid`` is its key among its sort; ``published`` counts
    seconds, for "newest first"; ``codes`` look like "pmid:31978945"."""

    uid: str
    titles: tuple[str, ...]
    descriptions: tuple[str, ...] = ()
    publisher: str = ""
    host: str = ""
    languages: tuple[str, ...] = ()
    audience: str = "both"
    kind: str = "website"
    topics: tuple[str, ...] = ()
    published: int = 0
    sort: Sort = Sort.RESOURCE
    country: str = ""
    marks: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return content_id(self.uid, self.sort)


Document = TopicDocument | ContentDocument
Documents = Iterable[Document]


def topic_id(slug: str) -> str:
    return f"topic:{slug}"


def content_id(uid: str, sort: Sort = Sort.RESOURCE) -> str:
    return f"{sort.value}:{uid}"
