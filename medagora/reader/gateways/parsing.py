"""Feeds fetched and parsed at the same time, the parsing in a process of its own.

Parsing is most of the work, so this process helps where the other one has feeds
waiting: two cores are busy to the end, without the memory of a third process.

The loop that fetches runs in a thread; what is ready comes out of an iterator in the
caller's thread, which writes it down. Nothing waits for anything else as long as
there is something to do, and no more bodies are in memory than places.
"""

import asyncio
import multiprocessing
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from medagora.reader.domain.fetches import FeedAnswer, FeedAsk
from medagora.reader.domain.prepared import PreparedFeed, body_digest
from medagora.reader.domain.reading import Body, read_body
from medagora.reader.gateways.fetching import DEADLINE, FeedFetcher
from medagora.web.processes import end_with_parent, share_one_heap

#: Fewer feeds are parsed where they were fetched: a process takes longer to start.
WORTH_A_PROCESS = 40
#: Read feeds that wait to be written.
_WAITING = 16
#: Feeds that brought nothing are handed over so many at a time: waking the other
#: thread for each takes longer than all that is done for it.
_LIGHT = 25
#: Bodies with the parser from which on this process reads one too.
_QUEUE = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """How asking for one feed went, and what it brought if it brought anything new."""

    answer: FeedAnswer
    feed: PreparedFeed | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One run: what to ask, what was read the last time, and when it is."""

    asks: Sequence[FeedAsk]
    #: Digests of the last bodies, by feed: the same bytes are not parsed again.
    digests: Mapping[int, int]
    #: And of their items: those are not read again.
    known: Mapping[int, bytes]
    now: datetime
    deadline: float = DEADLINE


def read_feeds(reading: Reading, fetcher: FeedFetcher) -> Iterator[Outcome]:
    """One outcome for each ask, as they come."""
    with _parser(len(reading.asks)) as parser:
        run = _Run(reading, fetcher, parser)
        share_one_heap()
        thread = threading.Thread(target=run.work, name="fetch", daemon=True)
        thread.start()
        try:
            while outcomes := run.ready.get():
                if isinstance(outcomes, BaseException):
                    raise outcomes
                yield from outcomes
        finally:
            run.is_left = True
            while thread.is_alive():  # it may wait for room
                _empty(run.ready)
                thread.join(0.05)


#: Several outcomes, what went wrong, or nothing: the end.
_Ready = queue.Queue[list[Outcome] | BaseException]


def _empty(ready: _Ready) -> None:
    try:
        while True:
            ready.get_nowait()
    except queue.Empty:
        return


@contextmanager
def _parser(count: int) -> Iterator[Executor | None]:
    if count < WORTH_A_PROCESS:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    # its process starts with the first feed that has something new
    with ProcessPoolExecutor(1, context, initializer=end_with_parent) as parser:
        yield parser


class _Run:
    """The thread that fetches, and hands over what is to be parsed."""

    def __init__(
        self, reading: Reading, fetcher: FeedFetcher, parser: Executor | None
    ) -> None:
        self.ready: _Ready = queue.Queue(_WAITING)
        self.is_left = False
        self._light: list[Outcome] = []
        self._reading = reading
        self._fetcher = fetcher
        self._parser = parser
        self._here = ThreadPoolExecutor(1, "parse")
        self._with_parser = self._with_us = 0

    def work(self) -> None:
        try:
            asyncio.run(self._fetch())
        except BaseException as error:  # noqa: BLE001  # raised again by whoever reads
            self.ready.put(error)
        else:
            if self._light:
                self.ready.put(self._light)
            self.ready.put([])
        finally:
            self._here.shutdown(wait=False)

    async def _fetch(self) -> None:
        gate = asyncio.Semaphore(_WAITING)
        answers = self._fetcher.fetch_all(
            self._reading.asks, deadline=self._reading.deadline
        )
        async with asyncio.TaskGroup() as tasks, aclosing(answers):
            async for answer in answers:
                if self.is_left:
                    return
                if answer.body:
                    await gate.acquire()
                    task = tasks.create_task(self._take(answer))
                    task.add_done_callback(lambda _task: gate.release())
                else:
                    await self._note(Outcome(answer))

    async def _note(self, outcome: Outcome) -> None:
        """Keeps what brought nothing until there are several."""
        self._light.append(outcome)
        if len(self._light) >= _LIGHT:
            outcomes, self._light = self._light, []
            await self._hand_over(outcomes)

    async def _hand_over(self, outcomes: list[Outcome]) -> None:
        try:
            self.ready.put_nowait(outcomes)
        except queue.Full:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(None, self.ready.put, outcomes)

    async def _take(self, answer: FeedAnswer) -> None:
        """What is to be written for a body; without the body, which is done with."""
        digest = body_digest(answer.body)
        bare = replace(answer, body=b"")
        if digest == self._reading.digests.get(answer.feed_id):
            await self._note(Outcome(bare))
        else:
            await self._hand_over([Outcome(bare, await self._read(answer, digest))])

    async def _read(self, answer: FeedAnswer, digest: int) -> PreparedFeed:
        body = Body(
            answer.feed_id,
            answer.address,
            answer.content_type,
            digest,
            answer.body,
            self._reading.known.get(answer.feed_id, b""),
        )
        if self._parser is None:
            return read_body(body, self._reading.now)
        return await self._parse(body, self._parser)

    async def _parse(self, body: Body, parser: Executor) -> PreparedFeed:
        """Read by the parser; by us when it has enough to do and we have nothing."""
        loop, now = asyncio.get_running_loop(), self._reading.now
        if self._with_parser >= _QUEUE and not self._with_us:
            self._with_us += 1
            try:
                return await loop.run_in_executor(self._here, read_body, body, now)
            finally:
                self._with_us -= 1
        self._with_parser += 1
        try:
            return await loop.run_in_executor(parser, read_body, body, now)
        finally:
            self._with_parser -= 1
