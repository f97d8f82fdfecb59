"""Asking the servers of feeds, many at once, none of them able to hold up the rest."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from medagora.reader.domain import websub
from medagora.reader.domain.fetches import (
    STATUS,
    FeedAnswer,
    FeedAsk,
    Received,
    answer_of,
    failed,
    not_asked,
)
from medagora.web import http
from medagora.web.http import Ask, Limits, Pool

if TYPE_CHECKING:
    from medagora.web.http.client import Client

#: Seconds from the first look-up of a feed's name to its last byte.
DEADLINE = 30.0
MOST_BYTES = 10 * http.MEGABYTE
PAGE_LIMITS = Limits(seconds=20, body_bytes=2 * http.MEGABYTE, cut=True)
HUB_LIMITS = Limits(seconds=15, body_bytes=64 * 1024, cut=True, redirects=3)

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
)
#: Feeds are served as nearly anything; pictures, sounds and films they are never.
_TYPES = ("text/", "application/", "binary/", "rss/", "atom/", "xml/", "unknown/")
#: After so many silences in a row the rest of a site is spared in this run.
_SILENCES = 3
#: A request gives its place back after this part of its deadline, so that places
#: full of silent servers empty quickly.
_PATIENCE = 1 / 6
#: Short, for thousands of hosts are asked once each and open files are limited.
_IDLE_SECONDS = 2.0


class FeedFetcher(Protocol):
    """Asks for feeds, and for pages on which feeds may be announced."""

    def fetch_all(
        self, asks: Sequence[FeedAsk], *, deadline: float = DEADLINE
    ) -> AsyncGenerator[FeedAnswer, None]:
        """Exactly one answer for each ask, as they come. Never raises for a feed.

        Leave it early only under ``contextlib.aclosing``: that ends what is under way.
        """

    def fetch_page(self, address: str) -> http.Response:
        """The beginning of a page, or one of http.FETCH_FAILURES."""


class WebFeedFetcher:
    """The real one.

    ``at_once`` answers are under way or wait to be taken: who takes them slowly slows
    the asking down, and memory stays bounded. ``per_host`` is for ``FeedAsk.host``;
    ``inside`` is for sources that may lie in the operator's networks.
    """

    def __init__(
        self,
        policy: http.AddressPolicy = http.is_public,
        *,
        inside: http.AddressPolicy = http.is_allowed,
        at_once: int = 64,
        per_host: int = 2,
    ) -> None:
        self._policy = policy
        self._inside = inside
        self._at_once = at_once
        self._per_host = per_host

    async def fetch_all(
        self, asks: Sequence[FeedAsk], *, deadline: float = DEADLINE
    ) -> AsyncGenerator[FeedAnswer, None]:
        """As FeedFetcher; ``deadline`` is what one fetch may take, in seconds."""
        pool = Pool(
            at_once=round(self._at_once / _PATIENCE),  # those that are slow as well
            per_host=2 * self._per_host,  # redirects from elsewhere may lead there
            idle_seconds=_IDLE_SECONDS,
        )
        async with AsyncExitStack() as stack:
            opened = http.open_client(policy=self._policy, pool=pool)
            client = await stack.enter_async_context(opened)
            inside = None
            if any(ask.may_be_inside for ask in asks):
                opened = http.open_client(policy=self._inside, pool=pool)
                inside = await stack.enter_async_context(opened)
            limits = Limits(seconds=deadline, body_bytes=MOST_BYTES, types=_TYPES)
            run = _Run(client, inside, asyncio.Semaphore(self._at_once), limits)
            work = asyncio.create_task(run.ask_all(asks, self._per_host))
            work.add_done_callback(run.end)
            try:
                while (done := await run.answers.get()) is not None:
                    answer, place = done
                    place.give_back()
                    yield answer
                await work  # raises what was a mistake of ours
            finally:
                work.cancel()
                with suppress(asyncio.CancelledError):
                    await work

    def fetch_page(self, address: str) -> http.Response:
        return http.fetch_sync(address, limits=PAGE_LIMITS, policy=self._policy)


class _Place:
    """One of the places for what is under way; given back once, by whoever is first:
    the one who takes the answer, or a timer when the server is slow."""

    def __init__(self, places: asyncio.Semaphore, patience: float) -> None:
        self._places: asyncio.Semaphore | None = places
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(patience, self.give_back)

    def keep(self) -> None:
        """The server is done: from now on it is the taker's."""
        self._timer.cancel()

    def give_back(self) -> None:
        if self._places:
            self._places.release()
            self._places = None


@dataclass
class _Site:
    """What a site did in this run, and why it is asked no more."""

    silences: int = 0
    stop: FeedAnswer | None = None

    def learn(self, answer: FeedAnswer) -> None:
        self.silences = self.silences + 1 if answer.is_failure_of_host else 0
        if answer.wants_peace or self.silences >= _SILENCES:
            self.stop = answer


@dataclass
class _Run:
    """One run over many feeds: a few lanes for each host, places for all of them.

    Lanes wait for a place in a fair queue, so a host with hundreds of feeds has as
    many places as one with two.
    """

    client: "Client"
    #: For what lies in the operator's own networks.
    inside: "Client | None"
    places: asyncio.Semaphore
    limits: Limits
    #: None is the end. Places bound its length.
    answers: asyncio.Queue[tuple[FeedAnswer, _Place] | None] = field(
        default_factory=asyncio.Queue
    )
    _sites: defaultdict[str, _Site] = field(default_factory=lambda: defaultdict(_Site))

    async def ask_all(self, asks: Sequence[FeedAsk], per_host: int) -> None:
        waiting: defaultdict[str, deque[FeedAsk]] = defaultdict(deque)
        for ask in asks:
            waiting[ask.host].append(ask)
        async with asyncio.TaskGroup() as lanes:
            for of_host in waiting.values():
                for _ in range(min(per_host, len(of_host))):
                    lanes.create_task(self._lane(of_host))

    def end(self, _work: object) -> None:
        self.answers.put_nowait(None)

    async def _lane(self, of_host: deque[FeedAsk]) -> None:
        while of_host:
            ask = of_host.popleft()
            await self.places.acquire()
            place = _Place(self.places, self.limits.seconds * _PATIENCE)
            answer = await self._ask(ask)
            place.keep()
            self.answers.put_nowait((answer, place))

    async def _ask(self, ask: FeedAsk) -> FeedAnswer:
        site = self._sites[ask.site]
        if site.stop:
            return not_asked(ask, site.stop)
        answer = await self._fetch(ask)
        site.learn(answer)
        return answer

    async def _fetch(self, ask: FeedAsk) -> FeedAnswer:
        begun = perf_counter()
        try:
            response = await self._get(ask)
        except http.FETCH_FAILURES as failure:
            return failed(ask, failure.code, _milliseconds_since(begun))
        received = Received(
            status=response.status,
            headers=response.headers,
            body=response.body,
            address=response.address,
            hops=[hop.status for hop in response.hops],
            milliseconds=_milliseconds_since(begun),
        )
        return answer_of(ask, received, now=datetime.now(UTC))

    async def _get(self, ask: FeedAsk) -> http.Response:
        """A source that may lie inside is asked there when its own address does; an
        address outside that leads inside is refused to all."""
        wanted = Ask(headers={"Accept": _ACCEPT, **ask.headers}, limits=self.limits)
        try:
            return await self.client.fetch(ask.address, wanted)
        except http.RefusedAddress as refusal:
            is_there = refusal.address == ask.address
            if not (self.inside and ask.may_be_inside and is_there):
                raise
        return await self.inside.fetch(ask.address, wanted)


def _milliseconds_since(begun: float) -> int:
    return round((perf_counter() - begun) * 1000)


@dataclass(frozen=True)
class HubAnswer:
    """Whether a hub took our request; then it will ask the callback to confirm."""

    failure: str = ""  # as in FeedAnswer
    status: int = 0


def subscribe_to_hub(
    hub: str,
    *,
    topic: str,
    callback: str,
    secret: str,
    mode: websub.Mode = "subscribe",
    policy: http.AddressPolicy = http.is_public,
) -> HubAnswer:
    """Asks a hub (WebSub) to push a topic to the callback, or to stop that."""
    form = websub.request_form(mode, topic=topic, callback=callback, secret=secret)
    try:
        response = http.fetch_sync(
            hub,
            method="POST",
            headers={"Content-Type": websub.FORM_TYPE},
            body=form,
            limits=HUB_LIMITS,
            policy=policy,
        )
    except http.FETCH_FAILURES as failure:
        return HubAnswer(failure.code)
    is_taken = 200 <= response.status < 300
    return HubAnswer("" if is_taken else STATUS, response.status)
