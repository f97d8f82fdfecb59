"""Which findings a reader sees first. A choice of what to look at, not a verdict: the
rule is this file, and everything else stands below in full.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from medagora.appraisal.domain.findings import Answer, Criterion, Finding

#: What people who judge pages call reasons to look twice, the gravest first.
_LOOK_TWICE = {
    (Criterion.STOP_MEDICINE, Answer.PRESENT): -1,
    (Criterion.NOT_RETRACTED, Answer.ABSENT): 0,
    (Criterion.CLAIMS, Answer.PRESENT): 1,
    (Criterion.SELLING, Answer.PRESENT): 2,
    (Criterion.AUTHOR, Answer.ABSENT): 3,
    (Criterion.REFERENCES, Answer.ABSENT): 4,
    (Criterion.HARMS, Answer.ABSENT): 5,
    (Criterion.DATES_AGREE, Answer.ABSENT): 6,
    (Criterion.OWNER, Answer.ABSENT): 7,
    (Criterion.HTTPS, Answer.ABSENT): 8,
    (Criterion.POP_UPS, Answer.PRESENT): 9,
}
#: The same by the sentence that tells it: an old page, and risks only compared.
_LOOK_TWICE_SAID = {
    "absolute_numbers.relative_only": 6,
    "written.old": 6,
    "updated.old": 6,
    "reviewed.old": 6,
}
#: What lets a reader check the page.
_CAN_BE_CHECKED = {
    Criterion.AUTHOR: 0,
    Criterion.CREDENTIALS: 1,
    Criterion.REVIEWER: 2,
    Criterion.REVIEWED: 3,
    Criterion.UPDATED: 4,
    Criterion.WRITTEN: 5,
    Criterion.REFERENCES: 6,
    Criterion.OWNER: 7,
    Criterion.FUNDING: 8,
    Criterion.HARMS: 9,
    Criterion.UNCERTAINTY: 10,
}
#: A guess is told in its place, not at the top.
SURE = 0.5
MOST = 5


@dataclass(frozen=True)
class StandingOut:
    """At most five of each."""

    look_twice: tuple[Finding, ...]
    can_be_checked: tuple[Finding, ...]


def standing_out(findings: Iterable[Finding]) -> StandingOut:
    """What a reader should see before the rest."""
    sure = [finding for finding in findings if finding.confidence >= SURE]
    twice = [f for f in sure if _rank(f) is not None]
    checked = [
        f
        for f in sure
        if f.answer is Answer.PRESENT
        and f.criterion in _CAN_BE_CHECKED
        and _rank(f) is None
    ]
    twice.sort(key=lambda f: _rank(f) or 0)
    checked.sort(key=lambda f: _CAN_BE_CHECKED[f.criterion])
    return StandingOut(tuple(twice[:MOST]), tuple(checked[:MOST]))


def _rank(finding: Finding) -> int | None:
    """How soon a reason to look twice is told; None when it is none."""
    known = _LOOK_TWICE_SAID.get(finding.said)
    if known is not None:
        return known
    return _LOOK_TWICE.get((finding.criterion, finding.answer))
