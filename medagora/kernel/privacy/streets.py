"""Streets: a name with a number before or after it."""

import re
from collections.abc import Iterator
from itertools import takewhile

from medagora.kernel.privacy.lexicon import known
from medagora.kernel.privacy.reading import Is, Reading

_JOINING = {" ", ", ", " n° ", " nº ", ". ", ",", " no. ", " num. "}
_SUFFIX = re.compile(
    r"..(?:stra(?:ß|ss)e|str|gasse|weg|allee|platz|damm|ufer|ring|straat|laan|plein"
    r"|kade|dreef|hove|gatan|vägen|gade|vej|veien"
    r"|stræde|vegen|gata|katu|tie|kuja|polku|ova|ulica|gade|utca|strasse)$"
)


def streets_around(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A number with the street before it or after it."""
    index = reading.index_at(start) - 1
    first = _street_before(reading, index, start)
    if first is not None:
        yield house_number_before(reading.text, first), end
        return
    last = _street_after(reading, index + 1, end)
    if last is not None:
        yield house_number_before(reading.text, start), last


def house_number_before(text: str, start: int) -> int:
    match = re.search(
        r"(?<![\w.,])\d{1,6}[ ,]{1,2}(?:\d{1,6} )?$", text[max(0, start - 16) : start]
    )
    return start - (len(match.group()) if match else 0)


def _street_before(reading: Reading, index: int, start: int) -> int | None:
    words = reading.words
    if index < 0 or reading.text[words[index].end : start] not in _JOINING:
        return None
    first, seen, streets = index, 0, False
    while first >= 0 and seen < 6:
        word = words[first]
        if is_street_word(reading, first):
            streets = True
        elif not word.kind & (Is.CAPITAL | Is.PARTICLE):
            break
        seen += 1
        gap = reading.between(first - 1) if first else "\n"
        if _is_street_start(reading, first):
            first -= 1
            break
        if gap not in {" ", ". ", "/", "/ ", ".", " 'l"}:
            first -= 1
            break
        first -= 1
    first += 1
    while (
        first <= index
        and words[first].kind & Is.PARTICLE
        and not words[first].kind & Is.CAPITAL
    ):
        first += 1
    return (
        words[first].start
        if _is_street(reading, first, index, start, streets)
        else None
    )


def is_street_word(reading: Reading, index: int) -> bool:
    low = reading.low(index)
    return (
        reading.is_(index, Is.STREET)
        or (reading.is_(index, Is.ROAD) and len(low) > 1)
        or low in known("streets")
        or bool(_SUFFIX.search(low) and reading.words[index].kind & Is.CAPITAL)
    )


def _is_street_start(reading: Reading, index: int) -> bool:
    return reading.is_(index, Is.STREET) or reading.low(index) in known("streets")


def _is_street(
    reading: Reading, first: int, last: int, number: int, streets: bool
) -> bool:
    words = reading.words[first : last + 1]
    if not words:
        return False
    if streets and (len(words) > 1 or _SUFFIX.search(words[0].low)):
        return True
    if not any(w.kind & Is.CAPITAL for w in words):
        return False
    if "/" in reading.text[number : number + 3].lower():  # "s/n"
        return True
    plain = [w for w in words if not w.kind & (Is.COMMON | Is.KNOWN | Is.SHOUTED)]
    led = "address_cues" in reading.led.get(first, ())
    has_number = house_number_before(reading.text, words[0].start) < words[0].start
    digits = len([*takewhile(str.isdecimal, reading.text[number : number + 6])])
    if led or has_number:
        return bool(plain)
    if reading.text[words[-1].end : number] == ", ":
        return len(words) > 1 and len(plain) == len(words) and digits < 4
    ends_line = re.match(r"\w*\.?(?:\s*$|[ ]*\n|,)", reading.text[number : number + 8])
    return bool(plain) and len(plain) == len(words) and digits < 4 and bool(ends_line)


def _street_after(reading: Reading, index: int, end: int) -> int | None:
    """12 Elm Street; 12 rue des Lilas; 4, avenue Foch."""
    words, text = reading.words, reading.text
    if index >= len(words) or text[end : words[index].start] not in {
        " ",
        ", ",
        " bis ",
        " ter ",
    }:
        return None
    if _is_street_start(reading, index) and reading.is_(
        index + 1, Is.CAPITAL | Is.PARTICLE
    ):
        last = index + 1
        while (
            last + 1 < len(words)
            and last < index + 6
            and reading.between(last) in {" ", "'", "’", "-"}
        ):
            if not words[last + 1].kind & (Is.CAPITAL | Is.PARTICLE):
                break
            last += 1
        return words[last].end
    for at in range(index, min(index + 5, len(words))):
        if not words[at].kind & Is.CAPITAL or (
            at > index and reading.between(at - 1) != " "
        ):
            return None
        if at > index and (words[at].kind & Is.ROAD or _SUFFIX.search(words[at].low)):
            return words[at].end
    return None
