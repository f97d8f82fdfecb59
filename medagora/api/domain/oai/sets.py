"""Sets: the whole of a sort, and one language, kind or topic of it (section 2.6).

A name below another by a colon is a part of it, as the protocol wants: whatever is in
``topic:asthma`` is in ``topic``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from medagora.api.domain.oai.words import Fault, OaiFault


class Sort(StrEnum):
    AUDIENCE = "audience"
    KIND = "kind"
    LANGUAGE = "language"
    TOPIC = "topic"


#: The whole of each sort, as a list of sets names it.
WHOLE = {
    Sort.AUDIENCE: "By audience",
    Sort.KIND: "By kind of resource",
    Sort.LANGUAGE: "By language of the resource",
    Sort.TOPIC: "By topic",
}


@dataclass(frozen=True)
class Chosen:
    """A set that was asked for; no value: its whole sort; no sort: everything."""

    sort: Sort | None = None
    value: str = ""

    def value_of(self, sort: Sort) -> str:
        return self.value if self.sort is sort else ""


@dataclass(frozen=True)
class OaiSet:
    spec: str
    name: str


def read_set(name: str) -> Chosen:
    """OaiFault for a sort that there is not: then no record can match."""
    if not name:
        return Chosen()
    sort, _colon, value = name.partition(":")
    if sort not in set(Sort) or ":" in value:
        raise OaiFault(Fault.NO_MATCH, "There is no such set; ListSets names them.")
    return Chosen(Sort(sort), value)


def specs_of(
    *, audience: str, kind: str, languages: Iterable[str], topics: Iterable[str]
) -> tuple[str, ...]:
    """The sets of one record, the narrowest only: the others are told by them."""
    return (
        f"{Sort.AUDIENCE}:{audience}",
        f"{Sort.KIND}:{kind}",
        *(f"{Sort.LANGUAGE}:{code}" for code in languages),
        *(f"{Sort.TOPIC}:{slug}" for slug in topics),
    )
