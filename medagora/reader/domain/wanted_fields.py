"""The fields of the query language, and how their values are written. Pure."""

import re
from datetime import date

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import fold, tidy
from medagora.reader.domain.words import NoticeKind, Sort

#: How a field may be called, and which it is.
FIELDS = {
    "title": "title",
    "author": "author",
    "source": "source",
    "journal": "source",
    "topic": "topic",
    "lang": "lang",
    "kind": "kind",
    "sort": "kind",
    "doi": "doi",
    "pmid": "pmid",
    "is": "is",
    "after": "after",
    "before": "before",
}
#: What ``is:`` can say, and the notice behind it.
IS = {
    "retracted": NoticeKind.RETRACTION,
    "questioned": NoticeKind.CONCERN,
    "corrected": NoticeKind.CORRECTION,
}
_DOI_START = re.compile(r"^(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{3,9}/\S+")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def clean_fact(field: str, value: str, *, place: int) -> str:
    """The value as it is compared. BadInput for one that cannot be, with what can."""
    clean = {
        "topic": _topic,
        "lang": _language,
        "kind": _kind,
        "doi": _doi,
        "pmid": _pmid,
        "is": _is,
        "after": _day,
        "before": _day,
    }[field]
    return clean(tidy(value), place)


def _topic(value: str, place: int) -> str:
    if not fold(value):
        raise BadInput(
            "Something must follow “%(name)s:” (character %(place)s): a word, or "
            "several in quotation marks.",
            field="query",
            name="topic",
            place=place,
        )
    return value


def _language(value: str, place: int) -> str:
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


def _kind(value: str, place: int) -> str:
    return _one_of(value.lower(), [sort.value for sort in Sort], place)


def _is(value: str, place: int) -> str:
    return _one_of(value.lower(), list(IS), place)


def _one_of(value: str, words: list[str], place: int) -> str:
    if value not in words:
        raise BadInput(
            "“%(value)s” cannot be used here (character %(place)s). What can be: "
            "%(words)s.",
            field="query",
            value=value,
            place=place,
            words=", ".join(words),
        )
    return value


def _doi(value: str, place: int) -> str:
    doi = _DOI_START.sub("", value).lower()
    if not _DOI.fullmatch(doi):
        raise BadInput(
            "A DOI begins with 10. and has a slash (character %(place)s), such as "
            "doi:10.1000/182.",
            field="query",
            place=place,
        )
    return doi


def _pmid(value: str, place: int) -> str:
    if not (value.isascii() and value.isdigit() and len(value) <= 12):
        raise BadInput(
            "A PMID is a number (character %(place)s), such as pmid:31978945.",
            field="query",
            place=place,
        )
    return value


def _day(value: str, place: int) -> str:
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
