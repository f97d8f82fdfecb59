"""Names in Arabic letters, which have no capitals: by cues, and by lists in pairs."""

from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Kind, Why
from medagora.kernel.privacy.reading import Is, Reading

_JOINERS = {"بن", "بنت", "ابن", "آل", "أبو", "عبد", "عبدالله"}


def find_arabic_persons(reading: Reading, found: Found) -> None:
    for index in range(len(reading.words)):
        _after_cue(reading, found, index)
    for index, word in enumerate(reading.words):
        if not word.kind & Is.GIVEN or word.kind & (Is.COMMON | Is.PLACE):
            continue
        last = _name_end(reading, index)
        how = Confidence.LIKELY if last > index else Confidence.MAYBE
        found.add(Kind.PERSON, word.start, reading.words[last].end, Why.LISTED, how)


def _after_cue(reading: Reading, found: Found, index: int) -> None:
    groups = reading.led.get(index, ())
    if index >= len(reading.words) or not index:
        return
    gap = reading.text[reading.words[index - 1].end : reading.words[index].start]
    if len(gap) > 3 or any(c in gap for c in ".،,\n…(@"):
        return
    before = reading.words[index - 1]
    introduced = "introductions" in groups and not reading.is_(index, Is.COMMON)
    named = reading.is_(index, Is.GIVEN)
    titled = before.kind & Is.TITLE and (named or not reading.is_(index, Is.COMMON))
    kin = reading.lexicon.has("kin", before.low) and named
    greeted = reading.lexicon.has("greetings", before.low) and named
    if introduced or titled or kin or greeted or ("introductions" in groups and named):
        why = Why.TITLE if titled else Why.KIN if kin else Why.CUE
        first = index - 1 if titled else index
        last = _name_end(reading, index)
        start, end = reading.words[first].start, reading.words[last].end
        found.add(Kind.PERSON, start, end, why, Confidence.SURE)


def _name_end(reading: Reading, first: int) -> int:
    """Father's and family names follow: listed ones, or one with the article."""
    last = first
    for index in range(first + 1, min(first + 4, len(reading.words))):
        word = reading.words[index]
        listed = word.kind & Is.GIVEN and not word.kind & Is.COMMON
        family = word.text.startswith("ال") and not word.kind & (Is.COMMON | Is.PLACE)
        joined = word.text in _JOINERS or reading.words[index - 1].text in _JOINERS
        if reading.between(index - 1) != " " or not (listed or family or joined):
            break
        last = index
    return last
