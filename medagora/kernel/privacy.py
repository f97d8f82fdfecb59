"""The privacy guard: what in a free text would identify somebody.

Pure and cautious: it points at the words, a service decides to warn and ask.
It finds what has a form (addresses, numbers, dates of birth), not names; a
clean result does not mean that a text identifies nobody.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    NUMBER = "identity_number"
    BIRTH_DATE = "birth_date"
    CARD = "card_number"


@dataclass(frozen=True)
class Trace:
    """Words at ``text[start:end]`` that may identify somebody."""

    kind: Kind
    start: int
    end: int


_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"\bhttps?://\S+|\b10\.\d{4,9}/\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w./-])\+?\(?\d[\d\s()./-]{7,18}\d(?![\w-])")
_NUMBER = re.compile(r"(?<![\w.,/-])(?:[A-Z]{0,3}\d{7,}[A-Z]?)(?![\w-])")
_DATE = r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}"
_BIRTH_WORDS = (
    r"born|birth|dob|d\.o\.b|szül\w*|gebor\w*|geburts\w*|né[e]?\b|naissance|"
    r"nacid\w*|nacimiento|ميلاد|مواليد|ولد"
)
_BIRTH = re.compile(
    rf"(?:{_BIRTH_WORDS})\D{{0,25}}({_DATE}|(?:19|20)\d\d)", re.IGNORECASE
)  # one pattern, one line
_NOT_PHONE = re.compile(rf"^(?:{_DATE}|(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d)$")


def find_traces(text: str) -> list[Trace]:
    """Every trace, in order, none inside another. Linear in the text's length."""
    taken = [False] * len(text)
    _mark(taken, _URL, text)  # addresses of pages and papers are not people
    found: list[Trace] = []
    for kind, pattern in (
        (Kind.EMAIL, _EMAIL),
        (Kind.BIRTH_DATE, _BIRTH),
        (Kind.NUMBER, _NUMBER),
        (Kind.PHONE, _PHONE),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]) or not _plausible(kind, match.group()):
                continue
            taken[start:end] = [True] * (end - start)
            found.append(Trace(_refine(kind, match.group()), start, end))
    return sorted(found, key=lambda trace: trace.start)


def _mark(taken: list[bool], pattern: re.Pattern[str], text: str) -> None:
    for match in pattern.finditer(text):
        start, end = match.span()
        taken[start:end] = [True] * (end - start)


def _plausible(kind: Kind, words: str) -> bool:
    if kind is not Kind.PHONE:
        return True
    digits = sum(c.isdigit() for c in words)
    return 8 <= digits <= 16 and not _NOT_PHONE.match(words.strip())


def _refine(kind: Kind, words: str) -> Kind:
    digits = "".join(c for c in words if c.isdigit())
    if len(digits) in range(13, 20) and _luhn(digits):
        return Kind.CARD
    return kind


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812 check digit."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
