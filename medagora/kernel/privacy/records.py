"""Labelled lines, as records and forms have them: "Name: …", "NHC: …", "Lakcím: …"."""

import re
from collections.abc import Iterator

from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Kind, Why
from medagora.kernel.privacy.reading import NAME, Is, Reading, Word

_LONGEST_LABEL = 32
_LONGEST_VALUE = 90
#: A value ends at the line's end, a full stop before a space, or a gap of two spaces.
_VALUE = re.compile(
    r"[ \t]*(?:\r?\n[ \t]*)?((?:[^\n.;|]|\.(?=[^\s]|\s[a-zà-ÿ\d])){1,90})"
)
_NEXT_LABEL = re.compile(
    r"\s{2,}|\s(?=[^\W\d_][\w.ºª°/-]{1,14}:)|\s(?=\S{1,10} \S{1,12}:)"
)
_KINDS = {
    "name": Kind.PERSON,
    "doctor": Kind.PERSON,
    "number": Kind.NUMBER,
    "birth": Kind.BIRTH_DATE,
    "date": Kind.DATE,
    "address": Kind.ADDRESS,
    "place": Kind.PLACE,
    "phone": Kind.PHONE,
    "institution": Kind.INSTITUTION,
    "age": Kind.DETAIL,
    "sex": Kind.DETAIL,
    "country": Kind.DETAIL,
    "occupation": Kind.DETAIL,
}
#: Harmless alone; they count when the text says who it is about.
DETAILS = frozenset({"age", "sex", "country", "occupation"})


def find_labelled(reading: Reading, found: Found) -> None:
    for label, start, end in _labelled(reading):
        if label in DETAILS:
            continue
        if label in {"name", "doctor"}:
            start, end = _name(reading, start, end)
        if start < end and _fits(label, reading, start, end):
            found.add(_KINDS[label], start, end, Why.LABEL, Confidence.SURE)


def labelled_details(reading: Reading) -> Iterator[tuple[int, int]]:
    for label, start, end in _labelled(reading):
        if label in DETAILS and end - start <= 40:
            yield start, end


def _labelled(reading: Reading) -> Iterator[tuple[str, int, int]]:
    text, labels = reading.text, reading.lexicon.labels
    if not labels:
        return
    position = text.find(":")
    while position >= 0:
        label = _label_before(text, position, labels)
        if label:
            match = _VALUE.match(text, position + 1)
            if match:
                start, end = match.span(1)
                cut = _NEXT_LABEL.search(text, start, min(end, start + _LONGEST_VALUE))
                yield label, start, cut.start() if cut and cut.start() > start else end
        position = text.find(":", position + 1)


def _label_before(text: str, position: int, labels: dict[str, str]) -> str | None:
    start = max(text.rfind("\n", 0, position) + 1, position - _LONGEST_LABEL)
    line = text[start:position].lower().strip(" \t.*-•>#\u200f\ufeff")
    while line:
        if line in labels:
            return labels[line]
        line = line.partition(" ")[2].lstrip()
    return None


def _name(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The words of the value that can be a name; none when they are ordinary ones."""
    words: list[Word] = []
    for word in reading.inside(start, end)[:6]:
        plain = word.kind & Is.COMMON and not word.kind & (
            NAME | Is.CAPITAL | Is.PARTICLE
        )
        if plain or word.kind & Is.HEAD:
            break
        words.append(word)
    telling = [
        w for w in words if not w.kind & (Is.COMMON | Is.PARTICLE) or w.kind & NAME
    ]
    return (words[0].start, words[-1].end) if telling else (start, start)


def _fits(label: str, reading: Reading, start: int, end: int) -> bool:
    value = reading.text[start:end]
    has_digit = any(c.isdigit() for c in value)
    words = reading.inside(start, end)
    has_capital = (
        any(w.kind & Is.CAPITAL for w in words) or reading.lexicon.language == "ar"
    )
    match label:
        case "number" | "birth" | "date" | "phone":
            return has_digit and not (label == "birth" and len(value.strip()) == 4)
        case "address":
            telling = [
                w for w in words if w.kind & Is.CAPITAL and not w.kind & Is.COMMON
            ]
            return has_digit or bool(telling)
        case "place" | "institution":
            telling = [w for w in words if not w.kind & Is.COMMON or w.kind & Is.PLACE]
            return has_digit or (has_capital and bool(telling))
        case _:
            return bool(words)
