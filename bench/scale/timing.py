"""Times of single acts, and how they are told."""

import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from bench.report import median_and_p95
from bench.scale.questions import Asked

T = TypeVar("T")
Timed = tuple[Asked, float]


def time_each(act: Callable[[T], object], things: Iterable[T]) -> list[float]:
    """Milliseconds of the act for each of the things."""
    times = []
    for thing in things:
        started = time.perf_counter()
        act(thing)
        times.append((time.perf_counter() - started) * 1000)
    return times


def time_both(
    act: Callable[[T], object], things: Iterable[T]
) -> tuple[list[float], list[float]]:
    """The same, and milliseconds of work: others who use this computer make the first
    longer than the second."""
    times, works = [], []
    for thing in things:
        started, worked = time.perf_counter(), time.process_time()
        act(thing)
        works.append((time.process_time() - worked) * 1000)
        times.append((time.perf_counter() - started) * 1000)
    return times, works


def by_sort(asked: list[Asked], times: list[float]) -> dict[str, dict[str, float]]:
    """Median and p95 of all questions and of each sort of them."""
    pairs = list(zip(asked, times, strict=True))
    sorts: dict[str, Callable[[Asked], bool]] = {
        "all": lambda _: True,
        "with filters": lambda one: one.has_filters,
        "without filters": lambda one: not one.has_filters,
        "one word": lambda one: len(one.text.split()) == 1,
        "four words and more": lambda one: len(one.text.split()) > 3,
        "a slip": lambda one: one.sort == "a slip",
        "a beginning": lambda one: one.sort == "a beginning",
    }
    return {
        name: median_and_p95([ms for one, ms in pairs if fits(one)])
        for name, fits in sorts.items()
    }
