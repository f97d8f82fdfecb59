"""Answers of a search: one page of what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from medagora.api.domain.fhir.parts import Json, known

Pairs = Sequence[tuple[str, str]]
PAGE = "_page"


@dataclass(frozen=True)
class Found:
    """Which page of how many. ``used``: the parameters that were understood."""

    base: str
    used: Pairs
    total: int
    page: int = 1
    pages: int = 1
    #: Only the number was asked for.
    is_count: bool = False


def searchset(found: Found, resources: Sequence[Json]) -> Json:
    """``fullUrl`` and the links are absolute, because ``found.base`` is."""
    return known(
        {
            "resourceType": "Bundle",
            "type": "searchset",
            "total": found.total,
            "link": _links(found),
            "entry": [
                {
                    "fullUrl": f"{found.base}/{resource['id']}",
                    "resource": resource,
                    "search": {"mode": "match"},
                }
                for resource in resources
            ],
        }
    )


def _links(found: Found) -> list[Json]:
    links = [("self", found.page)]
    if not found.is_count:
        links.append(("first", 1))
        if found.page > 1:
            links.append(("previous", found.page - 1))
        if found.page < found.pages:
            links.append(("next", found.page + 1))
        links.append(("last", max(found.pages, 1)))
    return [{"relation": name, "url": _address(found, page)} for name, page in links]


def _address(found: Found, page: int) -> str:
    pairs = [pair for pair in found.used if pair[0] != PAGE]
    if page > 1:
        pairs.append((PAGE, str(page)))
    return f"{found.base}?{urlencode(pairs)}" if pairs else found.base
