"""A name that is being looked for: how far it reaches, whether it is an eponym."""

from dataclasses import dataclass, field

from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Kind, Why
from medagora.kernel.privacy.lexicon import anywhere
from medagora.kernel.privacy.reading import NAME, Is, Reading, names_illness

#: Bits that speak against a name.
NOT_NAME = Is.COMMON | Is.KNOWN | Is.HEAD
_LINKED = {" ", "-", "'s ", "’s ", "' ", "’ "}
_GAPS = {" ", "  ", ". ", "\u00a0", ".", "-", " - "}


_NO_NAME_ALONE = NOT_NAME | Is.TITLE | Is.PARTICLE | Is.INITIAL


@dataclass
class Naming:
    reading: Reading
    found: Found
    #: Words of names that are certain enough to be names wherever they stand.
    seen: set[str] = field(default_factory=set)

    def add(
        self, first: int, last: int, why: Why, how: Confidence = Confidence.LIKELY
    ) -> None:
        """Words ``first`` to ``last`` as a person, unless they are an organisation."""
        words = self.reading.words[first : last + 1]
        if not self.reading.exempt.isdisjoint(range(first, last + 1)):
            return
        start, end = words[0].start, words[-1].end
        is_new = self.found.add(Kind.PERSON, start, end, why, how)
        if is_new and how is not Confidence.MAYBE:
            self.seen.update(
                word.low
                for word in words
                if not word.kind & _NO_NAME_ALONE and len(word.low) > 2
            )


def name_end(reading: Reading, first: int, *, most: int = 5) -> int | None:
    """The index of the last word of a name that begins at ``first``, or None.

    Capitalised words and initials, with particles between; it stops before a word
    of the language that no name has.
    """
    last = None
    for index in range(first, min(first + most, len(reading.words))):
        kind = reading.words[index].kind
        if index > first and not _goes_on(reading, index):
            break
        if kind & Is.PARTICLE and index > first and not kind & Is.CAPITAL:
            if not reading.is_(index + 1, Is.CAPITAL | Is.PARTICLE):
                break
            continue
        if kind & Is.INITIAL:
            last = index if last is not None else last
            continue
        plain = kind & Is.COMMON and not kind & NAME
        if not kind & Is.CAPITAL or kind & Is.HEAD or plain:
            break
        last = index
    return last


def _goes_on(reading: Reading, index: int) -> bool:
    """What stands before a word joins it to the word before; a full stop does so
    only after an initial or a title."""
    gap = reading.between(index - 1)
    if gap.startswith(".") and not reading.is_(index - 1, Is.INITIAL | Is.TITLE):
        return False
    return gap in _GAPS


def is_eponym(reading: Reading, first: int, last: int) -> bool:
    """ "Crohn's disease", "maladie de Charcot", "nach Billroth": after somebody."""
    words, after = anywhere(), reading.low(last + 1)
    named = after in words["eponym_after"] or names_illness(after)
    if named and reading.between(last) in _LINKED:
        return True
    if reading.low(first - 1) in words["eponym_before"]:
        return True
    linked = reading.is_(first - 1, Is.PARTICLE)
    return linked and reading.low(first - 2) in words["eponym_before"]
