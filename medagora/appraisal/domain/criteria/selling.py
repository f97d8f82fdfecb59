"""Whether the page wants to sell: calls to buy, prices, offers, and a shop's markup."""

from collections.abc import Iterator

from medagora.appraisal.domain.criteria.discussion import is_discussion
from medagora.appraisal.domain.criteria.prices import price_spots
from medagora.appraisal.domain.criteria.reading import REACH_BACK, Reading, Spot
from medagora.appraisal.domain.criteria.weighing import (
    ENOUGH,
    FAINT,
    HINT,
    NEAR_HINT,
    SUREST,
    Mark,
    mark_plain,
    missing,
    quotes_of,
    weigh,
    words_of,
)
from medagora.appraisal.domain.findings import (
    MOST_QUOTES,
    Answer,
    Criterion,
    Fact,
    Finding,
    Quote,
    Where,
)
from medagora.appraisal.domain.page import BlockKind, Region

#: What an element that only shops have adds.
SHOP_SIGN = 0.6
_MOST_SIGNS = 3
#: Buttons beside the text are the page's own; a menu leads to other pages, and what
#: readers write or a notice says is not the page's.
_BUTTON_REGIONS = frozenset({Region.MAIN, Region.ASIDE, Region.HEADER})


def look(reading: Reading) -> Iterator[Finding]:
    """One finding: calls to buy with their words, or none."""
    marks = [mark for mark in _marks(reading) if not _is_advice(reading, mark.spot)]
    signs = reading.page.shop_signs[:_MOST_SIGNS]
    if is_discussion(reading.page) and not signs:
        # visitors tell of shops; the page is none
        marks = [Mark(mark.spot, HINT) for mark in marks]
    if marks or signs:  # a price alone may be what a treatment costs
        prices = price_spots(reading, controls=True)
        marks += [Mark(spot, HINT) for spot in prices]
    if weigh(marks) <= FAINT and not signs:
        yield missing(reading, Criterion.SELLING)
        return
    doubt = (1 - weigh(marks)) * (1 - SHOP_SIGN) ** len(signs)
    confidence = round(min(SUREST, 1 - doubt), 2)
    answer = Answer.PRESENT if confidence >= ENOUGH else Answer.CANNOT_TELL
    facts: dict[str, Fact] = {"phrases": words_of(reading, marks), "signs": signs}
    yield Finding(
        Criterion.SELLING,
        answer,
        confidence,
        _said(answer, marks),
        facts,
        _quotes(reading, marks, signs),
    )


def _marks(reading: Reading) -> Iterator[Mark]:
    spots = reading.spots("selling") + _button_spots(reading, "selling")
    yield from map(mark_plain, spots)
    yield from (Mark(spot, HINT) for spot in reading.spots("selling_hint"))
    hints = _button_spots(reading, "selling_hint")
    yield from (Mark(spot, NEAR_HINT) for spot in hints)


def _button_spots(reading: Reading, group: str) -> list[Spot]:
    spots = []
    for hit in reading.hits(group):
        span = reading.sentences.around(hit.start)
        is_button = span.block.kind is BlockKind.CONTROL
        if is_button and span.block.region in _BUTTON_REGIONS:
            spots.append(Spot(hit, span))
    return spots


def _is_advice(reading: Reading, spot: Spot) -> bool:
    """ "Do not buy medicines online" sells nothing."""
    return reading.is_negated(spot, back=REACH_BACK) or reading.is_warned_of(spot)


def _said(answer: Answer, marks: list[Mark]) -> str:
    if answer is Answer.CANNOT_TELL:
        return "selling.few"
    return "selling.some" if marks else "selling.shop"


def _quotes(
    reading: Reading, marks: list[Mark], signs: tuple[str, ...]
) -> tuple[Quote, ...]:
    shown = tuple(Quote(sign[:100], Where.MARKUP) for sign in signs)
    return (quotes_of(reading, marks) + shown)[:MOST_QUOTES]
