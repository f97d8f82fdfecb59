"""Feeds fetched and parsed at the same time, the parsing in a process of its own.

The loop that fetches runs in a thread; what is ready comes out of an iterator in the
caller's thread, which writes it down. Parsing is most of the work, so that thread
parses too while there is nothing to write: two cores are busy to the end, without the
memory of a third process. No more bodies are in memory than places.
"""

import asyncio
import multiprocessing
import queue
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

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
#: Bodies with the parser; the others wait for whoever has time first.
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
            while outcomes := run.next_ready():
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
#: Wakes who waits for outcomes: there is a body to parse.
_LOOK: list[Outcome] = []


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
        #: Bodies that nobody has begun, and who waits for what becomes of them.
        self._unread: deque[tuple[Body, Future[PreparedFeed]]] = deque()
        self._with_parser = 0
        self._is_idle = False  # the caller's thread, so that it is to be woken

    def next_ready(self) -> list[Outcome] | BaseException:
        """For the caller's thread: what is ready; it parses until something is."""
        while True:
            try:
                found = self.ready.get_nowait()
            except queue.Empty:
                self._is_idle = True  # before it looks, or a body could be missed
                if self._parse_one():
                    continue
                found = self.ready.get()
            if found is not _LOOK:
                return found

    def _parse_one(self) -> bool:
        """Parses the body that came last; False if none waits."""
        try:
            body, wanted = self._unread.pop()
        except IndexError:
            return False
        if not wanted.set_running_or_notify_cancel():
            return True
        try:
            wanted.set_result(read_body(body, self._reading.now))
        except Exception as error:  # noqa: BLE001  # raised again by who waits for it
            wanted.set_exception(error)
        return True

    def work(self) -> None:
        try:
            asyncio.run(self._fetch())
        except BaseException as error:  # noqa: BLE001  # raised again by whoever reads
            self.ready.put(error)
        else:
            if self._light:
                self.ready.put(self._light)
            self.ready.put([])

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
        wanted: Future[PreparedFeed] = Future()
        self._unread.append((body, wanted))
        self._employ(self._parser)
        if self._unread and self._is_idle:
            self._is_idle = False
            with suppress(queue.Full):
                self.ready.put_nowait(_LOOK)
        return await asyncio.wrap_future(wanted)

    def _employ(self, parser: Executor) -> None:
        """Gives the parser the bodies that came first, until it has enough to do."""
        while self._with_parser < _QUEUE:
            try:
                body, wanted = self._unread.popleft()
            except IndexError:
                return
            if not wanted.set_running_or_notify_cancel():
                continue
            self._with_parser += 1
            loop = asyncio.get_running_loop()
            parsing = loop.run_in_executor(parser, read_body, body, self._reading.now)
            parsing.add_done_callback(partial(self._take_back, parser, wanted))

    def _take_back(
        self,
        parser: Executor,
        wanted: Future[PreparedFeed],
        parsed: asyncio.Future[PreparedFeed],
    ) -> None:
        if error := parsed.exception():
            wanted.set_exception(error)
        else:
            wanted.set_result(parsed.result())
        self._with_parser -= 1
        self._employ(parser)
