"""What the engine saw, laid out by the items of published instruments. No score: most
items ask for more than a machine sees, and many are left to people."""

from collections.abc import Iterable
from dataclasses import dataclass

from medagora.appraisal.domain.findings import Criterion, Finding
from medagora.appraisal.domain.instruments import Instrument, Item, list_instruments
from medagora.appraisal.queries.telling import Told, told


@dataclass(frozen=True)
class MappedItem:
    item: Item
    seen: list[Told]


@dataclass(frozen=True)
class MappedInstrument:
    """``mapped``: items that the engine saw something of; ``left``: the others."""

    instrument: Instrument
    mapped: list[MappedItem]
    left: list[Item]


def by_instrument(findings: Iterable[Finding]) -> list[MappedInstrument]:
    """Every instrument with its items."""
    seen = {each.finding.criterion: each for each in told(findings)}
    return [_mapped(instrument, seen) for instrument in list_instruments()]


def _mapped(instrument: Instrument, seen: dict[Criterion, Told]) -> MappedInstrument:
    lines = [
        MappedItem(item, [seen[c] for c in item.criteria if c in seen])
        for item in instrument.items
    ]
    return MappedInstrument(
        instrument,
        [line for line in lines if line.seen],
        [line.item for line in lines if not line.seen],
    )
