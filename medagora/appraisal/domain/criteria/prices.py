"""Sums of money with a currency's sign, as they stand in the main text."""

import re

from medagora.appraisal.domain.criteria.reading import MOST_HITS, Reading, Spot
from medagora.appraisal.domain.page import BlockKind, Region
from medagora.appraisal.domain.phrases import Hit

_SIGNS = "€$£₺₪₴₽"
_CODES = ("EUR", "USD", "GBP", "CHF", "HUF", "Ft", "SAR", "EGP", "AED", "MXN", "ARS")
_NUMBER = r"\d{1,9}(?:[.,\u00a0 ]\d{1,3}){0,3}"
_PRICE = re.compile(
    rf"[{_SIGNS}]\s?{_NUMBER}"
    rf"|{_NUMBER}\s?(?:[{_SIGNS}]|(?:{'|'.join(_CODES)})\b)"
)
#: Grants, budgets and turnovers are no price.
_LARGE = re.compile(
    r"\s*(?:mil|bil|mio\b|mrd\b|bn\b|m\b|k\b|مليون|مليار)",
    re.IGNORECASE,
)


def price_spots(reading: Reading, *, controls: bool = False) -> list[Spot]:
    """Each sum as a spot of the group "price"; with ``controls`` on buttons too."""
    text = reading.page.text
    if not any(sign in text for sign in (*_SIGNS, *_CODES)):
        return []
    spots = []
    for count, found in enumerate(_PRICE.finditer(text)):
        if count == MOST_HITS:
            break
        if _LARGE.match(text, found.end()):
            continue
        span = reading.sentences.around(found.start())
        is_text = controls or span.block.kind is not BlockKind.CONTROL
        if span.block.region is Region.MAIN and is_text:
            hit = Hit("price", "price", found.start(), found.end())
            spots.append(Spot(hit, span))
    return spots
