"""Which of the texts that found nothing may be kept at all, and in which form.

Fails closed: what has the form of contact data or may name a person is not kept. Names
that have no form and stand in no list pass; ADR 17 says what is done about those.
"""

import re
import unicodedata

from medagora.kernel.privacy import Kind, find_traces
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import fold, tidy
from medagora.search.domain import unmet_people as people
from medagora.search.domain.words import is_unspaced

MAX_WORDS = 8
MAX_LETTERS = 80
#: Letters of a script without spaces: about as much as eight words.
MAX_UNSPACED = 24
#: So many digits, wherever they stand, may be a number that somebody has.
MAX_DIGITS = 4
#: Nothing longer is even looked at; tidying only makes a text shorter.
_MAX_RAW = 400

_ADDRESS = re.compile(r"://|\bwww\.|[\w-]{2,}\.[a-z]{2,}(?:[/\s:?]|$)", re.IGNORECASE)
#: "Vitamin B 12 may help" has the form of a day, and a day alone tells of nobody.
_HARMLESS = {Kind.DATE}
_UK_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b")


def words_to_keep(text: str) -> str:
    """The folded words of a text; BadInput says what must not stand in it."""
    if len(text) > _MAX_RAW:
        raise _too_long()
    plain = tidy(unicodedata.normalize("NFKC", text))
    words = fold(plain)
    if not any(letter.isalpha() for letter in words):
        raise BadInput("Please say it in words.", field="words")
    if _is_long(plain, words):
        raise _too_long()
    if _has_contact(plain, words):
        raise BadInput(
            "This looks like an address or a number that belongs to somebody. It was "
            "not passed on.",
            field="words",
        )
    if _may_name(words):
        raise BadInput(
            "This may name a person. It was not passed on. What an illness, a "
            "treatment or a question is called is enough.",
            field="words",
        )
    return words


def _too_long() -> BadInput:
    return BadInput(
        "Please say it in at most %(words)s words.", field="words", words=MAX_WORDS
    )


def _is_long(plain: str, words: str) -> bool:
    unspaced = sum(is_unspaced(letter) for letter in words)
    return (
        max(len(plain), len(words)) > MAX_LETTERS
        or len(words.split()) > MAX_WORDS
        or unspaced > MAX_UNSPACED
    )


def _has_contact(plain: str, words: str) -> bool:
    return bool(
        "@" in plain
        or _count_digits(plain) > MAX_DIGITS
        or _count_digits(words) > MAX_DIGITS
        or _ADDRESS.search(plain)
        or not {found.kind for found in find_traces(plain)} <= _HARMLESS
        or _UK_POSTCODE.search(words)
        or people.MAIL_WORDS.intersection(words.split())
        or _is_street(words)
    )


def _count_digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


def _is_street(words: str) -> bool:
    parts = words.split()
    has_street = people.STREETS.intersection(parts) or any(
        part.endswith(people.STREET_ENDINGS) for part in parts
    )
    return bool(has_street and _count_digits(words))


def _may_name(words: str) -> bool:
    parts = words.split()
    if people.FIRST_NAMES.intersection(parts) or people.TITLES.intersection(parts[:-1]):
        return True
    padded = f" {words} "
    return any(f" {phrase} " in padded for phrase in people.PHRASES)
