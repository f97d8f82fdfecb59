"""Sources of the catalogue and what they publish."""

from datetime import datetime

from pydantic import Field

from medagora.api.schemas.shapes import Shape


class Source(Shape):
    source: int = Field(description="Its number in the reader.")
    title: str
    sort: str = Field(description="journal, news, blog, podcast, video or other")
    language: str
    site: str
    resource_uid: str
    is_ended: bool
    entries: int = Field(description="Kept here at present.")


class Said(Shape):
    kind: str = Field(description="retraction, concern or correction")
    doi: str = Field(description="Of the notice itself, if known.")
    by_machine: bool = Field(description="Only a title says so, as a machine read it.")


class Entry(Shape):
    entry: int = Field(description="Its number in the reader.")
    source: int
    source_title: str
    sort: str
    title: str
    summary: str
    link: str
    authors: list[str]
    published_at: datetime | None
    arrived_at: datetime
    language: str
    doi: str
    pmid: str
    media: str
    media_type: str
    open_copy: str = Field(description="A free copy, if one is known.")
    notices: list[Said]


class Entries(Shape):
    """Without numbers of pages: new entries come all the time."""

    items: list[Entry]
    next: str | None = Field(description="For ?cursor=; null at the end.")


class Sources(Shape):
    items: list[Source]


class BundleItem(Shape):
    uid: str
    title: str
    address: str


class Bundle(Shape):
    """What somebody who follows a topic in a language is given."""

    topic: str
    language: str
    is_chosen: bool = Field(description="By a curator; else found by a fixed rule.")
    items: list[BundleItem]
