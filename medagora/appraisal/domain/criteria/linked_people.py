"""Who the code of a page names as author or reviewer: JSON-LD and meta elements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from medagora.appraisal.domain.page import Page

_MOST_OBJECTS = 60
_MOST_PEOPLE = 12
_LONGEST = 200
_LONGEST_JOB = 80
#: Opinions of others on the page: their authors did not write it.
_OTHERS = frozenset(
    {
        "review",
        "comment",
        "question",
        "answer",
        "usercomments",
        "product",
        "offer",
        "aggregaterating",
        "recipe",
        "claimreview",
    }
)


class Role(StrEnum):
    AUTHOR = "author"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"


_KEYS = {
    Role.AUTHOR: ("author", "creator"),
    Role.REVIEWER: ("reviewedBy", "reviewedby", "medicalReviewer"),
    Role.PUBLISHER: ("publisher", "sourceOrganization", "copyrightHolder"),
}
_METAS = {
    Role.AUTHOR: (
        *("citation_author", "author", "article:author", "dc.creator"),
        *("dcterms.creator", "parsely-author", "sailthru.author", "byl"),
    ),
    Role.REVIEWER: ("reviewer", "medical-reviewer", "reviewed-by"),
    Role.PUBLISHER: (
        "citation_publisher",
        "dc.publisher",
        "dcterms.publisher",
        "publisher",
    ),
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A name in the code, with what stands beside it ("MD", "cardiologist")."""

    name: str
    beside: str = ""
    is_person: bool = False
    is_organisation: bool = False
    #: "jobTitle": the profession in the page's own words.
    job: str = ""


def people_of(page: Page, role: Role) -> list[Linked]:
    """Those whom JSON-LD names first, then those of meta elements."""
    found: dict[str, Linked] = {}
    for linked in (*_of_linked_data(page, role), *_of_meta(page, role)):
        found.setdefault(linked.name, linked)
        if len(found) >= _MOST_PEOPLE:
            break
    return list(found.values())


def objects_of(page: Page) -> list[Mapping[str, Any]]:
    """The first JSON-LD objects of the page, without what is none."""
    first = page.linked_data[:_MOST_OBJECTS]
    return [item for item in first if isinstance(item, Mapping)]


def types_of(item: Mapping[str, Any]) -> frozenset[str]:
    """The types of a JSON-LD object, lower case, without their vocabulary."""
    said = item.get("@type", ())
    many = said if isinstance(said, list) else [said]
    return frozenset(
        one.rsplit("/", 1)[-1].lower() for one in many[:10] if isinstance(one, str)
    )


def _of_linked_data(page: Page, role: Role) -> Iterator[Linked]:
    objects = objects_of(page)
    known = {str(item["@id"]): item for item in objects if item.get("@id")}
    for item in objects:
        if types_of(item) & _OTHERS:
            continue
        for key in _KEYS[role]:
            yield from _people_in(item.get(key), known)


def _people_in(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Iterator[Linked]:
    for one in (value if isinstance(value, list) else [value])[:_MOST_PEOPLE]:
        if isinstance(one, str):
            yield from _named(one)
        elif isinstance(one, Mapping):
            whole = known.get(str(one.get("@id")), one) if "name" not in one else one
            yield from _described(whole)


def _described(item: Mapping[str, Any]) -> Iterator[Linked]:
    words = [
        item.get("honorificSuffix"),
        item.get("honorificPrefix"),
        item.get("jobTitle"),
        item.get("description"),
    ]
    beside = ", ".join(word[:_LONGEST] for word in words if isinstance(word, str))
    types = types_of(item)
    name = item.get("name")
    if isinstance(name, str):
        for linked in _named(name):
            job = item.get("jobTitle")
            yield Linked(
                linked.name,
                beside,
                "person" in types,
                is_body(types),
                job.strip()[:_LONGEST_JOB] if isinstance(job, str) else "",
            )


def is_body(types: frozenset[str]) -> bool:
    """Whether these are the types of an organisation."""
    return any("organization" in one or "business" in one for one in types)


def _of_meta(page: Page, role: Role) -> Iterator[Linked]:
    for key in _METAS[role]:
        yield from _named(page.meta.get(key, ""))


def _named(words: str) -> Iterator[Linked]:
    """Nothing for an address: some pages give a link for a name."""
    name = " ".join(words[:_LONGEST].split())
    if name and "://" not in name and not name.startswith(("@", "/", "www.")):
        yield Linked(name)
