"""Language that promises more than medicine can keep: miracle, secret, guaranteed.

Present is no praise here. A promise counts where the page makes it, not where the page
denies it ("there is no cure"), warns of it or asks ("is there a miracle cure?").
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from medagora.appraisal.domain.criteria.discussion import is_discussion
from medagora.appraisal.domain.criteria.reading import REACH_BACK, Reading, Spot
from medagora.appraisal.domain.criteria.weighing import (
    HINT,
    Mark,
    Seen,
    found,
    mark_plain,
    missing,
    quotes_of,
    words_of,
)
from medagora.appraisal.domain.findings import Answer, Criterion, Finding

#: A promise in quotation marks may be somebody else's.
_QUOTE_MARK = re.compile(r"[\"“”„«»‘’']")
_LONGEST_SPEECH = 400
_NO_PROMISE = ("not_without", "claims_sober")


def look(reading: Reading) -> Iterator[Finding]:
    """One finding: the promises, or that the page warns of them, or none."""
    made: list[Mark] = []
    warned: list[Mark] = []
    for mark in _marks(reading):
        if reading.is_warned_of(mark.spot):
            warned.append(mark)
        elif not _is_denied(reading, mark.spot):
            made.append(mark)
    if made:
        yield _told(reading, made)
    elif any(mark.weight > HINT for mark in warned):
        yield Finding(
            Criterion.CLAIMS,
            Answer.ABSENT,
            0.7,
            "claims.warned_of",
            {"phrases": words_of(reading, warned)},
            quotes_of(reading, warned),
        )
    else:
        yield missing(reading, Criterion.CLAIMS)


def _told(reading: Reading, made: list[Mark]) -> Finding:
    finding = found(reading, Seen(Criterion.CLAIMS, made, is_grave=True))
    if finding.answer is Answer.PRESENT and is_discussion(reading.page):
        return replace(finding, said="claims.visitors")
    return finding


def _is_denied(reading: Reading, spot: Spot) -> bool:
    """Not meant as a promise: "there is no cure", "not without side effects",
    "breakthrough bleeding"."""
    if any(reading.is_touched(spot.hit, group) for group in _NO_PROMISE):
        return True
    return reading.is_negated(spot, back=REACH_BACK)


def _marks(reading: Reading) -> Iterator[Mark]:
    for spot in reading.spots("claims"):
        yield Mark(spot, HINT) if _is_quoted(reading, spot) else mark_plain(spot)
    for spot in reading.spots("claims_hint"):
        yield Mark(spot, HINT)


def _is_quoted(reading: Reading, spot: Spot) -> bool:
    """In quotation marks of its own, or within a sentence that somebody is quoted
    with ("This could be a game-changer," said …)."""
    text, hits = reading.page.text, reading.touching(spot.hit, "claims")
    start = min(hit.start for hit in hits)
    end = max(hit.end for hit in hits)
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if _QUOTE_MARK.search(before) and _QUOTE_MARK.search(after):
        return True
    block = spot.sentence.block
    lead = text[max(block.start, start - _LONGEST_SPEECH) : start]
    speech = text[end : min(block.end, end + _LONGEST_SPEECH)]
    is_open = _last_of(lead, "“„«") > _last_of(lead, "”»") or lead.count('"') % 2 == 1
    return is_open and any(mark in speech for mark in '”“»"')


def _last_of(text: str, marks: str) -> int:
    return max(text.rfind(mark) for mark in marks)
