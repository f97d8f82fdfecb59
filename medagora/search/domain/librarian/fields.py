"""The fields of queries over resources, and how their values are written. Pure."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from medagora.catalogue.domain.words import Audience, Kind
from medagora.kernel import languages
from medagora.kernel.query_language import values
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import fold, tidy
from medagora.search.domain.requests import ASKED_MARKS

#: How a field may be called, and which it is.
FIELDS = {
    "title": "title",
    "text": "text",
    "by": "by",
    "publisher": "by",
    "source": "by",
    "author": "by",
    "topic": "topic",
    "lang": "lang",
    "language": "lang",
    "kind": "kind",
    "for": "for",
    "audience": "for",
    "country": "country",
    "site": "site",
    "host": "site",
    "after": "after",
    "before": "before",
    "is": "is",
    "doi": "doi",
    "pmid": "pmid",
    "code": "code",
}
#: In a title; in a title or description; in the publisher's name.
PLACES = ("title", "text", "by")
#: What a resource is, not what it says.
FACTS = tuple(dict.fromkeys(name for name in FIELDS.values() if name not in PLACES))
#: Facts whose value may hold brackets and colons.
UNBROKEN = ("doi", "site", "code")

AUDIENCES = (Audience.PATIENTS.value, Audience.PROFESSIONALS.value)
MARKS = tuple(mark.value for mark in ASKED_MARKS)
_KINDS = [kind.value for kind in Kind]
#: Shorter names of kinds, as people say them.
_KINDS_IN_SHORT = {
    "video": Kind.VIDEO_CHANNEL.value,
    "wiki": Kind.WIKI_PAGE.value,
    "forum": Kind.COMMUNITY.value,
}
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.:/-]{0,29}")


def clean_fact(field: str, value: str, place: int) -> str:
    """The value as it is compared. BadInput for one that cannot be, with what can."""
    return _CLEAN[field](tidy(value), place)


def _kind(value: str, place: int) -> str:
    kind = _KINDS_IN_SHORT.get(value.lower(), value)
    return values.one_of(kind, _KINDS, place)


def _audience(value: str, place: int) -> str:
    return values.one_of(value, AUDIENCES, place)


def _mark(value: str, place: int) -> str:
    return values.one_of(value, MARKS, place)


def _country(value: str, place: int) -> str:
    """The code of a country, from its code or its name in a language of ours."""
    code = value.upper()
    if code not in languages.countries_in("en"):
        code = _codes_of_countries().get(fold(value), "")
    if not code:
        raise BadInput(
            "“%(value)s” is not a country that we know (character %(place)s). Write "
            "its code, such as country:DE.",
            field="query",
            value=value,
            place=place,
        )
    return code


@lru_cache(maxsize=1)
def _codes_of_countries() -> dict[str, str]:
    return {
        fold(name): code
        for reader in reversed(languages.FINISHED)  # English counts most
        for code, name in languages.countries_in(reader).items()
    }


def _site(value: str, place: int) -> str:
    """The host of an address, without "www."."""
    address = value if "//" in value else f"//{value}"
    try:
        host = (urlsplit(address).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        host = ""
    if not _HOST.fullmatch(host):
        raise BadInput(
            "“%(value)s” is not the address of a site (character %(place)s). Write "
            "it as site:who.int.",
            field="query",
            value=value,
            place=place,
        )
    return host


def _code(value: str, place: int) -> str:
    """A code in capitals: "E11.9", "ICD10:E11.9", "D003924"."""
    code = value.upper()
    if not (_CODE.fullmatch(code) and any(letter.isdigit() for letter in code)):
        raise BadInput(
            "“%(value)s” is not a code (character %(place)s). Write one of ICD or "
            "MeSH, such as code:E11.9 or code:D003924.",
            field="query",
            value=value,
            place=place,
        )
    return code


_CLEAN = {
    "topic": values.clean_topic,
    "lang": values.clean_language,
    "kind": _kind,
    "for": _audience,
    "country": _country,
    "site": _site,
    "after": values.clean_day,
    "before": values.clean_day,
    "is": _mark,
    "doi": values.clean_doi,
    "pmid": values.clean_pmid,
    "code": _code,
}
