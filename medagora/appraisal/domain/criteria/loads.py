"""What a page fetches from others, and what it lays over itself."""

from collections import Counter
from collections.abc import Iterable, Iterator

from medagora.appraisal.domain.adapt.addresses import host_of
from medagora.appraisal.domain.criteria.domains import is_same_house, registered_domain
from medagora.appraisal.domain.criteria.tracker_hosts import (
    Purpose,
    Seen,
    trackers_in,
)
from medagora.appraisal.domain.findings import (
    LONGEST_QUOTE,
    MOST_QUOTES,
    Answer,
    Criterion,
    Finding,
    Quote,
    Where,
)
from medagora.appraisal.domain.page import Load, Page

_MOST_NAMES = 12
#: The code names the tracker.
_SURE = 0.95
#: Scripts that run later may fetch more than the code shows.
_NONE_SEEN = 0.6
#: A class name says that there is a window; it may never open.
_NAMED = 0.6
_NO_WINDOW = 0.4


def look_at_loads(page: Page) -> Iterator[Finding]:
    """Trackers, third parties and pop-ups of a web page."""
    yield _trackers(page)
    yield _third_parties(page)
    yield _pop_ups(page)


def _trackers(page: Page) -> Finding:
    seen = list(trackers_in(page))
    if not seen:
        return Finding(Criterion.TRACKERS, Answer.ABSENT, _NONE_SEEN, "trackers.none")
    owners = _most_first(one.tracker.owner for one in seen)
    purposes = {one.tracker.purpose for one in seen}
    said = "trackers.ads" if Purpose.ADVERTISING in purposes else "trackers.some"
    return Finding(
        Criterion.TRACKERS,
        Answer.PRESENT,
        _SURE,
        said,
        {
            "count": len(owners),
            "owners": owners[:_MOST_NAMES],
            "hosts": _most_first(one.loaded.host for one in seen)[:_MOST_NAMES],
            "purposes": tuple(sorted(purposes)),
        },
        _addresses(seen),
    )


def _addresses(seen: Iterable[Seen]) -> tuple[Quote, ...]:
    """One address for each owner."""
    first: dict[str, str] = {}
    for one in seen:
        first.setdefault(one.tracker.owner, one.loaded.address)
    return tuple(
        Quote(address[:LONGEST_QUOTE], Where.MARKUP)
        for address in list(first.values())[:MOST_QUOTES]
    )


def _third_parties(page: Page) -> Finding:
    home = host_of(page.address)
    if not home:
        # a file: every host is another's, and none is
        return _cannot(Criterion.THIRD_PARTIES, "third_parties.no_address")
    counts = Counter(
        registered_domain(loaded.host)
        for loaded in page.loads
        if loaded.load is not Load.FORM and not is_same_house(loaded.host, home)
    )
    if not counts:
        return Finding(
            Criterion.THIRD_PARTIES, Answer.ABSENT, _NONE_SEEN, "third_parties.none"
        )
    hosts = tuple(host for host, _ in counts.most_common(_MOST_NAMES))
    return Finding(
        Criterion.THIRD_PARTIES,
        Answer.PRESENT,
        _SURE,
        "third_parties.some",
        {"count": len(counts), "hosts": hosts, "loads": counts.total()},
        tuple(Quote(host, Where.MARKUP) for host in hosts[:MOST_QUOTES]),
    )


def _pop_ups(page: Page) -> Finding:
    if not page.pop_ups:
        return Finding(Criterion.POP_UPS, Answer.ABSENT, _NO_WINDOW, "pop_ups.none")
    signs = page.pop_ups[:MOST_QUOTES]
    return Finding(
        Criterion.POP_UPS,
        Answer.PRESENT,
        _NAMED,
        "pop_ups.some",
        {"count": len(page.pop_ups), "signs": signs},
        tuple(Quote(sign[:LONGEST_QUOTE], Where.MARKUP) for sign in signs),
    )


def _most_first(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in Counter(names).most_common())


def _cannot(criterion: Criterion, said: str) -> Finding:
    return Finding(criterion, Answer.CANNOT_TELL, 0.0, said)
