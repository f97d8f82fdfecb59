"""Lists of entries, and what marking does to them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from medagora.kernel.refusals import NotFound
from medagora.people.models import Person
from medagora.reader.domain.words import NoticeKind, View
from medagora.reader.models import Notice, Subscription
from medagora.reader.queries.lines import get_line
from medagora.reader.queries.numbers import count_unread
from medagora.reader.queries.readings import (
    Reading,
    StreamSearch,
    reading_of,
    reading_of_feeds,
)
from medagora.reader.queries.streams import Stream, list_stream
from medagora.reader.services import following, marking
from tests.reader.conftest import NOW, MakeEntries, MakeFeed

UNREAD, ALL = StreamSearch(), StreamSearch(view=View.ALL)


@pytest.fixture
def reader(make_person: Callable[..., Person]) -> Person:
    return make_person("Rita")


def titles(stream: Stream) -> list[str]:
    return [line.title for line in stream.lines]


def test_the_newest_of_all_followed_sources_come_first(
    reader: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    one, two, other = make_feed("One"), make_feed("Two"), make_feed("Other")
    for feed in (one, two):
        following.follow(reader, feed)
    make_entries(one, {"title": "first"}, {"title": "third"})
    make_entries(two, {"title": "second", "published_at": NOW - timedelta(minutes=90)})
    make_entries(other, {"title": "not followed"})

    assert titles(list_stream(reading_of(reader), UNREAD)) == [
        "third",
        "second",
        "first",
    ]
    oldest = StreamSearch(oldest_first=True)
    assert titles(list_stream(reading_of(reader), oldest))[0] == "first"


def test_pages_follow_each_other_without_gap_or_double(
    reader: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    for _number in range(3):
        feed = make_feed()
        following.follow(reader, feed)
        make_entries(feed, 17)
    reading, seen, before = reading_of(reader), list[int](), 0

    while True:
        stream = list_stream(reading, StreamSearch(before=before), limit=10)
        seen += [line.id for line in stream.lines]
        before = stream.next
        if not before:
            break

    assert len(seen) == len(set(seen)) == 51
    assert seen == sorted(seen, reverse=True)


def test_one_paper_is_shown_once_with_the_other_source_named(
    reader: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    journal, blog = make_feed("Journal"), make_feed("Blog", sort="blog")
    for feed in (journal, blog):
        following.follow(reader, feed)
    before = NOW - timedelta(days=1)
    make_entries(journal, {"title": "The paper", "doi": "10.1/x"}, at=before)
    make_entries(blog, {"title": "About the paper", "doi": "10.1/x"})

    (line,) = list_stream(reading_of(reader), UNREAD).lines

    assert line.title == "The paper"
    assert line.also_in == ((blog.pk, "Blog"),)
    marking.mark_read(reader, [line.work])
    assert list_stream(reading_of(reader), UNREAD).lines == ()
    alone = StreamSearch(feed=blog.pk, view=View.ALL)
    assert titles(list_stream(reading_of(reader), alone)) == ["About the paper"]


def test_read_saved_and_opened_stand_in_their_lists(
    reader: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed()
    following.follow(reader, feed)
    first, second, third = make_entries(feed, 3)
    marking.mark_read(reader, [first.work])
    marking.save(reader, second.work, at=NOW)
    marking.note_opened(reader, third.work, at=NOW)
    reading = reading_of(reader)

    def ids(view: View) -> list[int]:
        return [line.id for line in list_stream(reading, StreamSearch(view=view)).lines]

    assert ids(View.UNREAD) == [second.pk]
    assert ids(View.ALL) == [third.pk, second.pk, first.pk]
    assert ids(View.SAVED) == [second.pk]
    assert ids(View.HISTORY) == [third.pk]
    assert count_unread(reading) == {feed.pk: 1}
    marking.mark_unread(reader, [first.work])
    marking.unsave(reader, second.work)
    assert ids(View.UNREAD) == [second.pk, first.pk]
    assert ids(View.SAVED) == []


def test_all_can_be_marked_read_and_taken_back(
    reader: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed()
    following.follow(reader, feed)
    kept, *_others = make_entries(feed, 5)
    marking.mark_unread(reader, [kept.work])

    count, token = marking.mark_all_read(reading_of(reader), UNREAD, through=0, at=NOW)

    assert count == 5
    assert list_stream(reading_of(reader), UNREAD).lines == ()
    make_entries(feed, {"title": "new"}, at=NOW + timedelta(hours=1))
    assert titles(list_stream(reading_of(reader), UNREAD)) == ["new"]
    marking.undo(reader, token, at=NOW)
    assert len(list_stream(reading_of(reader), UNREAD).lines) == 6
    with pytest.raises(NotFound):
        marking.undo(reader, token, at=NOW)


def test_what_somebody_has_read_is_remembered_for_an_hour_only(
    reader: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed()
    following.follow(reader, feed)
    make_entries(feed, 2)
    _count, token = marking.mark_all_read(reading_of(reader), UNREAD, through=0, at=NOW)
    late = NOW + marking.UNDO_FOR + timedelta(seconds=1)

    assert marking.forget_old_undos(NOW) == 0
    with pytest.raises(NotFound):
        marking.undo(reader, token, at=late)
    assert marking.forget_old_undos(late) == 1


def test_above_and_below_a_place_can_be_marked_read(
    reader: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed()
    following.follow(reader, feed)
    entries = make_entries(feed, 5)
    middle = entries[2].pk

    _count, token = marking.mark_above_read(
        reading_of(reader), UNREAD, place=middle, at=NOW
    )
    assert [line.id for line in list_stream(reading_of(reader), UNREAD).lines] == [
        entries[1].pk,
        entries[0].pk,
    ]
    marking.undo(reader, token, at=NOW)
    count, _token = marking.mark_below_read(
        reading_of(reader), UNREAD, place=middle, at=NOW
    )

    assert count == 3
    assert [line.id for line in list_stream(reading_of(reader), UNREAD).lines] == [
        entries[4].pk,
        entries[3].pk,
    ]


def test_a_device_reads_without_an_account(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed("Heart")
    first, second = make_entries(feed, 2)

    reading = reading_of_feeds([feed.pk], read=[first.work], saved=[first.work])

    assert [line.id for line in list_stream(reading, UNREAD).lines] == [second.pk]
    saved = list_stream(reading, StreamSearch(view=View.SAVED)).lines
    assert [(line.id, line.is_read, line.is_saved) for line in saved] == [
        (first.pk, True, True)
    ]
    assert count_unread(reading) == {feed.pk: 1}
    through = reading_of_feeds([feed.pk], read_through=second.pk)
    assert list_stream(through, UNREAD).lines == ()


def test_a_retraction_stands_on_the_line(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed()
    (entry,) = make_entries(feed, {"doi": "10.1/x"})
    Notice.objects.create(
        doi="10.1/x", kind=NoticeKind.RETRACTION, notice_doi="10.1/r", added_at=NOW
    )

    line = get_line(reading_of_feeds([feed.pk]), entry.pk)

    assert line.notices == (("retraction", "10.1/r"),)
    with pytest.raises(NotFound):
        get_line(Reading(None, ()), 1)


def test_more_rows_cost_no_more_queries(
    reader: Person,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    django_assert_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    feed = make_feed()
    following.follow(reader, feed)
    make_entries(feed, *({"doi": f"10.1/{n}"} for n in range(5)))
    reading = reading_of(reader)
    with django_assert_num_queries(12):
        list_stream(reading, UNREAD)

    for _number in range(5):
        more = make_feed()
        following.follow(reader, more)
        make_entries(more, *({"doi": f"10.2/{more.pk}/{n}"} for n in range(5)))

    reading = reading_of(reader)
    with django_assert_num_queries(12):
        assert len(list_stream(reading, UNREAD).lines) == 30


def test_what_a_topic_brought_stays_hidden_once_it_was_taken_off(
    reader: Person, make_feed: MakeFeed
) -> None:
    feed, own = make_feed(), make_feed()
    following.follow_many(reader, [feed], topic="asthma")
    following.follow(reader, own)

    following.unfollow(reader, feed.pk)
    following.unfollow(reader, own.pk)
    following.follow_many(reader, [feed], topic="asthma")

    assert reading_of(reader).follows == ()
    assert [s.feed_id for s in Subscription.objects.filter(is_hidden=True)] == [feed.pk]


def test_sources_can_be_put_in_order(reader: Person, make_feed: MakeFeed) -> None:
    feeds = [make_feed(f"Feed {n}") for n in range(3)]
    following.follow_many(reader, feeds)

    following.move(reader, feeds[2].pk, to=0)

    order = [follow.feed_id for follow in reading_of(reader).follows]
    assert order == [feeds[2].pk, feeds[0].pk, feeds[1].pk]


def test_counts_that_are_remembered_follow_what_comes_goes_and_is_read(
    reader: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    one, two = make_feed("One"), make_feed("Two")
    for feed in (one, two):
        following.follow(reader, feed)
        make_entries(feed, 3)
    assert count_unread(reading_of(reader)) == {one.pk: 3, two.pk: 3}

    late = make_entries(one, 1, at=NOW - timedelta(days=3))
    after_arrival = count_unread(reading_of(reader))
    marking.mark_read(reader, [late[0].work])
    after_mark = count_unread(reading_of(reader))
    whole = StreamSearch(feed=two.pk)
    marking.mark_all_read(reading_of(reader), whole, through=0, at=NOW)

    assert after_arrival == {one.pk: 4, two.pk: 3}
    assert after_mark == {one.pk: 3, two.pk: 3}
    assert count_unread(reading_of(reader)) == {one.pk: 3}
