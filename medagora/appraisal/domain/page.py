"""A page as the criteria see it, whatever it was made of.

``adapt`` makes it from bytes and holds all tolerance; criteria only read it.
Offsets are characters of ``Page.text``.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import Any, NamedTuple

_END = attrgetter("end")


class PageState(StrEnum):
    """What came. Anything but READ gives a finding that says so."""

    READ = "read"
    EMPTY = "empty"  # hardly a word: drawn by scripts, or really empty
    WALLED = "walled"  # a login, payment or robot check stands before the text
    WRONG_TYPE = "wrong_type"  # a picture, a film, an archive, data
    BROKEN = "broken"  # it says that it is a page, and no parser can read it
    TOO_BIG = "too_big"


class Medium(StrEnum):
    HTML = "html"
    PDF = "pdf"
    PLAIN = "plain"


class Region(StrEnum):
    """Which part of the page a block stands in."""

    MAIN = "main"
    HEADER = "header"
    NAVIGATION = "navigation"
    ASIDE = "aside"
    FOOTER = "footer"
    COMMENTS = "comments"
    NOTICE = "notice"  # cookie notes, pop-ups


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CELL = "cell"
    CAPTION = "caption"
    CONTROL = "control"  # a button or a link that stands alone


class Block(NamedTuple):
    """``Page.text[start:end]``: one heading, paragraph, list item, …"""

    start: int
    end: int
    kind: BlockKind
    region: Region = Region.MAIN
    level: int = 0  # of a heading, 1 to 6


class Link(NamedTuple):
    """``address`` is absolute; ``start`` is where its words stand, None if nowhere."""

    address: str
    words: str
    region: Region = Region.MAIN
    rel: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """``text`` is its alt attribute; None when it has none, "" when decorative."""

    address: str
    text: str | None


class Load(StrEnum):
    """How something from another address comes to the page."""

    SCRIPT = "script"
    FRAME = "frame"
    IMAGE = "image"
    STYLE = "style"
    FORM = "form"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Loaded:
    address: str  # absolute
    host: str
    load: Load


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A date in the markup: ``source`` is "article:modified_time", "time",
    "dateModified" (JSON-LD), "last-modified" (header), …; ``raw`` as written;
    ``start`` where it is also visible in the text."""

    source: str
    raw: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Colours:
    """Text and background of an inline style, as written."""

    text: str
    background: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the criteria may ask. Bounded: see ``adapt.limits``."""

    address: str
    state: PageState
    medium: Medium = Medium.HTML
    #: Blocks joined by line breaks; what a reader sees, without scripts and styles.
    text: str = ""
    blocks: tuple[Block, ...] = ()
    title: str = ""
    description: str = ""
    #: The language of the text as guessed; "" when it cannot be told.
    language: str = ""
    #: What the page says of itself (the ``lang`` attribute, header), "" for nothing.
    language_said: str = ""
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    loads: tuple[Loaded, ...] = ()
    times: tuple[TimeMark, ...] = ()
    colours: tuple[Colours, ...] = ()
    #: ``meta`` elements by lower-case name or property, the first of each.
    meta: Mapping[str, str] = field(default_factory=dict)
    #: JSON-LD objects, graphs flattened.
    linked_data: tuple[Mapping[str, Any], ...] = ()
    #: Response headers, lower-case names.
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Words that an element of the markup carries for a person's name: itemprop,
    #: rel=author, class "author" or "byline", as (words, start).
    bylines: tuple[tuple[str, int | None], ...] = ()
    #: Class names and calls that open windows over the page ("modal", "window.open").
    pop_ups: tuple[str, ...] = ()
    #: Elements that only shops have: a price with currency in schema.org, a cart.
    shop_signs: tuple[str, ...] = ()
    #: The ``lang`` attribute of the page as written; "" when it has none.
    language_attribute: str = ""
    #: Why it could not be read, or not wholly: "" or "robots", "login", "payment",
    #: "password", "scripts", "cut".
    reason: str = ""

    def words_of(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def region_at(self, start: int) -> Region:
        """The region of the block that holds this place; MAIN between blocks."""
        block = self.block_at(start)
        return block.region if block else Region.MAIN

    def block_at(self, start: int) -> Block | None:
        """By bisection: blocks are sorted and do not overlap."""
        place = bisect_right(self.blocks, start, key=_END)
        if place < len(self.blocks) and self.blocks[place].start <= start:
            return self.blocks[place]
        return None
