"""What stands in a file that somebody brings from another reading program."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from medagora.kernel.refusals import BadInput
from medagora.kernel.text import shorten, tidy
from medagora.reader.domain.feed_addresses import clean_feed_address, feed_key
from medagora.reader.domain.parsed import ParsedEntry

MOST_SOURCES = 20_000
MOST_ENTRIES = 50_000
LONGEST_FOLDER = 100
LONGEST_TITLE = 300


class Origin(StrEnum):
    """Which program wrote a file, as far as its form tells."""

    OPML = "opml"
    FRESHRSS = "freshrss"
    INOREADER = "inoreader"  # and whoever else writes like Google Reader did
    FEEDLY = "feedly"
    MINIFLUX = "miniflux"


class Note(StrEnum):
    """What should be said about a file that could be read."""

    MENDED = "mended"
    WRONG_ENCODING = "wrong-encoding"
    LABELS_LEFT = "labels-left"  # labels of single entries have no place here


@dataclass(frozen=True, slots=True)
class Place:
    """Where in what was brought something stands; 0 and "" where it is not known."""

    file: str = ""
    line: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A source that the person follows elsewhere. The address is clean."""

    address: str
    title: str = ""
    site: str = ""
    folder: str = ""  # "Upper / lower" when folders lie in each other
    language: str = ""
    place: Place = Place()
    #: Where two spellings of the address meet; asked for often, so worked out once.
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", feed_key(self.address))


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry with what the person did with it.

    ``source`` is None for a page that was saved without one. ``is_read`` is None where
    the file does not say. ``in_listing``: the file lists what its source brought, not
    only what was saved.
    """

    source: FoundSource | None
    entry: ParsedEntry
    is_read: bool | None
    is_saved: bool
    in_listing: bool = False
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something in the file that cannot be used, and why."""

    place: Place
    why: BadInput
    excerpt: str = ""


@dataclass(slots=True)
class Found:
    """Everything that one file, or a whole archive, holds."""

    origins: set[Origin] = field(default_factory=set)
    sources: list[FoundSource] = field(default_factory=list)
    entries: list[FoundEntry] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    notes: set[Note] = field(default_factory=set)

    def skip(self, place: Place, why: BadInput, excerpt: str = "") -> None:
        self.not_taken.append(NotTaken(place, why, tidy(excerpt, limit=200)))

    def add(self, other: "Found") -> None:
        """Takes in what another file of the same archive holds."""
        self.origins |= other.origins
        self.notes |= other.notes
        self.sources.extend(other.sources)
        self.entries.extend(other.entries)
        self.not_taken.extend(other.not_taken)
        self.check_size()

    def check_size(self) -> None:
        """BadInput when it is more than anybody reads."""
        if len(self.sources) > MOST_SOURCES:
            raise BadInput(
                "The file names more than %(most)s sources; that is more than can be "
                "taken at once.",
                most=format(MOST_SOURCES, ","),
            )
        if len(self.entries) + len(self.not_taken) > MOST_ENTRIES:
            raise BadInput(
                "The file holds more than %(most)s entries; that is more than can be "
                "taken at once.",
                most=format(MOST_ENTRIES, ","),
            )


def nothing_to_keep() -> BadInput:
    """What is said of an entry of which nothing could be shown."""
    return BadInput("It has neither a title nor an address.")


def found_source(
    address: str,
    place: Place,
    *,
    title: str = "",
    site: str = "",
    folders: Iterable[str] = (),
    language: str = "",
) -> FoundSource:
    """The source with clean and bounded fields, or BadInput for its address."""
    names = [name for each in folders if (name := tidy(each))]
    return FoundSource(
        address=clean_feed_address(address),
        title=tidy(title, limit=LONGEST_TITLE),
        site=site,
        folder=shorten(" / ".join(names), LONGEST_FOLDER),
        language=language,
        place=place,
    )


def without_doubles(
    sources: Iterable[FoundSource],
) -> tuple[list[FoundSource], list[FoundSource]]:
    """Each source once, the first that names it, and those that came again."""
    first: dict[str, FoundSource] = {}
    again = []
    for source in sources:
        if first.setdefault(source.key, source) is not source:
            again.append(source)
    return list(first.values()), again
