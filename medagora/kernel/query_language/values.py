"""How the values of facts that several rooms know are written: each function takes
the value as typed and its place, and gives it as it is compared. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import fold

_DOI_START = re.compile(r"^(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{3,9}/\S+")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def clean_topic(value: str, place: int) -> str:
    """As typed; which topic it names, only the table of topics knows."""
    if not fold(value):
        raise BadInput(
            "Something must follow “%(name)s:” (character %(place)s): a word, or "
            "several in quotation marks.",
            field="query",
            name="topic",
            place=place,
        )
    return value


def clean_language(value: str, place: int) -> str:
    """The code of a language, from its code or its English name."""
    named = languages.codes_by_english_name().get(value.casefold(), value)
    if not languages.is_known(named):
        raise BadInput(
            "“%(value)s” is not a language that we know (character %(place)s). "
            "Write its code, such as lang:de.",
            field="query",
            value=value,
            place=place,
        )
    return languages.primary(named)


def one_of(value: str, words: Sequence[str], place: int) -> str:
    """One of a closed list, whose words are written small."""
    word = value.lower()
    if word not in words:
        raise BadInput(
            "“%(value)s” cannot be used here (character %(place)s). What can be: "
            "%(words)s.",
            field="query",
            value=word,
            place=place,
            words=", ".join(words),
        )
    return word


def clean_doi(value: str, place: int) -> str:
    """A DOI without what people write before it, in small letters."""
    doi = _DOI_START.sub("", value).lower()
    if not _DOI.fullmatch(doi):
        raise BadInput(
            "A DOI begins with 10. and has a slash (character %(place)s), such as "
            "doi:10.1000/182.",
            field="query",
            place=place,
        )
    return doi


def clean_pmid(value: str, place: int) -> str:
    if not (value.isascii() and value.isdigit() and len(value) <= 12):
        raise BadInput(
            "A PMID is a number (character %(place)s), such as pmid:31978945.",
            field="query",
            place=place,
        )
    return value


def clean_day(value: str, place: int) -> str:
    """A day in ISO 8601; the first one of a month or a year."""
    found = _DAY.fullmatch(value)
    try:
        if not (found and value.isascii()):
            raise ValueError
        year, month, day = (int(part or 1) for part in found.groups())
        return date(year, month, day).isoformat()
    except ValueError:
        raise BadInput(
            "Write a day as 2026-01-31, a month as 2026-01 or a year as 2026 "
            "(character %(place)s).",
            field="query",
            place=place,
        ) from None
