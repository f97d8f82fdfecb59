"""From phrases to a finding: how much is enough, and what is honest to say.

The rule of confidence, the same for every content criterion. Each sentence that holds
a phrase of the criterion is one piece of evidence, and weighs what a reader would
grant it: a plain phrase 0.6, in a heading 0.8; a hint 0.2, or 0.4 when another hint
or, where the criterion is about treatment, a treatment stands in the same sentence. A
phrase counts twice at most, so that one habit of a writer proves nothing. The pieces
are taken as independent: confidence is one minus the product of their doubts. From
``ENOUGH`` on the criterion is present, below it the engine cannot tell, up to
``FAINT`` it is absent, unless there is too little text or no treatment to speak of.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import NamedTuple

from medagora.appraisal.domain.criteria.discussion import is_discussion
from medagora.appraisal.domain.criteria.evidence import no_words
from medagora.appraisal.domain.criteria.reading import ENOUGH_TEXT, Reading, Spot
from medagora.appraisal.domain.findings import (
    MOST_QUOTES,
    Answer,
    Criterion,
    Fact,
    Finding,
    Quote,
)

PLAIN = 0.6
HEADING = 0.8
HINT = 0.2
NEAR_HINT = 0.4
ENOUGH = 0.55
#: One hint alone ("driving", "sleep") is a word of the language, no evidence.
FAINT = 0.2
SUREST = 0.95
MOST_REPEATS = 2
_LONG_TEXT = 6_000
_MOST_WORDS = 6


#: What authors forget or leave out; visitors of a forum owe nobody a whole picture.
_OF_AUTHORS = frozenset(Criterion) - {
    Criterion.CLAIMS,
    Criterion.SELLING,
    Criterion.STOP_MEDICINE,
}


class Mark(NamedTuple):
    """One piece of evidence: the words, and what they weigh from 0 to 1."""

    spot: Spot
    weight: float


def weigh(marks: Iterable[Mark]) -> float:
    """Confidence that the criterion is there, from its best mark in each sentence."""
    best: dict[int, Mark] = {}
    phrases: dict[int, set[str]] = {}
    for mark in marks:
        at = mark.spot.sentence.start
        phrases.setdefault(at, set()).add(mark.spot.hit.phrase)
        if at not in best or best[at].weight < mark.weight:
            best[at] = mark
    said: Counter[str] = Counter()
    doubts = []
    for at, mark in best.items():
        said[mark.spot.hit.phrase] += 1
        if said[mark.spot.hit.phrase] <= MOST_REPEATS:
            weight = mark.weight
            if weight == HINT and len(phrases[at]) > 1:
                weight = NEAR_HINT
            doubts.append(1 - weight)
    return round(min(SUREST, 1 - prod(doubts)), 2)


def mark_plain(spot: Spot) -> Mark:
    return Mark(spot, HEADING if spot.is_heading else PLAIN)


def mark_hints(spots: Iterable[Spot], near: frozenset[int]) -> list[Mark]:
    """Hints, heavier in the sentences that begin at ``near``."""
    return [
        Mark(spot, NEAR_HINT if spot.sentence.start in near else HINT) for spot in spots
    ]


def words_of(reading: Reading, marks: Iterable[Mark]) -> tuple[str, ...]:
    """The phrases as they stand on the page, each once, the heaviest first; of two
    that hold one another ("benefit", "main benefit") the longer."""
    ranked = sorted(marks, key=lambda mark: -mark.weight)
    words: dict[str, None] = {}
    for mark in ranked:
        if len(words) == 2 * _MOST_WORDS:
            break
        words[" ".join(reading.words(mark.spot.hit).lower().split())] = None
    longest = [one for one in words if not any(one in w for w in words if w != one)]
    return tuple(longest[:_MOST_WORDS])


def quotes_of(reading: Reading, marks: Iterable[Mark]) -> tuple[Quote, ...]:
    """The heaviest sentences, each once, in the order of the page."""
    ranked = sorted(marks, key=lambda mark: -mark.weight)
    chosen: dict[int, Spot] = {}
    for mark in ranked:
        if len(chosen) == MOST_QUOTES:
            break
        chosen.setdefault(mark.spot.sentence.start, mark.spot)
    return tuple(reading.quote(chosen[start]) for start in sorted(chosen))


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen for a criterion, before it is known what may be said of it."""

    criterion: Criterion
    marks: Sequence[Mark]
    needs_treatment: bool = False
    #: Whether even one hint is told: a promise, of which readers should know.
    is_grave: bool = False


def found(reading: Reading, seen: Seen) -> Finding:
    """The finding: present, absent or cannot tell, with its words and sentences."""
    name = seen.criterion.value
    confidence = weigh(seen.marks)
    if not seen.marks or (confidence <= FAINT and not seen.is_grave):
        return missing(reading, seen.criterion, needs_treatment=seen.needs_treatment)
    if seen.needs_treatment and not reading.is_about_treatment:
        return left_open(seen.criterion, "not_about_treatment")
    enough = confidence >= ENOUGH
    # beside plain words, hints only blur what was seen
    shown = [mark for mark in seen.marks if _is_clear(mark)] or seen.marks
    facts: dict[str, Fact] = {
        "phrases": words_of(reading, shown),
        "sentences": len({mark.spot.sentence.start for mark in shown}),
    }
    return Finding(
        seen.criterion,
        Answer.PRESENT if enough else Answer.CANNOT_TELL,
        confidence,
        f"{name}.some" if enough else f"{name}.few",
        facts,
        quotes_of(reading, shown),
    )


def _is_clear(mark: Mark) -> bool:
    return mark.weight > NEAR_HINT or mark.spot.hit.group == "price"


def missing(
    reading: Reading, criterion: Criterion, *, needs_treatment: bool = False
) -> Finding:
    """Nothing was seen: absent, or why that cannot be said."""
    if not reading.sight.has_words:
        return no_words(criterion)
    if needs_treatment and not reading.is_about_treatment:
        return left_open(criterion, "not_about_treatment")
    if criterion in _OF_AUTHORS and is_discussion(reading.page):
        return left_open(criterion, "visitors_words")
    if reading.main_length < ENOUGH_TEXT:
        return left_open(criterion, "too_short")
    # the more text was searched in vain, the surer
    share = min(1.0, reading.main_length / _LONG_TEXT)
    confidence = round(0.5 + 0.3 * share, 2)
    return Finding(criterion, Answer.ABSENT, confidence, f"{criterion.value}.none")


def left_open(criterion: Criterion, said: str) -> Finding:
    """Cannot tell, for a reason that has nothing to do with the criterion."""
    return Finding(criterion, Answer.CANNOT_TELL, 0.0, said)
