"""Known trackers among the addresses that a page loads: ``trackers.toml``."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from medagora.appraisal.domain.adapt.addresses import host_of
from medagora.appraisal.domain.criteria.domains import is_same_house
from medagora.appraisal.domain.page import Load, Loaded, Page


class Purpose(StrEnum):
    ANALYTICS = "analytics"
    ADVERTISING = "advertising"
    SOCIAL = "social"


@dataclass(frozen=True, slots=True)
class Tracker:
    """A host of the list. ``path`` is "" when all its addresses count."""

    host: str
    path: str
    owner: str
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Seen:
    tracker: Tracker
    loaded: Loaded


@lru_cache(maxsize=1)
def trackers_by_host() -> dict[str, tuple[Tracker, ...]]:
    """The list, by host."""
    place = files("medagora.appraisal.domain") / "criteria" / "trackers.toml"
    plain = tomllib.loads(place.read_text(encoding="utf-8"))
    found: dict[str, list[Tracker]] = {}
    for purpose in Purpose:
        for written, owner in plain[purpose].items():
            host, slash, path = written.partition("/")
            tracker = Tracker(host, slash + path, owner, purpose)
            found.setdefault(host, []).append(tracker)
    return {host: tuple(ones) for host, ones in found.items()}


def trackers_in(page: Page) -> Iterator[Seen]:
    """Loads from known trackers, the page's own house left out."""
    home = host_of(page.address)
    for loaded in page.loads:
        if loaded.load is Load.FORM or (home and is_same_house(loaded.host, home)):
            continue
        if tracker := tracker_of(loaded):
            yield Seen(tracker, loaded)


def tracker_of(loaded: Loaded) -> Tracker | None:
    """The entry of the list for the host or the nearest one above it."""
    known = trackers_by_host()
    labels = loaded.host.split(".")
    for first in range(len(labels) - 1):
        for tracker in known.get(".".join(labels[first:]), ()):
            if _path_of(loaded.address).startswith(tracker.path):
                return tracker
    return None


def _path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3] if address.count("/") > 2 else "/"


def ad_hosts(page: Page) -> tuple[str, ...]:
    """Hosts of known advertising services from which the page loads something."""
    hosts = (
        seen.loaded.host
        for seen in trackers_in(page)
        if seen.tracker.purpose is Purpose.ADVERTISING
    )
    return tuple(dict.fromkeys(hosts))
