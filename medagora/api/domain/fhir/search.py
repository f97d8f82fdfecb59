"""A search for DocumentReference: the parameters read, or refused by name.

What a parameter means, and where the standard defines it, says ``PARAMETERS``; the
capability statement is made from the same table, so that it promises what is done.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from medagora.api.domain.fhir.bundles import PAGE
from medagora.api.domain.fhir.refusals import (
    BadValue,
    NotSupported,
    TooCostly,
)
from medagora.api.domain.fhir.tokens import Token, tokens, words

USUAL_COUNT, MOST_COUNT = 30, 100
#: Beyond this nobody pages on; the search is made narrower.
LAST_PAGE = 500
#: How often one parameter may be repeated ("and").
MOST_REPEATS = 10
#: Names that are looked for in words.
MOST_NAMES = 5
_STANDARD = "http://hl7.org/fhir/SearchParameter/"


@dataclass(frozen=True)
class Parameter:
    """``definition`` without an address stands below our own SearchParameter."""

    name: str
    type: str
    definition: str
    meaning: str


PARAMETERS = (
    Parameter("_id", "token", f"{_STANDARD}Resource-id", "The id of a document."),
    Parameter(
        "code",
        "token",
        "documentreference-code",
        "A code of a diagnosis, medicine or test, as a record holds it: documents "
        "about the topic that has it or, when there is none, about that of its "
        "parent code. code:text takes words instead.",
    ),
    Parameter(
        "event",
        "token",
        f"{_STANDARD}DocumentReference-event",
        "Exactly this code of a topic.",
    ),
    Parameter(
        "language",
        "token",
        f"{_STANDARD}DocumentReference-language",
        "A language that the document itself speaks.",
    ),
    Parameter(
        "category",
        "token",
        f"{_STANDARD}DocumentReference-category",
        "For whom it is: patients or professionals. What is for everybody has both.",
    ),
    Parameter(
        "type",
        "token",
        f"{_STANDARD}clinical-type",
        "What kind of thing it is: website, guideline, podcast and so on.",
    ),
    Parameter(
        "status",
        "token",
        f"{_STANDARD}DocumentReference-status",
        "Everything here is current.",
    ),
)
_NAMES = {parameter.name for parameter in PARAMETERS}
_FIELDS = {
    "code": "codes",
    "event": "events",
    "language": "languages",
    "category": "categories",
    "type": "types",
    "status": "statuses",
}
#: What says how to answer, and is no condition.
_RESULT = {"_count", "_summary", "_total", PAGE}
_SUMMARIES = {"count", "false"}
#: What says in which form to answer; kept in the links, where it is still wanted.
_FORM = {"_format", "_pretty"}

AllOf = tuple[tuple[Token, ...], ...]


@dataclass(frozen=True)
class DocumentSearch:
    """Of each condition all of the outer and one of the inner must hold."""

    ids: tuple[tuple[str, ...], ...] = ()
    codes: AllOf = ()
    names: tuple[tuple[str, ...], ...] = ()
    events: AllOf = ()
    languages: AllOf = ()
    categories: AllOf = ()
    types: AllOf = ()
    statuses: AllOf = ()
    count: int = USUAL_COUNT
    page: int = 1
    is_count: bool = False
    #: The parameters that were understood, for the link to the same search.
    used: tuple[tuple[str, str], ...] = ()


@dataclass
class _Reading:
    """What was read so far, by the field of DocumentSearch."""

    conditions: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    result: dict[str, str] = field(default_factory=dict)
    used: list[tuple[str, str]] = field(default_factory=list)


def read_search(
    pairs: Iterable[tuple[str, str]], *, is_strict: bool = False
) -> DocumentSearch:
    """A parameter without a value is left out, as the standard says; one that is not
    known is left out, too, unless the client asked to be strict."""
    reading = _Reading()
    for name, value in pairs:
        if not value.strip():
            continue
        if _read(reading, name, value):
            reading.used.append((name, value))
        elif is_strict:
            raise NotSupported(
                "The parameter %(name)s is not known here.",
                field=name[:100],
                name=name[:100],
            )
    conditions = {name: tuple(all_of) for name, all_of in reading.conditions.items()}
    if sum(map(len, conditions.get("names", ()))) > MOST_NAMES:
        raise TooCostly(
            "code:text has more than %(most)s values.",
            field="code:text",
            most=MOST_NAMES,
        )
    count = _number(reading.result, "_count", USUAL_COUNT, least=0)
    return DocumentSearch(
        **conditions,
        count=min(count, MOST_COUNT) or USUAL_COUNT,
        page=_page(reading.result),
        is_count=count == 0 or reading.result.get("_summary") == "count",
        used=tuple(reading.used),
    )


def _read(reading: _Reading, full: str, value: str) -> bool:
    """Whether the parameter is one of ours; then it is taken in."""
    name, _colon, modifier = full.partition(":")
    if full in _FORM:
        return True
    if full in _RESULT:
        return _read_result(reading, full, value)
    if name not in _NAMES:
        return False
    if (name, modifier) == ("code", "text"):
        _add(reading, "names", words(value, place=full), full)
    elif modifier:
        raise NotSupported(
            "The modifier :%(modifier)s of %(name)s is not supported.",
            field=full[:100],
            modifier=modifier[:50],
            name=name,
        )
    elif name == "_id":
        _add(reading, "ids", words(value, place=full), full)
    else:
        _add(reading, _FIELDS[name], tokens(value, place=full), full)
    return True


def _read_result(reading: _Reading, name: str, value: str) -> bool:
    """Of these only the first counts. A summary that we do not make is left out."""
    if name in reading.result or (name == "_summary" and value not in _SUMMARIES):
        return False
    reading.result[name] = value
    return True


def _add(reading: _Reading, name: str, values: tuple[Any, ...], place: str) -> None:
    kept = reading.conditions.setdefault(name, [])
    if len(kept) == MOST_REPEATS:
        raise TooCostly(
            "%(place)s is repeated more than %(most)s times.",
            field=place,
            place=place,
            most=MOST_REPEATS,
        )
    kept.append(values)


def _page(result: dict[str, str]) -> int:
    page = _number(result, PAGE, 1, least=1)
    if page > LAST_PAGE:
        raise TooCostly(
            "There is no page after %(most)s. Make the search narrower.",
            field=PAGE,
            most=LAST_PAGE,
        )
    return page


def _number(result: dict[str, str], name: str, usual: int, *, least: int) -> int:
    text = result.get(name)
    if text is None:
        return usual
    if not (
        text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least
    ):
        raise BadValue(
            "%(name)s must be a whole number from %(least)s up.",
            field=name,
            name=name,
            least=least,
        )
    return int(text)
