"""Towns: where somebody says that they live, and small ones by their name."""

from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Kind, Why
from medagora.kernel.privacy.lexicon import anywhere, countries, known
from medagora.kernel.privacy.reading import NAME, Is, Reading

_GAPS = {" ", "-", " (", "’", "'"}
_ARTICLES = {"the", "el", "la", "a", "az", "of", "de"}


def find_homes(reading: Reading, found: Found) -> None:
    """Where people say that they live; before names of people are looked for."""
    for index, groups in list(reading.led.items()):
        if "residence" in groups and index < len(reading.words):
            _residence(reading, found, index)


def find_places(reading: Reading, found: Found) -> None:
    if reading.lexicon.language == "hu":
        _hungarian(reading, found)
    for index, word in enumerate(reading.words, 1):
        if word.kind & Is.NEAR and reading.is_(index, Is.CAPITAL):
            _unknown(reading, found, index)


def place_end(reading: Reading, first: int) -> int | None:
    """The last word of a place's name that begins here; None when it is no name."""
    if reading.lexicon.language == "ar":
        good = not reading.is_(first, Is.COMMON) or reading.is_(first, Is.PLACE)
        more = reading.between(first) == " " and not reading.is_(first + 1, Is.COMMON)
        return first + more if good else None
    last = None
    for index in range(first, min(first + 5, len(reading.words))):
        word = reading.words[index]
        if index > first and reading.between(index - 1) not in _GAPS:
            break
        if word.kind & Is.PARTICLE and not word.kind & Is.CAPITAL and index > first:
            continue
        if not word.kind & Is.CAPITAL or word.kind & Is.HEAD:
            break
        if (
            word.kind & Is.COMMON
            and not word.kind & (Is.PLACE | NAME)
            and index == first
        ):
            break
        last = index
    return last


def _is_country(reading: Reading, first: int, last: int) -> bool:
    start, end = reading.words[first].start, reading.words[last].end
    return reading.text[start:end].lower() in countries(reading.lexicon.language)


def _is_big(reading: Reading, first: int, last: int) -> bool:
    return all(reading.low(i) in known("cities") for i in range(first, last + 1))


def _residence(reading: Reading, found: Found, index: int) -> None:
    """A town after "I live in"; a country or a big city tells too little alone."""
    if len(reading.text[reading.words[index - 1].end : reading.words[index].start]) > 2:
        return
    first = index
    while reading.low(first) in _ARTICLES or reading.lexicon.has(
        "places_head", reading.low(first)
    ):
        first += 1
    if first >= len(reading.words) or not found.is_free(
        reading.words[first].start, reading.words[first].end
    ):
        return
    last = place_end(reading, first)
    if last is None or _is_country(reading, first, last):
        return
    how = Confidence.MAYBE if _is_big(reading, first, last) else Confidence.LIKELY
    start, end = reading.words[first].start, reading.words[last].end
    found.add(Kind.PLACE, start, end, Why.CUE, how)


def _unknown(reading: Reading, found: Found, index: int) -> None:
    """A word after "in" that is no word, in letters or a form that towns have."""
    if reading.between(index - 1) != " " or index in reading.exempt:
        return
    last = place_end(reading, index)
    if last is None or reading.lexicon.language == "de":
        return
    words = reading.words[index : last + 1]
    if any(w.kind & (Is.COMMON | Is.KNOWN | Is.PLACE | Is.GIVEN) for w in words):
        return
    if reading.low(last + 1) in anywhere()["eponym_after"]:
        return
    foreign = (
        any(not w.text.isascii() for w in words) and reading.lexicon.language == "en"
    )
    shouted = all(w.kind & Is.SHOUTED and len(w.text) > 5 for w in words)
    if foreign or shouted:
        found.add(Kind.PLACE, words[0].start, words[-1].end, Why.CUE, Confidence.MAYBE)


_LIVES = frozenset(
    [
        "élek",
        "élünk",
        "él",
        "élnek",
        "lakom",
        "lakunk",
        "lakik",
        "laknak",
        "lakott",
        "éltem",
        "laktam",
        "születtem",
        "született",
        "származom",
        "költöztünk",
        "költöztem",
        "nőttem",
    ]
)
_IN = (
    "ban",
    "ben",
    "on",
    "en",
    "ön",
    "ott",
    "ett",
    "ött",
    "ón",
    "én",
    "án",
    "ún",
    "őn",
    "űn",
    "ból",
    "ből",
    "ról",
    "ről",
    "ra",
    "re",
    "ba",
    "be",
)


def _hungarian(reading: Reading, found: Found) -> None:
    """ "Domoszlón élünk", "Debrecenben lakom": the town stands before or after."""
    for index, word in enumerate(reading.words):
        if word.low not in _LIVES:
            continue
        for at in (index - 1, index + 1, index - 2):
            near = reading.words[at] if 0 <= at < len(reading.words) else None
            if near is None or not near.kind & Is.CAPITAL or near.kind & Is.COMMON:
                continue
            given = near.kind & Is.GIVEN and not near.kind & Is.PLACE
            if near.low.endswith(_IN) and not given:
                how = Confidence.MAYBE if near.kind & Is.PLACE else Confidence.LIKELY
                found.add(Kind.PLACE, near.start, near.end, Why.CUE, how)
                break
