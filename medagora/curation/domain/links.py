"""What a visit to an address means: working, moved, broken, parked, unreachable.

Pure: what the visit saw goes in, a finding comes out. A finding never unpublishes
anything; it puts the resource on a list that people look at.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlsplit

from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.words import LinkState
from medagora.curation.domain.parking import (
    is_parking_host,
    says_it_is_parked,
    says_not_found,
)
from medagora.kernel.refusals import BadInput

_PERMANENT = frozenset({301, 308})
_GONE = frozenset({404, 410})
_FRONT_DOOR = re.compile(
    r"/?([a-z]{2}([-_][a-z]{2})?/?)?(index\.\w{3,5})?", re.IGNORECASE
)
#: Failures (codes of web.http) that say something about the page itself.
_FAILED = {"bad_redirect": LinkState.BROKEN, "disallowed": LinkState.NOT_ALLOWED}

#: States that people should look at.
TROUBLE = (
    LinkState.BROKEN,
    LinkState.PARKED,
    LinkState.MOVED,
    LinkState.UNREACHABLE,
)


@dataclass(frozen=True)
class Visit:
    """What HEAD and GET saw together; ``failure`` is a code of web.http or empty."""

    address: str
    status: int | None = None
    final_address: str = ""
    #: Status of each redirect on the way.
    redirects: tuple[int, ...] = ()
    #: The beginning of the page, when it is HTML.
    page: str = ""
    failure: str = ""
    #: As it came, for the engine that reads pages; empty when it is no page.
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Earlier:
    """An earlier visit, as the history tells it."""

    on: date
    state: str


@dataclass(frozen=True)
class Finding:
    """What one visit says; ``details`` is a word of labels.LINK_DETAILS."""

    state: LinkState
    details: str = ""
    #: Where the page lives now, if it moved.
    new_address: str = ""


def classify(visit: Visit) -> Finding:
    """What this visit alone says."""
    if visit.failure:
        state = _FAILED.get(visit.failure, LinkState.UNREACHABLE)
        return Finding(state, visit.failure)
    if is_parking_host(addresses.site_of(visit.final_address)):
        return Finding(LinkState.PARKED, "parking-host")
    status = visit.status or 0
    if status in _GONE:
        return Finding(LinkState.BROKEN, "gone" if status == 410 else "not-found")
    if status >= 500:
        return Finding(LinkState.UNREACHABLE, "server-error")
    if status >= 400:
        return Finding(LinkState.NOT_ALLOWED, "closed-to-robots")
    return _classify_page(visit)


def _classify_page(visit: Visit) -> Finding:
    if says_it_is_parked(visit.page):
        return Finding(LinkState.PARKED, "for-sale")
    if says_not_found(visit.page):
        return Finding(LinkState.BROKEN, "soft-not-found")
    return _classify_way(visit)


def _classify_way(visit: Visit) -> Finding:
    """Whether the redirects led to the same page, another one, or the front door."""
    try:
        new = addresses.canonical(visit.final_address)
        is_same = addresses.key(new) == addresses.key(visit.address)
    except BadInput:
        return Finding(LinkState.BROKEN, "bad_redirect")
    if not visit.redirects or is_same:
        return Finding(LinkState.WORKING)
    if _is_front_door(new) and not _is_front_door(visit.address):
        return Finding(LinkState.MOVED, "front-page")
    if not all(status in _PERMANENT for status in visit.redirects):
        return Finding(LinkState.WORKING, "sent-on")
    return Finding(LinkState.MOVED, "moved-for-good", new)


def _is_front_door(address: str) -> bool:
    """``/``, or only a language below it: where sites send what they lost."""
    parts = urlsplit(address)
    return not parts.query and bool(_FRONT_DOOR.fullmatch(parts.path))


def shown_state(
    finding: Finding, before: str, earlier: Sequence[Earlier], *, on: date
) -> LinkState:
    """The state that readers and curators see after this visit.

    A silent server is only called unreachable when it was silent on an earlier day
    too; until then the state stays as it was. ``earlier`` has the newest first.
    """
    if finding.state is not LinkState.UNREACHABLE:
        return finding.state
    silent = [visit for visit in _until_an_answer(earlier) if visit.on < on]
    if silent or before == LinkState.UNREACHABLE:
        return LinkState.UNREACHABLE
    return LinkState(before)


def _until_an_answer(earlier: Sequence[Earlier]) -> list[Earlier]:
    found = []
    for visit in earlier:
        if visit.state != LinkState.UNREACHABLE:
            break
        found.append(visit)
    return found


def days_until_next(
    finding: Finding, shown: LinkState, *, usual: int, spread: int
) -> timedelta:
    """When to look again: a silent server tomorrow, the rest as the site is set.

    ``spread`` (any number) moves the day by up to a tenth, so that what was
    published together is not checked together for ever.
    """
    if finding.state is LinkState.UNREACHABLE and shown is not LinkState.UNREACHABLE:
        return timedelta(days=1)
    tenth = timedelta(days=usual) / 10
    return timedelta(days=usual) - tenth * (spread % 100) / 100
