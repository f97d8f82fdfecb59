"""What an engine keeps: topics with their terms, resources with their words."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a term is to its topic; the first that fits is shown."""

    NAME = "name"
    LAY = "lay"
    CLINICAL = "clinical"
    CODE = "code"


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


@dataclass(frozen=True)
class ResourceDocument:
    """A published resource; ``published`` counts seconds, for "newest first"."""

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

    @property
    def id(self) -> str:
        return resource_id(self.uid)


Document = TopicDocument | ResourceDocument
Documents = Iterable[Document]


def topic_id(slug: str) -> str:
    return f"topic:{slug}"


def resource_id(uid: str) -> str:
    return f"resource:{uid}"
