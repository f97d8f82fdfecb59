"""Instruments by which people judge: their files, and the scores of their papers."""

from medagora.appraisal.domain.instruments.reading import (
    KEYS,
    find_instrument,
    instrument,
    list_instruments,
)
from medagora.appraisal.domain.instruments.scoring import (
    Incomplete,
    Score,
    ScoredPart,
    effective,
    score,
)
from medagora.appraisal.domain.instruments.shapes import (
    NOT_APPLICABLE,
    Choice,
    Instrument,
    Item,
    Measure,
    Part,
    Section,
)

__all__ = [
    "KEYS",
    "NOT_APPLICABLE",
    "Choice",
    "Incomplete",
    "Instrument",
    "Item",
    "Measure",
    "Part",
    "Score",
    "ScoredPart",
    "Section",
    "effective",
    "find_instrument",
    "instrument",
    "list_instruments",
    "score",
]
