"""Names that are announced: by a title, "my name is", "my son", "Dear", a farewell."""

from medagora.kernel.privacy.findings import Confidence, Why
from medagora.kernel.privacy.naming import NOT_NAME, Naming, is_eponym, name_end
from medagora.kernel.privacy.reading import NAME, Is, Reading

_CUES = Is.KIN | Is.GREETING | Is.FAREWELL


def find_announced(naming: Naming) -> None:
    """Names that something before or after them announces."""
    reading = naming.reading
    for index, word in enumerate(reading.words):
        if word.kind & Is.TITLE:
            _after_title(naming, index)
        if word.kind & Is.AFTER_TITLE:
            _before_title(naming, index)
    for index in sorted({*reading.led, *_after(reading, _CUES)}):
        _after_cue(naming, index)


def _after(reading: Reading, kind: int) -> list[int]:
    """Indexes of the words after those of a kind."""
    return [i for i, word in enumerate(reading.words, 1) if word.kind & kind]


def _after_title(naming: Naming, index: int) -> None:
    reading = naming.reading
    word = reading.words[index]
    if index + 1 >= len(reading.words):
        return
    gap = reading.between(index)
    if gap not in {" ", ". ", ".", "\u00a0", ".\u00a0", "  "} or (
        "." in gap and len(word.low) > 4
    ):
        return
    first = index + 1
    while (
        first < index + 3
        and reading.is_(first, Is.TITLE)
        and not reading.is_(first, NAME)
    ):
        first += 1
    last = name_end(reading, first)
    if last is None:
        return
    kinds = reading.words[first].kind
    plain_noun = (
        reading.lexicon.language == "de" and not kinds & NAME and kinds & Is.COMMON
    )
    weak = (
        len(word.low) < 3
        and "." not in reading.between(index)
        and not word.kind & Is.CAPITAL
    )
    if plain_noun or weak or (kinds & Is.COMMON and not kinds & NAME):
        return
    naming.add(index, last, Why.TITLE, Confidence.SURE)


def _before_title(naming: Naming, index: int) -> None:
    """Hungarian says "Kovács úr", "Kiss doktornő", "Anna néni"."""
    reading = naming.reading
    if index == 0 or reading.between(index - 1) != " ":
        return
    first = index - 1
    if not reading.is_(first, Is.CAPITAL) or (
        reading.is_(first, Is.COMMON) and not reading.is_(first, NAME)
    ):
        return
    while (
        first > 0
        and reading.between(first - 1) == " "
        and reading.is_(first - 1, Is.CAPITAL)
        and reading.is_(first - 1, NAME)
    ):
        first -= 1
    naming.add(first, index, Why.TITLE, Confidence.SURE)


def _after_cue(naming: Naming, index: int) -> None:
    reading = naming.reading
    groups = reading.led.get(index, ())
    if index >= len(reading.words):
        return
    gap = (
        reading.text[reading.words[index - 1].end : reading.words[index].start]
        if index
        else "\n"
    )
    if any(stop in gap for stop in ".…(@"):
        return
    if "introductions" in groups and len(gap) < 6:
        _introduced(naming, index)
    elif "presented" in groups and len(gap) < 4:
        _expected(naming, index, Why.CUE)
    before = reading.words[index - 1].kind if index else 0
    if gap in {" ", ", ", ": "} and before & Is.KIN:
        _expected(naming, index, Why.KIN)
    elif (
        gap in {" ", ", "}
        and before & Is.GREETING
        and reading.starts_sentence(index - 1)
    ):
        _expected(naming, index, Why.CUE)
    elif "\n" in gap and before & Is.FAREWELL:
        _expected(naming, index, Why.SIGNATURE)


def _introduced(naming: Naming, index: int) -> None:
    """After "my name is" also what is written small."""
    reading = naming.reading
    last = name_end(reading, index)
    if last is None and not reading.is_(index, NOT_NAME):
        last = index
        if (
            not reading.is_(index + 1, NOT_NAME | Is.PARTICLE)
            and reading.between(index) == " "
        ):
            last = min(index + 1, len(reading.words) - 1)
    if last is not None and not reading.is_(index, Is.HEAD):
        naming.add(index, last, Why.CUE, Confidence.SURE)


def _expected(naming: Naming, index: int, why: Why) -> None:
    """Where a name often stands: one is there if it is no ordinary word."""
    reading = naming.reading
    first = index
    while reading.is_(first, Is.TITLE) and first < index + 2:
        first += 1
    last = name_end(reading, first, most=4)
    word = reading.words[first] if first < len(reading.words) else None
    if word is None:
        return
    if last is None:
        if word.kind & Is.GIVEN and not word.kind & NOT_NAME and why is not Why.CUE:
            last = first
            if (
                reading.is_(first + 1, Is.SURNAME)
                and not reading.is_(first + 1, NOT_NAME)
                and reading.between(first) == " "
            ):
                last += 1
            naming.add(first, last, why)
        return
    if _speaks_against(reading, first, last):
        return
    if why is not Why.KIN and reading.lexicon.language == "de" and not word.kind & NAME:
        return
    naming.add(first, last, why)


def _speaks_against(reading: Reading, first: int, last: int) -> bool:
    """Medicine, places, shouted short forms and plain words at the start of it."""
    kinds = [w.kind for w in reading.words[first : last + 1]]
    if any(kind & Is.GIVEN and not kind & Is.COMMON for kind in kinds):
        return is_eponym(reading, first, last)
    if all(kind & (NOT_NAME | Is.PLACE | Is.INITIAL) for kind in kinds):
        return True
    if all(kind & Is.SHOUTED and not kind & NAME for kind in kinds):
        return True
    return is_eponym(reading, first, last)
