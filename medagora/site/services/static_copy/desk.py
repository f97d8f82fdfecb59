"""Where the work on a copy is given out: to this process, or to several."""

import multiprocessing
from collections import deque
from collections.abc import Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from functools import lru_cache
from typing import Protocol

import django

from medagora.site.services.static_copy.writing import Copied, Order, Writer


class Desk(Protocol):
    """Takes addresses, gives back what became of them, in any order."""

    @property
    def is_busy(self) -> bool: ...

    @property
    def has_room(self) -> bool: ...

    def give(self, address: str, absent: Collection[str] = ()) -> None: ...

    def take(self) -> Copied: ...


@contextmanager
def open_desk(order: Order, jobs: int) -> Iterator[Desk]:
    if jobs <= 1:
        yield _OwnDesk(order)
        return
    # spawned, not forked: a connection to a database must not be shared. Our own
    # modules can be loaded there only after ``django.setup``.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        jobs, mp_context=context, initializer=django.setup
    ) as pool:
        yield _SharedDesk(pool, order, most=jobs * 4)


class _OwnDesk:
    """Does the work when somebody takes it."""

    def __init__(self, order: Order) -> None:
        self._writer = Writer(order)
        self._given: deque[tuple[str, Collection[str]]] = deque()

    @property
    def is_busy(self) -> bool:
        return bool(self._given)

    @property
    def has_room(self) -> bool:
        return not self._given

    def give(self, address: str, absent: Collection[str] = ()) -> None:
        self._given.append((address, absent))

    def take(self) -> Copied:
        return self._writer.copy(*self._given.popleft())


class _SharedDesk:
    """Hands the work to other processes; a few addresses wait for each."""

    def __init__(self, pool: ProcessPoolExecutor, order: Order, most: int) -> None:
        self._pool = pool
        self._order = order
        self._most = most
        self._running: set[Future[Copied]] = set()
        self._done: deque[Future[Copied]] = deque()

    @property
    def is_busy(self) -> bool:
        return bool(self._running or self._done)

    @property
    def has_room(self) -> bool:
        return len(self._running) < self._most

    def give(self, address: str, absent: Collection[str] = ()) -> None:
        self._running.add(self._pool.submit(_copy, self._order, address, absent))

    def take(self) -> Copied:
        if not self._done:
            done, self._running = wait(self._running, return_when=FIRST_COMPLETED)
            self._done.extend(done)
        return self._done.popleft().result()


@lru_cache(maxsize=1)
def _writer_for(order: Order) -> Writer:
    return Writer(order)


def _copy(order: Order, address: str, absent: Collection[str]) -> Copied:
    """What a helping process does with an address."""
    return _writer_for(order).copy(address, absent)
