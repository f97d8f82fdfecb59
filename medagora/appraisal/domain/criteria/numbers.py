"""Whether risks and benefits are told in numbers that a reader can weigh.

Absolute: "3 in 100", "5 out of 1,000", "from 4% to 2%", a number needed to treat.
Relative alone ("half the risk", "30% lower") can make a small thing look large.
"""

import re
from collections.abc import Iterator

from medagora.appraisal.domain.criteria.reading import MOST_HITS, Reading, Spot
from medagora.appraisal.domain.criteria.weighing import (
    ENOUGH,
    NEAR_HINT,
    PLAIN,
    Mark,
    Seen,
    found,
    mark_plain,
    quotes_of,
    weigh,
    words_of,
)
from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.appraisal.domain.page import Region
from medagora.appraisal.domain.phrases import Hit

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ٬٫]\d+)*")
_DIGIT_PERCENT = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,٫]\d{1,3})?\s?[%٪]")
_PERCENT = re.compile(
    r"[%٪]|per ?cent|prozent|por ciento|pour ?cent|százalék|المئة|المائة"
)
_REST_OF_NUMBER = re.compile(r"(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_YEARS = range(1900, 2101)
_SMALLEST_WHOLE = 2


def look(reading: Reading) -> Iterator[Finding]:
    """One finding: absolute numbers, relative ones only, or none."""
    marks = [
        mark_plain(_whole(reading, spot))
        for group in ("absolute_numbers", "whole_first")
        for spot in reading.spots(group)
        if is_share(_words(reading, spot), whole_first=group == "whole_first")
    ]
    marks += [
        Mark(spot, NEAR_HINT)
        for spot in reading.spots("percent_of")
        if _PERCENT.search(reading.words(spot.hit))
    ]
    marks += [Mark(spot, PLAIN) for spot in _compared_percents(reading)]
    relative = [mark_plain(spot) for spot in reading.spots("relative_numbers")]
    if relative and weigh(marks) < ENOUGH and reading.is_about_treatment:
        yield _relative_only(reading, relative)
    else:
        seen = Seen(Criterion.ABSOLUTE_NUMBERS, marks, needs_treatment=True)
        yield found(reading, seen)


def share_sentences(reading: Reading) -> frozenset[int]:
    """Where the sentences begin that count people: "3 in 100"."""
    return frozenset(
        spot.sentence.start
        for spot in reading.spots("absolute_numbers")
        if is_share(_words(reading, spot))
    )


def _whole(reading: Reading, spot: Spot) -> Spot:
    """The spot with the rest of its last number: "47 per 100 000", not "47 per 100"."""
    rest = _REST_OF_NUMBER.match(reading.page.text, spot.hit.end)
    return spot._replace(hit=spot.hit._replace(end=rest.end())) if rest else spot


def _words(reading: Reading, spot: Spot) -> str:
    """The phrase, with the rest of a number that is written in groups: 1 000."""
    text, hit = reading.page.text, spot.hit
    rest = _REST_OF_NUMBER.match(text, hit.end)
    return text[hit.start : rest.end() if rest else hit.end]


def is_share(words: str, *, whole_first: bool = False) -> bool:
    """Whether the digits of a phrase make a part of a whole: "3 in 100", not "2 in 1"
    and not "4 in 2019". A phrase without two numbers in digits is none to judge."""
    written = _NUMBER.findall(words)
    if len(written) < 2:
        return not any(_is_year(number) for number in written)
    ends = (written[-1], written[0]) if whole_first else (written[0], written[-1])
    part, whole = map(_value, ends)
    return part < whole and whole >= _SMALLEST_WHOLE and not _is_year(ends[1])


def _is_year(number: str) -> bool:
    """2019, but not 2,000 nor 2000, which is rather a round number of people."""
    return number.isdigit() and int(number[:5]) in _YEARS and number != "2000"


def _value(number: str) -> float:
    """The number, with its separators read as the longer groups suggest."""
    digits = re.split(r"[.,\u00a0\u202f ٬٫]", number)
    if all(len(group) == 3 for group in digits[1:]):
        return float("".join(digits)[:15])
    return float(f"{''.join(digits[:-1])[:15]}.{digits[-1][:6]}")


def _compared_percents(reading: Reading) -> Iterator[Spot]:
    """Sentences with two percentages and a word that compares them."""
    comparisons = reading.sentences_with("comparison")
    if not comparisons:
        return
    percents: dict[int, list[Spot]] = {}
    for count, mark in enumerate(_DIGIT_PERCENT.finditer(reading.page.text)):
        if count == MOST_HITS:
            break
        span = reading.sentences.around(mark.start())
        if span.block.region is Region.MAIN and span.start in comparisons:
            hit = Hit("percent", "percent", mark.start(), mark.end())
            percents.setdefault(span.start, []).append(Spot(hit, span))
    for spots in percents.values():
        if len(spots) > 1:
            first, last = spots[0].hit, spots[-1].hit
            hit = Hit("percent", "percent", first.start, last.end)
            yield Spot(hit, spots[0].sentence)


def _relative_only(reading: Reading, marks: list[Mark]) -> Finding:
    return Finding(
        Criterion.ABSOLUTE_NUMBERS,
        Answer.ABSENT,
        round(weigh(marks), 2),
        "absolute_numbers.relative_only",
        {"phrases": words_of(reading, marks)},
        quotes_of(reading, marks),
    )
