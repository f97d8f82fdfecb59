"""Patterns that hold digits, tried only where digits are.

Most of a text has none: to try a dozen patterns at every letter took half of the
guard's time. What is found is what ``pattern.finditer`` finds.
"""

import re
from collections.abc import Iterator

_DIGITS = re.compile(r"\d+")
#: One try by us costs as much as so many letters that a pattern passes by itself.
_LETTERS_A_TRY = 8


def digit_places(text: str) -> list[int]:
    """Where each row of digits begins."""
    return [match.start() for match in _DIGITS.finditer(text)]


def matches_near(
    pattern: re.Pattern[str], text: str, places: list[int], reach: int
) -> Iterator[re.Match[str]]:
    """For a pattern whose matches begin with a row of digits, or at most ``reach``
    characters before one, and never inside of one."""
    if len(places) * (reach + 1) * _LETTERS_A_TRY > len(text):
        yield from pattern.finditer(text)
        return
    at = 0
    for place in places:
        at = max(at, place - reach)
        while at <= place:
            match = pattern.match(text, at)
            if match:
                yield match
            at = match.end() if match else at + 1
