"""Instruments from their files. A file that breaks a rule is a bug and raises."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from medagora.appraisal.domain.findings import Criterion
from medagora.appraisal.domain.instruments.shapes import (
    NOT_APPLICABLE,
    Choice,
    Forced,
    Instrument,
    Item,
    Measure,
    Part,
    Section,
)

#: In the order in which people are offered them. QUEST and Brief DISCERN are missing:
#: the weights of the one and the items of the other could not be checked at the source.
KEYS = (
    "discern",
    "jama",
    "hon",
    "pemat-p",
    "pemat-av",
    "cdc",
    "healthnewsreview",
)
_FOLDER = "medagora.appraisal.domain.instruments"


def list_instruments() -> tuple[Instrument, ...]:
    return tuple(instrument(key) for key in KEYS)


def find_instrument(key: str) -> Instrument | None:
    """The instrument, or None for a key that is none."""
    return instrument(key) if key in KEYS else None


@lru_cache(maxsize=len(KEYS))
def instrument(key: str) -> Instrument:
    """The instrument of a known key; KeyError for any other."""
    if key not in KEYS:
        raise KeyError(key)
    place = files(_FOLDER) / "files" / f"{key}.toml"
    made = read(place.read_text(encoding="utf-8"))
    if made.key != key:
        raise ValueError(f"{key}.toml calls itself {made.key}")
    return made


def read(text: str) -> Instrument:
    """The instrument that a file describes; ValueError where it contradicts itself."""
    plain = tomllib.loads(text)
    scale = tuple(
        Choice(step["value"], step["points"], step["label"])
        for step in plain.pop("scale")
    )
    made = Instrument(
        scale=scale,
        sections=tuple(_section(row, scale) for row in plain.pop("section")),
        parts=tuple(_part(row) for row in plain.pop("part")),
        **plain,
    )
    _check(made)
    return made


def _section(row: dict[str, Any], scale: tuple[Choice, ...]) -> Section:
    items = tuple(_item(item, scale) for item in row["item"])
    return Section(row["key"], row["name"], items)


def _part(row: dict[str, Any]) -> Part:
    return Part(
        key=row["key"],
        name=row["name"],
        measure=Measure(row["measure"]),
        sections=tuple(row["sections"]),
        is_whole=row.get("is_whole", False),
    )


def _item(row: dict[str, Any], scale: tuple[Choice, ...]) -> Item:
    item = Item(
        id=row["id"],
        short=row["short"],
        question=row["question"],
        hint=row["hint"],
        choices=_choices(row, scale),
        criteria=tuple(Criterion(word) for word in row.get("criteria", ())),
        may_be_left_out=row.get("may_be_left_out", False),
        forced=tuple(
            Forced(rule["item"], rule["is"], rule["to"])
            for rule in row.get("forced", ())
        ),
    )
    if item.left_to_people != row.get("left_to_people", False):
        raise ValueError(f"{item.id}: either criteria or left_to_people")
    return item


def _choices(row: dict[str, Any], scale: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The scale as this item has it: all steps or some, perhaps with turned points."""
    allowed = row.get("answers", [choice.value for choice in scale])
    if not row.get("is_reversed", False):
        return tuple(choice for choice in scale if choice.value in allowed)
    points = [choice.points for choice in reversed(scale)]
    turned = zip(scale, points, strict=True)
    return tuple(
        Choice(choice.value, own, choice.label)
        for choice, own in turned
        if choice.value in allowed
    )


def _check(made: Instrument) -> None:
    ids = [item.id for item in made.items]
    if len(set(ids)) != len(ids):
        raise ValueError(f"{made.key}: an id stands twice")
    known = {section.key for section in made.sections}
    for part in made.parts:
        if not known.issuperset(part.sections):
            raise ValueError(f"{made.key}: {part.key} names an unknown section")
    for place, item in enumerate(made.items):
        # rules look back only, so that one walk over the items settles them all
        if any(rule.item not in ids[:place] for rule in item.forced):
            raise ValueError(f"{item.id}: a rule looks ahead")
        reachable = {*item.values, NOT_APPLICABLE}
        if any(rule.to not in reachable for rule in item.forced):
            raise ValueError(f"{item.id}: a rule forces an unknown answer")
