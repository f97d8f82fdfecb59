"""Names of people, by what stands around them and by lists of names."""

from medagora.kernel.privacy.arabic import find_arabic_persons
from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Kind, Why
from medagora.kernel.privacy.name_cues import find_announced
from medagora.kernel.privacy.name_runs import Run, runs
from medagora.kernel.privacy.naming import NOT_NAME, Naming, is_eponym
from medagora.kernel.privacy.papers import cover_references
from medagora.kernel.privacy.reading import NAME, Is, Reading

_NO_SMALL_NAME = NOT_NAME | Is.CAPITAL | Is.PARTICLE | Is.PLACE
#: A given name in small letters has the first of these bits only.
_SMALL_GIVEN = Is.GIVEN | _NO_SMALL_NAME
_WHERE = {"in", "near", "en", "à", "outside", "around"}


def find_persons(reading: Reading, found: Found) -> None:
    cover_references(reading.text, found)
    if reading.lexicon.language == "ar":
        find_arabic_persons(reading, found)
        return
    naming = Naming(reading, found)
    find_announced(naming)
    for run in runs(reading):
        _judge(naming, run)
    _lower_case(naming)
    _again(naming)


def _judge(naming: Naming, run: Run) -> None:
    reading = naming.reading
    if is_eponym(reading, run.first, run.last):
        return
    verdict = run.verdict(reading)
    if verdict is not None and _is_where(reading, run):
        start, end = reading.words[run.first].start, reading.words[run.last].end
        naming.found.add(Kind.PLACE, start, end, Why.CUE, Confidence.MAYBE)
    elif verdict is not None:
        why, how = verdict
        naming.add(run.first, run.last, why, how)


def _is_where(reading: Reading, run: Run) -> bool:
    """After "in" or "near" stands a place, unless a given name says otherwise."""
    if (
        reading.low(run.first - 1) not in _WHERE
        or reading.between(run.first - 1) != " "
    ):
        return False
    return not any(
        word.kind & Is.GIVEN and not word.kind & Is.PLACE
        for word in reading.words[run.first : run.last + 1]
    )


def _lower_case(naming: Naming) -> None:
    """ "patricia garcía" typed in haste: a given name with a surname after it.

    Where nothing in the text has a capital, a given name that is no word is enough.
    """
    reading = naming.reading
    hasty = reading.text.islower() and reading.lexicon.language != "de"
    for index, word in enumerate(reading.words):
        if word.kind & _SMALL_GIVEN != Is.GIVEN or len(word.low) < 3:
            continue
        surname = reading.is_(index + 1, NAME) and reading.between(index) == " "
        if surname and not reading.is_(index + 1, _NO_SMALL_NAME):
            naming.add(index, index + 1, Why.LISTED)
        elif hasty and len(word.low) > 3:
            naming.add(index, index, Why.LISTED, Confidence.MAYBE)


def _again(naming: Naming) -> None:
    """A name that was found once is one elsewhere, too."""
    reading, seen = naming.reading, naming.seen
    for index, word in enumerate(reading.words if seen else ()):
        named = word.low in seen and word.kind & (Is.CAPITAL | Is.GIVEN)
        if named and not is_eponym(reading, index, index):
            naming.found.add(Kind.PERSON, word.start, word.end, Why.AGAIN)
