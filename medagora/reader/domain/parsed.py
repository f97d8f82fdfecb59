"""A feed as it was read, whatever its format: what ``reading.read_feed`` gives.

All of it is safe to store and show: HTML went through nh3, addresses are absolute
http(s), dates are aware and in UTC, texts are tidy and of bounded length.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file beside an entry: the sound of a podcast, a film, a PDF."""

    address: str
    content_type: str = ""
    size: int = 0  # bytes; 0 when it was not said
    seconds: int = 0  # how long it plays; 0 when it was not said


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One item of a feed; empty where the feed says nothing."""

    guid: str = ""
    link: str = ""
    title: str = ""  # plain text
    html: str = ""  # cleaned; the longest that the feed gives
    text: str = ""  # the same without tags, for search and the first lines
    summary: str = ""  # plain; a short text of the feed's own, else ""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    language: str = ""
    categories: tuple[str, ...] = ()
    doi: str = ""  # lower case, without "doi:" or a resolver
    pmid: str = ""  # digits
    journal: str = ""  # prism:publicationName
    volume: str = ""
    issue: str = ""
    pages: str = ""
    image: str = ""
    chapters: str = ""  # address of a podcast's chapters (JSON)
    comments: str = ""  # address of the page where it is discussed
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """The feed itself and its entries in the order of the file."""

    format: str  # "rss", "rdf", "atom", "json"
    title: str = ""
    description: str = ""
    site: str = ""  # the page that it belongs to
    language: str = ""
    image: str = ""
    authors: tuple[str, ...] = ()
    address: str = ""  # where it says that it lives (rel="self")
    moved_to: str = ""  # itunes:new-feed-url
    hub: str = ""  # WebSub
    ttl_minutes: int = 0  # RSS ttl, or syndication period; 0 when it was not said
    skip_hours: tuple[int, ...] = ()  # UTC
    skip_days: tuple[int, ...] = ()  # Monday is 0
    is_podcast: bool = False
    #: Those that are new or have changed, if the reader said which it knows.
    entries: tuple[ParsedEntry, ...] = ()
    #: 64 bits of each item of the file: what the next reading may skip.
    digests: tuple[int, ...] = ()
    #: What had to be mended, as stable words: "recovered", "wrong_encoding",
    #: "undeclared_prefix", "bad_date", "fallback_parser" …
    remarks: tuple[str, ...] = field(default=())
