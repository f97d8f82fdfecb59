"""Finding what can be read at an address that somebody gave: the worker's part."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from medagora.curation.domain.page_kinds import guess_kind
from medagora.kernel.refusals import BadInput
from medagora.reader.domain import discovery
from medagora.reader.domain.discovery import Found, Page
from medagora.reader.domain.feed_addresses import clean_feed_address, feed_key
from medagora.reader.domain.formats.feeds import read_feed
from medagora.reader.domain.formats.limits import NotAFeed
from medagora.reader.domain.parsed import ParsedFeed
from medagora.reader.domain.words import Sort
from medagora.reader.queries.health_facts import failure_in_words
from medagora.reader.services.feeds import sort_of_kind
from medagora.web import http
from medagora.web.http import Ask, Limits, Pool, Response

if TYPE_CHECKING:
    from medagora.web.http.client import Client

#: All of the looking together, in seconds, and one page or feed of it.
BUDGET = 20.0
_LIMITS = Limits(seconds=10, body_bytes=5 * http.MEGABYTE, cut=True)
#: Entries shown of each, so that people see what they would get.
MOST_TITLES = 3
_STATUS = "status"


@dataclass(frozen=True)
class FoundFeed:
    """A feed that was read, as the page that proposes it shows it."""

    address: str
    title: str
    description: str
    site: str
    language: str
    sort: str
    #: Titles with their days ("2026-11-23" or ""), the newest first.
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Discovery:
    """What was found at an address; or why it could not be looked at."""

    address: str
    title: str = ""
    feeds: tuple[FoundFeed, ...] = ()
    #: As ``labels.fetch_sentence`` takes them.
    failure: str = ""
    status: int = 0

    @property
    def sentence(self) -> str:
        """Why nothing was found, in plain English."""
        if not self.failure:
            return f"Nothing can be followed at {self.address}."
        return f"{self.address}: {failure_in_words(self.failure, self.status)}."

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def discover(
    address: str, *, now: datetime, policy: http.AddressPolicy = http.is_public
) -> Discovery:
    """Reads the address and whatever it leads to; never longer than BUDGET."""
    try:
        clean = clean_feed_address(address)
    except BadInput:
        return Discovery(address, failure="refused_address")
    return asyncio.run(_discover(clean, now, policy))


async def _discover(
    address: str, now: datetime, policy: http.AddressPolicy
) -> Discovery:
    async with http.open_client(policy=policy, pool=Pool(at_once=12)) as client:
        search = _Search(client, now, asyncio.get_running_loop().time() + BUDGET)
        return await search.run(address)


class _Search:
    """One looking: what was read already, and until when there is time."""

    def __init__(self, client: "Client", now: datetime, until: float) -> None:
        self._client = client
        self._now = now
        self._until = until
        #: Keys of addresses that were asked.
        self._asked: set[str] = set()

    async def run(self, address: str) -> Discovery:
        told = [Found(feed) for feed in discovery.feeds_of_address(address)]
        self._asked.add(feed_key(address))
        first, known = await asyncio.gather(self._get(address), self._read(told))
        if isinstance(first, str):
            return Discovery(address, feeds=tuple(known), failure=first)
        if itself := self._parse(first, Found(address)):
            return Discovery(address, feeds=(itself,))
        page = Page(first.address, first.headers.get("content-type", ""), first.body)
        failure = _STATUS if first.status >= 400 else ""
        found = known
        if not failure:
            found += await self._read(discovery.feeds_on_page(page))
        if not found:
            found = await self._read(discovery.places_to_try(first.address))
        return Discovery(
            address,
            title=discovery.title_of_page(page),
            feeds=tuple(_distinct(found)),
            failure=failure if not found else "",
            status=first.status if failure and not found else 0,
        )

    async def _read(self, places: Sequence[Found]) -> list[FoundFeed]:
        """Those of the places that are feeds, in their order."""
        new = [place for place in places if feed_key(place.address) not in self._asked]
        self._asked |= {feed_key(place.address) for place in new}
        answers = await asyncio.gather(*(self._get(place.address) for place in new))
        read = (
            self._parse(answer, place)
            for answer, place in zip(answers, new, strict=True)
            if not isinstance(answer, str)
        )
        return [feed for feed in read if feed]

    async def _get(self, address: str) -> "Response | str":
        """The answer of any status, or the code of a failure."""
        left = self._until - asyncio.get_running_loop().time()
        if left <= 0:
            return http.TooSlow.code
        try:
            async with asyncio.timeout(left):
                return await self._client.fetch(address, Ask(limits=_LIMITS))
        except TimeoutError:
            return http.TooSlow.code
        except http.FETCH_FAILURES as failure:
            return failure.code

    def _parse(self, answer: Response, place: Found) -> FoundFeed | None:
        if answer.status != 200 or not answer.body:
            return None
        try:
            parsed = read_feed(
                answer.body,
                address=answer.address,
                content_type=answer.headers.get("content-type", ""),
                now=self._now,
            )
        except NotAFeed:
            return None
        return _as_found(parsed, _address_of(answer, place), place)


def _address_of(answer: Response, place: Found) -> str:
    """Where it was asked for, unless it has moved for good."""
    moved = answer.hops and all(hop.status in {301, 308} for hop in answer.hops)
    return clean_feed_address(answer.address) if moved else place.address


def _as_found(parsed: ParsedFeed, address: str, place: Found) -> FoundFeed:
    newest = parsed.entries[:MOST_TITLES]
    return FoundFeed(
        address=address,
        title=parsed.title or place.title or (urlsplit(address).hostname or address),
        description=parsed.description[:300],
        site=parsed.site,
        language=parsed.language,
        sort=_sort_of(parsed, address),
        entries=tuple(
            (entry.title or entry.text[:100], _day(entry)) for entry in newest
        ),
    )


def _day(entry: Any) -> str:
    return entry.published_at.date().isoformat() if entry.published_at else ""


def _sort_of(parsed: ParsedFeed, address: str) -> str:
    """The section of My page where it most likely belongs; a curator may correct it."""
    if any(entry.doi or entry.journal for entry in parsed.entries[:10]):
        return Sort.JOURNAL
    kind = guess_kind(parsed.site or address, has_episodes=parsed.is_podcast)
    return sort_of_kind(kind)


def _distinct(feeds: Iterable[FoundFeed]) -> list[FoundFeed]:
    """Each address once; of feeds with the same newest entries (the same as RSS and
    as Atom) the first."""
    found: dict[object, FoundFeed] = {}
    for feed in feeds:
        same = [title for title, _day in feed.entries]
        found.setdefault((feed.title, *same) if same else feed_key(feed.address), feed)
    unique = {feed_key(feed.address): feed for feed in found.values()}
    return list(unique.values())
