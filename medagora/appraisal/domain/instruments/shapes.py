"""What an instrument is made of: sections of items, a scale, parts that are scored."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from medagora.appraisal.domain.findings import Criterion

#: The answer that leaves an item out, where the instrument allows it.
NOT_APPLICABLE = "na"


class Measure(StrEnum):
    """How the answers of a part become one figure."""

    SUM = "sum"
    COUNT = "count"  # so many of the items that apply
    PERCENT = "percent"  # the share of them


@dataclass(frozen=True)
class Choice:
    """One step of the scale; steps stand in order, the lowest first."""

    value: str
    points: int
    label: str


@dataclass(frozen=True)
class Forced:
    """When the other item's answer is ``value``, this item's answer is ``to``."""

    item: str
    value: str
    to: str


@dataclass(frozen=True)
class Item:
    """One question, with an id that never changes ("discern.4").

    ``criteria`` are what the engine shows beside it, as help and never as the answer;
    an item without any is left to people.
    """

    id: str
    short: str
    question: str
    hint: str
    choices: tuple[Choice, ...]
    criteria: tuple[Criterion, ...] = ()
    may_be_left_out: bool = False
    forced: tuple[Forced, ...] = ()

    @property
    def left_to_people(self) -> bool:
        """True when a machine sees nothing that bears on it."""
        return not self.criteria

    @property
    def values(self) -> tuple[str, ...]:
        """Every answer that a person may give."""
        own = tuple(choice.value for choice in self.choices)
        return (*own, NOT_APPLICABLE) if self.may_be_left_out else own

    def points_of(self, value: str) -> int | None:
        """The points of an answer; None for one that leaves the item out."""
        for choice in self.choices:
            if choice.value == value:
                return choice.points
        return None


@dataclass(frozen=True)
class Section:
    key: str
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Part:
    """Sections that give one figure. ``is_whole``: none if an item was left out."""

    key: str
    name: str
    measure: Measure
    sections: tuple[str, ...]
    is_whole: bool = False


@dataclass(frozen=True)
class Instrument:
    """One published set of criteria. ``version`` is that of our file."""

    key: str
    version: str
    name: str
    about: str
    reading: str
    source: str
    address: str
    licence: str
    scale: tuple[Choice, ...]
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.sections for item in section.items)

    def items_of(self, part: Part) -> Iterator[Item]:
        for section in self.sections:
            if section.key in part.sections:
                yield from section.items

    def find_item(self, item_id: str) -> Item | None:
        return next((item for item in self.items if item.id == item_id), None)

    def texts(self) -> Iterator[str]:
        """Every sentence that people read, for translation; sources stay as written."""
        yield from (self.about, self.reading, self.licence)
        yield from (choice.label for choice in self.scale)
        yield from (part.name for part in self.parts)
        for section in self.sections:
            yield section.name
            for item in section.items:
                yield from (item.short, item.question, item.hint)
