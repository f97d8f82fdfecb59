"""What stays, what goes, and that nothing comes back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from medagora.people.models import Person
from medagora.reader.domain.parsed import ParsedEntry
from medagora.reader.domain.places import place_of
from medagora.reader.models import (
    Entry,
    EntryText,
    Feed,
    Mark,
    Mention,
    Sighting,
    WorkKey,
    WorkLink,
)
from medagora.reader.services import following, marking, retention, storing
from medagora.reader.services.retention import LetGo, let_old_go
from tests.reader.conftest import NOW, MakeEntries, MakeFeed, prepared
from tests.reader.papers.conftest import TITLE, Saved
from tests.reader.test_storing import found_by

OLD = NOW - timedelta(days=800)
DAYS = 730


def go(now: datetime = NOW, **fields: int) -> LetGo:
    return let_old_go(now=now, **{"keep_days": DAYS, **fields})


def entries_of(feed: Feed) -> list[str]:
    return list(
        Entry.objects.filter(feed=feed).order_by("id").values_list("title", flat=True)
    )


def titled(count: int) -> list[dict[str, str]]:
    return [{"title": f"title{n:02}"} for n in range(count)]


def test_old_entries_go_but_for_the_newest_twenty_of_each_source(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    busy, quiet = make_feed(), make_feed()
    make_entries(busy, *titled(23), at=OLD)
    make_entries(quiet, *titled(3), at=OLD)

    done = go()

    assert (done.looked_at, done.entries, done.place) == (26, 3, 0)
    assert entries_of(busy) == [f"title{n:02}" for n in range(3, 23)]
    assert len(entries_of(quiet)) == 3
    assert EntryText.objects.count() == 23
    busy.refresh_from_db()
    assert busy.entry_count == 20
    assert go().entries == 0


def test_newer_entries_stay_however_many(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed()
    make_entries(feed, *titled(30), at=NOW - timedelta(days=DAYS - 2))

    assert go().entries == 0
    assert go(keep_days=0) == LetGo()


def test_what_is_gone_is_not_found_by_its_words(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed()
    make_entries(feed, *titled(21), at=OLD)
    assert len(found_by("title00")) == 1

    go()

    assert found_by("title00") == set()
    assert len(found_by("title01")) == 1


def test_what_anybody_saved_stays(
    make_feed: MakeFeed, make_entries: MakeEntries, saved_by_somebody: Saved
) -> None:
    feed = make_feed()
    first, *_others = make_entries(feed, *titled(25), at=OLD)
    saved_by_somebody(first)

    assert go().entries == 4
    assert "title00" in entries_of(feed)


def test_a_paper_stays_known_by_its_first_entry_while_others_stay(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    busy, quiet = make_feed(), make_feed()
    paper = {"doi": "10.1/a", "title": TITLE}
    (first, *_others) = make_entries(busy, paper, *titled(20), at=OLD)
    (other,) = make_entries(quiet, paper, at=OLD)
    assert other.work == first.pk

    assert go().entries == 0

    make_entries(quiet, *titled(20), at=OLD + timedelta(days=1))
    assert go().entries == 2
    assert not Entry.objects.filter(work=first.pk).exists()


def test_everything_about_a_paper_goes_with_its_last_entry(
    make_feed: MakeFeed, make_entries: MakeEntries, member: Person
) -> None:
    feed = make_feed()
    (gone, *others) = make_entries(
        feed, {"doi": "10.1/a", "title": TITLE}, *titled(20), at=OLD
    )
    WorkLink.objects.create(preprint=gone.pk, published=others[0].pk, found_at=NOW)
    Mention.objects.create(entry=others[0].pk, work=gone.pk)
    marking.mark_read(member, [gone.work, others[0].work])
    keys = WorkKey.objects.filter(work=gone.pk)
    assert keys.count() == 3

    done = go()

    assert done.left_over == 1
    assert not keys.exists()
    assert not WorkLink.objects.exists()
    assert not Mention.objects.exists()
    assert list(Mark.objects.values_list("work", flat=True)) == [others[0].work]


def test_a_note_beside_a_paper_is_not_thrown_away(
    make_feed: MakeFeed, make_entries: MakeEntries, member: Person
) -> None:
    feed = make_feed()
    (gone, *_others) = make_entries(feed, *titled(21), at=OLD)
    following.follow(member, feed)
    marking.set_note(member, gone.work, "My own words")

    go()

    assert Mark.objects.get().note == "My own words"


def test_what_went_does_not_come_back(make_feed: MakeFeed) -> None:
    feed = make_feed()
    items = [
        ParsedEntry(
            guid=f"{n}", title=f"title{n}", published_at=OLD + timedelta(hours=n)
        )
        for n in range(21)
    ]
    storing.store_feeds([prepared(feed, *items)], now=NOW)
    go()
    assert Entry.objects.count() == 20

    def again(now: datetime) -> int:
        go(now)
        return len(storing.store_feeds([prepared(feed, *items)], now=now).new)

    assert again(NOW) == 0
    assert Sighting.objects.count() == 21
    # a year later nobody remembers it, but it is too old to be news
    assert again(NOW + timedelta(days=400)) == 0
    assert Sighting.objects.count() == 20
    assert Entry.objects.count() == 20


def test_a_run_ends_where_it_should_and_goes_on_there(
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention, "BATCH", 10)
    feed = make_feed()
    make_entries(feed, *titled(45), at=OLD)

    first = go(most=20)
    second = go(most=20, begin=first.place)
    third = go(most=20, begin=second.place)

    assert (first.entries, second.entries, third.entries) == (20, 5, 0)
    assert first.place < second.place
    assert third.place == 0
    assert len(entries_of(feed)) == 20


def test_a_batch_that_breaks_leaves_everything_as_it_was(
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_entries(make_feed(), *titled(21), at=OLD)

    def die(_works: set[int]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(retention, "_forget_works", die)
    with pytest.raises(KeyboardInterrupt):
        go()

    assert Entry.objects.count() == EntryText.objects.count() == 21
    assert len(found_by("title00")) == 1


def test_queries_do_not_grow_with_the_entries_of_a_batch(
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _number in range(3):
        make_entries(make_feed(), *titled(40), at=OLD)

    with django_assert_max_num_queries(36):  # type: ignore[attr-defined]  # a context
        assert go().entries == 60


# ---- partitions --------------------------------------------------------------------
def partitions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits "
            "WHERE inhparent = 'reader_entry'::regclass"
        )
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_years_to_come_get_partitions() -> None:
    future = datetime(2033, 6, 1, tzinfo=UTC)
    names = [f"{t}_{y}" for t in retention.PARTITIONED for y in (2033, 2034, 2035)]
    is_postgres = connection.vendor == "postgresql"

    assert retention.make_partitions(future) == (names if is_postgres else [])
    assert retention.make_partitions(future) == []
    if is_postgres:
        assert {"reader_entry_2033", "reader_entry_2035"} <= partitions()


def test_entries_that_came_before_their_partition_move_there(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    future = datetime(2034, 6, 1, tzinfo=UTC)
    (entry,) = make_entries(make_feed(), {"title": "late"}, at=future)

    retention.make_partitions(future)

    assert (
        Entry.objects.get().pk == entry.pk >= place_of(datetime(2034, 1, 1, tzinfo=UTC))
    )
    assert EntryText.objects.filter(pk=entry.pk).exists()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM reader_entry_2034")
            assert cursor.fetchone() == (1,)
            cursor.execute("SELECT count(*) FROM reader_entrytext_2034")
            assert cursor.fetchone() == (1,)
