"""Hospitals, schools, employers with a name of their own."""

import re

from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Kind, Why
from medagora.kernel.privacy.reading import NAME, Is, Reading

_LINKS = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "of",
        "for",
        "the",
        "and",
        "y",
        "e",
        "du",
        "des",
        "d",
        "da",
        "do",
        "für",
        "der",
        "die",
        "zu",
        "am",
        "im",
        "san",
        "st",
        "saint",
        "st.",
        "sankt",
        "santa",
    ]
)
_GAPS = {" ", "-", " & ", "'", "’", ". ", ", ", "  "}
_LONGEST = 9


def find_institutions(reading: Reading, found: Found) -> None:
    for index, word in enumerate(reading.words):
        if word.kind & Is.HEAD and _stands_as_name(reading, index):
            _headed(reading, found, index)
        if word.kind & Is.COMPANY and word.kind & Is.CAPITAL:
            _company(reading, found, index)
    for index, groups in reading.led.items():
        if "work_cues" in groups:
            _after_cue(reading, found, index)
    _partners(reading, found)


def _stands_as_name(reading: Reading, index: int) -> bool:
    """Capitalised where nouns are not; Hungarian writes the common part small."""
    language = reading.lexicon.language
    return reading.is_(index, Is.CAPITAL) or language in {"hu", "ar"}


def _headed(reading: Reading, found: Found, index: int) -> None:
    before = _before(reading, index)
    after = _after(reading, index)
    if reading.lexicon.language in {"es", "fr", "ar"}:
        before = index
    if before == index == after:
        return
    if any(i in reading.exempt for i in range(before, after + 1)):
        return
    telling = [
        w
        for i, w in enumerate(reading.words[before : after + 1], before)
        if i != index
        and (not w.kind & Is.COMMON or w.kind & (Is.PLACE | NAME))
        and w.low not in _LINKS
    ]
    if telling:
        start, end = reading.words[before].start, reading.words[after].end
        found.add(Kind.INSTITUTION, start, end, Why.FORM)


def _before(reading: Reading, index: int) -> int:
    if reading.lexicon.language == "de":
        near = index - 1
        ok = reading.is_(near, Is.CAPITAL) and (
            not reading.is_(near, Is.COMMON) or reading.is_(near, NAME)
        )
        return near if ok and reading.between(near) in {" ", "-"} else index
    first = index
    while (
        first > 0
        and first > index - 5
        and reading.between(first - 1) in {" ", "'s ", "’s ", "-"}
    ):
        if not reading.is_(first - 1, Is.CAPITAL):
            break
        if (
            reading.starts_sentence(first - 1)
            and reading.is_(first - 1, Is.COMMON)
            and not (reading.is_(first - 1, NAME | Is.PLACE))
        ):
            break
        first -= 1
    return first


def _after(reading: Reading, index: int) -> int:
    last = at = index
    arabic = reading.lexicon.language == "ar"
    if reading.lexicon.language == "hu":
        return index
    while at + 1 < len(reading.words) and at < index + _LONGEST:
        if reading.between(at) not in _GAPS - {", ", ". "}:
            break
        at += 1
        word = reading.words[at]
        if word.kind & Is.CAPITAL or (
            arabic and not word.kind & Is.COMMON and at < index + 4
        ):
            last = at
        elif word.low not in _LINKS:
            break
    return last


def _company(reading: Reading, found: Found, index: int) -> None:
    """Words with a capital before "Ltd", "GmbH", "Kft."."""
    first = index
    while first > 0 and first > index - 5 and reading.between(first - 1) in _GAPS:
        if not reading.is_(first - 1, Is.CAPITAL):
            break
        if (
            reading.starts_sentence(first - 1)
            and reading.is_(first - 1, Is.COMMON)
            and first < index
        ):
            break
        first -= 1
    words = reading.words[first:index]
    strict = reading.low(index) in _LEGAL
    if not words or (
        not strict and all(w.kind & (Is.COMMON | Is.KNOWN) for w in words)
    ):
        return
    found.add(
        Kind.INSTITUTION,
        words[0].start,
        reading.words[index].end,
        Why.FORM,
        Confidence.LIKELY if strict else Confidence.MAYBE,
    )


_LEGAL = frozenset(
    [
        "inc",
        "llc",
        "ltd",
        "limited",
        "corp",
        "gmbh",
        "ag",
        "kg",
        "ohg",
        "ug",
        "mbh",
        "kft",
        "zrt",
        "nyrt",
        "bt",
        "sa",
        "sl",
        "slu",
        "sarl",
        "sas",
        "plc",
    ]
)
_PARTNERS = re.compile(
    r"(?<!\w)([^\W\d_][\w'’]{1,20}, )([^\W\d_][\w'’]{1,20}) (?:and|&|y|und|et"
    r"|és) ([^\W\d_][\w'’]{1,20})(?!\w)"
)


def _partners(reading: Reading, found: Found) -> None:
    """ "Clark, Romero and Hall": surnames in a row."""
    for match in _PARTNERS.finditer(reading.text):
        words = reading.inside(match.start(), match.end())
        names = [words[0], words[1], words[-1]] if len(words) == 4 else []
        if names and all(w.kind & Is.SURNAME for w in names):
            capital = sum(bool(w.kind & Is.CAPITAL) for w in names)
            plain = sum(bool(w.kind & Is.COMMON) for w in names)
            if (capital == 3 and plain < 3) or plain == 0:
                found.add(Kind.INSTITUTION, *match.span(), Why.LISTED, Confidence.MAYBE)


def _after_cue(reading: Reading, found: Found, index: int) -> None:
    """ "I work for …": words with a capital that are no ordinary words."""
    if index >= len(reading.words) or index in reading.exempt:
        return
    last = None
    for at in range(index, min(index + 5, len(reading.words))):
        if at > index and reading.between(at - 1) not in _GAPS:
            break
        if not reading.is_(at, Is.CAPITAL):
            break
        last = at
    if last is None or (last == index and reading.low(index) in reading.lexicon.words):
        return
    found.add(
        Kind.INSTITUTION, reading.words[index].start, reading.words[last].end, Why.CUE
    )
