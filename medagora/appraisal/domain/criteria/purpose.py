"""What the page is for and for whom, whether it says what to do, and a short version.

PEMAT asks for all four: its items 1, 11, 20 and 21; DISCERN's item 1 for the aim.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from medagora.appraisal.domain.criteria.reading import Reading, Spot
from medagora.appraisal.domain.criteria.weighing import (
    HEADING,
    HINT,
    NEAR_HINT,
    PLAIN,
    Mark,
    Seen,
    found,
    mark_hints,
    mark_plain,
)
from medagora.appraisal.domain.findings import (
    Answer,
    Criterion,
    Finding,
    Quote,
    Where,
)
from medagora.appraisal.domain.page import BlockKind

#: An aim is told at the beginning: within so many characters of the text.
_EARLY = 2_500
#: One thing to do is little: two different ones make a page that says what to do.
_ACTION = 0.35
#: So often a reader is addressed where a page speaks to them.
_ADDRESSED = 2
#: A heading that is the summary's own holds hardly another word.
_HEADING_SHARE = 0.5
_MOST_OBJECTS = 50


def look(reading: Reading) -> Iterator[Finding]:
    """One finding each for aim, audience, action and summary."""
    yield look_for_aim(reading)
    yield look_for_audience(reading)
    yield look_for_action(reading)
    yield look_for_summary(reading)


def look_for_aim(reading: Reading) -> Finding:
    """A sentence near the beginning that says what the page is about or will tell."""
    first = reading.page.blocks[0].start if reading.page.blocks else 0
    marks = [
        mark_plain(spot) if spot.hit.start < first + _EARLY else Mark(spot, HINT)
        for spot in reading.own_spots("aim")
    ]
    return found(reading, Seen(Criterion.AIM, marks))


def look_for_audience(reading: Reading) -> Finding:
    """Words that say whom the page is for, or the same in its linked data."""
    marks = [mark_plain(spot) for spot in reading.spots("audience")]
    marks += mark_hints(reading.spots("audience_hint"), frozenset())
    finding = found(reading, Seen(Criterion.AUDIENCE, marks))
    marked = next(_marked_audiences(reading), None)
    if finding.answer is Answer.PRESENT or marked is None:
        return finding
    return Finding(
        Criterion.AUDIENCE,
        Answer.PRESENT,
        0.7,
        "audience.marked",
        {"audience": marked},
        (Quote(marked, Where.MARKUP),),
    )


def _marked_audiences(reading: Reading) -> Iterator[str]:
    """What schema.org's ``audience`` or ``medicalAudience`` says, tidied."""
    for thing in reading.page.linked_data[:_MOST_OBJECTS]:
        for key in ("medicalAudience", "audience"):
            words = _audience_words(thing.get(key))
            if words:
                yield words


def _audience_words(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = _first_words(value)
    if not isinstance(value, str):
        return ""
    return value.rpartition("/")[2].strip()[:80]


def _first_words(value: Mapping[str, Any]) -> object:
    names = ("audienceType", "name", "@type")
    return next((value[name] for name in names if value.get(name)), None)


def look_for_action(reading: Reading) -> Finding:
    """Something that the reader can do, said to the reader.

    Where things to do are named but nobody is addressed ("patients should be seen
    by …"), the engine leaves open whether they are meant for the reader.
    """
    marks = [Mark(spot, _ACTION) for spot in reading.own_spots("action")]
    finding = found(reading, Seen(Criterion.ACTION, marks))
    addressed = len(reading.spots("you")) >= _ADDRESSED
    if finding.answer is not Answer.PRESENT or addressed:
        return finding
    return Finding(
        Criterion.ACTION,
        Answer.CANNOT_TELL,
        finding.confidence,
        "action.impersonal",
        finding.facts,
        finding.quotes,
    )


def look_for_summary(reading: Reading) -> Finding:
    """A block of key points: its heading, or the words that open it."""
    marks = []
    for spot in reading.spots("summary"):
        weight = _weight_of_summary(spot)
        if weight:
            marks.append(Mark(spot, weight))
    return found(reading, Seen(Criterion.SUMMARY, marks))


def _weight_of_summary(spot: Spot) -> float:
    block, hit = spot.sentence.block, spot.hit
    covers = (hit.end - hit.start) / max(1, block.end - block.start)
    if block.kind is BlockKind.HEADING:
        return HEADING if covers >= _HEADING_SHARE else HINT
    opens = hit.start - block.start <= 3
    if opens and covers >= _HEADING_SHARE:  # a line of its own, set like a heading
        return PLAIN
    return NEAR_HINT if opens else 0.0
