"""A feed as its file says it: names unified, values untouched, nothing decided.

Every reader (XML, JSON, feedparser) gives this; ``adapt`` turns it into the parsed
feed and holds all tolerance for the values.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class RawLink(NamedTuple):
    rel: str
    address: str
    content_type: str = ""
    size: str = ""


class RawFile(NamedTuple):
    address: str
    content_type: str = ""
    size: str = ""
    duration: str = ""


@dataclass(slots=True)
class RawEntry:
    """One item, or the feed's own head: both are made of the same elements."""

    #: Single values by short name ("prism:doi", "pubdate"); the first one wins.
    facts: dict[str, str] = field(default_factory=dict)
    links: list[RawLink] = field(default_factory=list)
    #: HTML; plain texts were escaped.
    contents: list[str] = field(default_factory=list)
    summaries: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    #: Taken when there are no authors.
    contributors: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    files: list[RawFile] = field(default_factory=list)
    base: str = ""  # xml:base, may itself be relative
    language: str = ""  # xml:lang

    def parts(self) -> tuple[str, ...]:
        """Every value, in one order: equal parts are an equal entry."""
        return (
            *self.facts,
            *self.facts.values(),
            *(value for link in self.links for value in link),
            *self.contents,
            *self.summaries,
            *self.authors,
            *self.contributors,
            *self.categories,
            *self.identifiers,
            *self.images,
            *(value for file in self.files for value in file),
            self.base,
            self.language,
        )

    def note(self, name: str, value: str) -> None:
        """Keeps a single value, unless there is one."""
        if value and name not in self.facts:
            self.facts[name] = value


@dataclass(slots=True)
class RawFeed:
    format: str
    head: RawEntry = field(default_factory=RawEntry)
    entries: list[RawEntry] = field(default_factory=list)
    remarks: set[str] = field(default_factory=set)
