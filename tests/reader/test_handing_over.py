"""Many feeds in one run: each comes back once, and quiet ones cost next to nothing."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.fetches import FeedAnswer
from medagora.reader.domain.prepared import PreparedEntry, PreparedFeed
from medagora.reader.domain.reading import Body, read_body
from medagora.reader.gateways import parsing
from medagora.reader.gateways.parsing import WORTH_A_PROCESS, Outcome
from medagora.reader.models import Entry, Feed, FeedDay
from medagora.reader.services import bulk, refreshing, storing
from tests.reader.conftest import NOW, MakeFeed
from tests.reader.test_refreshing import FakeFetcher, clock, rss

MANY = WORTH_A_PROCESS - 1
#: Enough that some have to wait for the parser.
PARSED = 12
ZONES = st.timezones()


def make_many(make_feed: MakeFeed, count: int) -> None:
    for number in range(count):
        make_feed(address=f"https://quiet{number}.example.org/{number}")


def test_quiet_feeds_and_busy_ones_come_back_once_each(make_feed: MakeFeed) -> None:
    make_many(make_feed, MANY)
    news = {str(number): rss(f"new {number}") for number in (0, 17, MANY - 1)}

    done = refreshing.refresh_due(FakeFetcher(**news), clock=clock)

    # "unchanged" to somebody who had nothing yet is for the fetcher to judge
    assert (done.feeds, done.new) == (MANY, len(news))
    assert Entry.objects.count() == len(news)
    assert FeedDay.objects.filter(checks=1).count() == MANY
    assert not Feed.objects.exclude(lease="").exists()
    assert not Feed.objects.filter(next_check_at__lte=NOW).exists()


@pytest.mark.parametrize("count", [3, 30])
def test_more_quiet_feeds_cost_no_more_statements(
    make_feed: MakeFeed, count: int
) -> None:
    make_many(make_feed, count)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        refreshing.refresh_due(FakeFetcher(), clock=clock)

    assert len(asked) <= 15


def test_a_feed_that_cannot_be_stored_keeps_back_no_other(
    make_feed: MakeFeed,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    make_many(make_feed, 3)
    bad = Feed.objects.get(address__endswith="/1").pk
    store = storing.store_feeds

    def refuse(feeds: Sequence[PreparedFeed], **rest: Any) -> storing.Stored:
        if any(feed.feed_id == bad for feed in feeds):
            raise ValueError("what nobody thought of")
        return store(feeds, **rest)

    monkeypatch.setattr(storing, "store_feeds", refuse)
    fetcher = FakeFetcher(**{str(number): rss(f"new {number}") for number in range(3)})

    done = refreshing.refresh_due(fetcher, clock=clock)

    assert (done.feeds, done.new, Entry.objects.count()) == (2, 2, 2)
    assert Feed.objects.exclude(lease="").get().pk == bad
    assert f"Feed {bad} cannot be stored" in caplog.text


def test_bodies_are_read_by_the_parser_and_by_who_waits_for_them(
    make_feed: MakeFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = threading.Event()
    readers: list[str] = []

    def read(body: Body, now: datetime) -> PreparedFeed:
        name = threading.current_thread().name
        readers.append(name)
        if name.startswith("parser"):
            assert busy.wait(30)  # until the other thread had its turn
        busy.set()
        return read_body(body, now)

    read_in_a_thread(monkeypatch, read)
    make_many(make_feed, PARSED)
    news = {str(number): rss(f"new {number}") for number in range(PARSED)}

    done = refreshing.refresh_due(FakeFetcher(**news), clock=clock)

    assert (done.feeds, done.new, len(readers)) == (PARSED, PARSED, PARSED)
    assert threading.main_thread().name in readers
    assert Entry.objects.count() == PARSED


@pytest.mark.parametrize("who", ["parser", threading.main_thread().name])
def test_what_fails_in_reading_is_told_whoever_reads(
    who: str, make_feed: MakeFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = threading.Event()

    def read(body: Body, now: datetime) -> PreparedFeed:
        name = threading.current_thread().name
        if name.startswith(who):
            busy.set()
            raise ZeroDivisionError
        assert busy.wait(30)
        return read_body(body, now)

    read_in_a_thread(monkeypatch, read)
    make_many(make_feed, PARSED)
    news = {str(number): rss(f"new {number}") for number in range(PARSED)}

    with pytest.raises(ExceptionGroup) as told:
        refreshing.refresh_due(FakeFetcher(**news), clock=clock)

    assert told.group_contains(ZeroDivisionError)


def read_in_a_thread(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[Body, datetime], PreparedFeed]
) -> None:
    """The parser is a thread of this process, so that a test can look at it."""

    @contextmanager
    def parser(_count: int) -> Iterator[ThreadPoolExecutor]:
        with ThreadPoolExecutor(1, "parser") as executor:
            yield executor

    monkeypatch.setattr(parsing, "_parser", parser)
    monkeypatch.setattr(parsing, "read_body", read)


def outcome(entries: int) -> Outcome:
    rows: tuple[PreparedEntry, ...] = (None,) * entries  # type: ignore[assignment]
    feed = PreparedFeed(1, 1, entries=rows) if entries else None
    return Outcome(FeedAnswer(1), feed)


@given(st.lists(st.integers(0, 700), max_size=250))
def test_a_transaction_is_bounded_and_none_is_lost(sizes: list[int]) -> None:
    outcomes = [outcome(size) for size in sizes]

    batches = list(refreshing.in_batches(outcomes))

    assert [o for batch in batches for o in batch] == outcomes
    for batch in batches:
        held = [len(o.feed.entries) if o.feed else 0 for o in batch]
        assert 0 < len(batch) <= refreshing.BATCH
        assert sum(held[:-1]) < refreshing.MOST_ENTRIES


@given(st.datetimes(timezones=ZONES, min_value=datetime(1800, 1, 1)))  # noqa: DTZ001
def test_moments_are_written_as_the_framework_writes_them(at: datetime) -> None:
    assert bulk.moment(at) == connection.ops.adapt_datetimefield_value(at)
    assert bulk.moment(None) is None
