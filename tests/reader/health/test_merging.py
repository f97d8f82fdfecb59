"""Feeds that move and feeds that turn out to be one."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.models import Person
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Entry, Feed, HubLease, Mark, MuteRule, Subscription
from medagora.reader.queries.feeds import find_feed, get_feed
from medagora.reader.services import feeds, following, marking, merging
from tests.reader.conftest import NOW, MakeEntries, MakeFeed

NEW = "https://new.example.org/feed"
MakePerson = Callable[..., Person]


def row(feed: Feed) -> Feed:
    return Feed.objects.get(pk=feed.pk)


# ---- moving ----------------------------------------------------------------------


def test_a_feed_keeps_all_that_it_had_at_its_new_address(
    make_feed: MakeFeed, make_entries: MakeEntries, member: Person
) -> None:
    feed = make_feed("Heart", etag="old", failures=3, failure="dns")
    make_entries(feed, 2)
    following.follow(member, feed)

    moved = merging.move_feed(feed, NEW, at=NOW)

    assert moved.pk == feed.pk
    assert (moved.address, moved.etag, moved.failures) == (NEW, "", 0)
    assert moved.next_check_at == NOW
    assert Entry.objects.filter(feed=moved).count() == 2
    assert Subscription.objects.get(person=member).feed_id == moved.pk


def test_the_old_address_leads_to_the_new_one(make_feed: MakeFeed) -> None:
    feed = make_feed(address="https://old.example.org/feed")

    merging.move_feed(feed, NEW, at=NOW)

    sign = find_feed("old.example.org/feed")
    assert sign is not None
    assert sign.state == FeedState.MERGED
    assert get_feed(sign.pk).pk == feed.pk
    assert feeds.add_feed("https://old.example.org/feed", at=NOW).pk == feed.pk


def test_moving_twice_changes_nothing_and_moving_back_leaves_one_sign(
    make_feed: MakeFeed,
) -> None:
    feed = make_feed(address="https://old.example.org/feed")

    merging.move_feed(feed, NEW, at=NOW)
    merging.move_feed(feed, NEW, at=NOW)
    back = merging.move_feed(feed, "https://old.example.org/feed", at=NOW)

    assert back.pk == feed.pk
    assert back.address == "https://old.example.org/feed"
    (sign,) = Feed.objects.exclude(pk=feed.pk)
    assert (sign.address, sign.replaced_by_id) == (NEW, feed.pk)


def test_another_spelling_of_the_address_is_no_other_feed(make_feed: MakeFeed) -> None:
    feed = make_feed(address="http://www.example.org/feed/")

    moved = merging.move_feed(feed, "https://example.org/feed", at=NOW)

    assert moved.address == "https://example.org/feed"
    assert Feed.objects.count() == 1


def test_moving_to_where_another_feed_lives_makes_one_of_two(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed, other = make_feed(), make_feed(address=NEW)
    make_entries(feed, 1)
    make_entries(other, 1)

    kept = merging.move_feed(feed, NEW, at=NOW)

    assert kept.pk == other.pk
    assert row(feed).replaced_by_id == other.pk
    assert Entry.objects.filter(feed=other).count() == 2


def test_an_address_that_was_never_read_is_taken_over_with_its_followers(
    make_feed: MakeFeed, make_entries: MakeEntries, make_person: MakePerson
) -> None:
    feed, fresh = make_feed(), make_feed(address=NEW)
    make_entries(feed, 1)
    person = make_person()
    following.follow(person, fresh)

    moved = merging.move_feed(feed, NEW, at=NOW)

    assert moved.pk == feed.pk
    assert Subscription.objects.get(person=person).feed_id == feed.pk
    assert row(fresh).replaced_by_id == feed.pk
    assert row(fresh).address == feed.address


def test_a_dead_feed_lives_again_where_it_went(make_feed: MakeFeed) -> None:
    feed = make_feed(state=FeedState.DEAD, next_check_at=None)

    moved = merging.move_feed(feed, NEW, at=NOW)

    assert (moved.state, moved.next_check_at) == (FeedState.ACTIVE, NOW)


def test_a_paused_feed_stays_paused(make_feed: MakeFeed) -> None:
    feed = make_feed(state=FeedState.PAUSED, next_check_at=None)

    moved = merging.move_feed(feed, NEW, at=NOW)

    assert (moved.state, moved.next_check_at) == (FeedState.PAUSED, None)


def test_what_is_no_address_is_refused(make_feed: MakeFeed) -> None:
    with pytest.raises(BadInput):
        merging.move_feed(make_feed(), "ftp://example.org/feed", at=NOW)


# ---- merging ---------------------------------------------------------------------


def test_entries_move_but_for_those_that_the_other_has_too(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed, into = make_feed(last_entry_at=NOW), make_feed()
    make_entries(feed, {"doi": "10.1/same"}, {"doi": "10.1/own"})
    make_entries(into, {"doi": "10.1/same"})

    kept = merging.merge_feeds(feed, into, at=NOW)

    found = Entry.objects.filter(feed=into).order_by("doi")
    assert list(found.values_list("doi", flat=True)) == ["10.1/own", "10.1/same"]
    assert kept.entry_count == 2
    assert kept.last_entry_at == NOW


def test_the_merged_feed_is_asked_no_more_and_leads_on(make_feed: MakeFeed) -> None:
    before, feed, into = make_feed(), make_feed(), make_feed()
    Feed.objects.filter(pk=before.pk).update(state=FeedState.RETIRED, replaced_by=feed)
    HubLease.objects.create(feed=feed, hub="h", topic="t", asked_at=NOW)

    merging.merge_feeds(feed, into, at=NOW)

    merged = row(feed)
    assert (merged.state, merged.replaced_by_id) == (FeedState.MERGED, into.pk)
    assert merged.next_check_at is None
    assert row(before).replaced_by_id == into.pk
    assert not HubLease.objects.exists()


def test_followers_of_one_follow_the_other(
    make_feed: MakeFeed, make_person: MakePerson
) -> None:
    feed, into = make_feed(), make_feed()
    person = make_person()
    following.follow(person, feed, folder="Morning", read_through=7)
    MuteRule.objects.create(person=person, query="advert", feed=feed)

    merging.merge_feeds(feed, into, at=NOW)

    kept = Subscription.objects.get(person=person)
    assert (kept.feed_id, kept.folder, kept.read_through) == (into.pk, "Morning", 7)
    assert MuteRule.objects.get().feed_id == into.pk


def test_who_followed_both_follows_once_and_the_later_reading_counts(
    make_feed: MakeFeed, make_person: MakePerson
) -> None:
    feed, into = make_feed(), make_feed()
    person = make_person()
    following.follow(person, feed, folder="Morning", title="My name", read_through=900)
    following.follow(person, into, topic="asthma", read_through=100)
    Subscription.objects.filter(feed=into).update(is_hidden=True)

    merging.merge_feeds(feed, into, at=NOW)

    kept = Subscription.objects.get(person=person)
    assert kept.feed_id == into.pk
    assert (kept.title, kept.folder, kept.topic) == ("My name", "Morning", "")
    assert (kept.read_through, kept.is_hidden, kept.position) == (900, False, 1)


def test_marks_belong_to_papers_and_stay(
    make_feed: MakeFeed, make_entries: MakeEntries, member: Person
) -> None:
    feed, into = make_feed(), make_feed()
    (entry,) = make_entries(feed, 1)
    following.follow(member, feed)
    marking.save(member, entry.work, at=NOW)

    merging.merge_feeds(feed, into, at=NOW + timedelta(hours=1))

    assert Mark.objects.get(person=member).work == entry.work
    assert Entry.objects.get(work=entry.work).feed_id == into.pk


def test_the_resource_comes_along(
    make_feed: MakeFeed, make_resource: Callable[..., object]
) -> None:
    resource = make_resource()
    feed, into = make_feed(resource=resource), make_feed()

    kept = merging.merge_feeds(feed, into, at=NOW)

    assert kept.resource == resource
    assert row(feed).resource is None


def test_impossible_merges_are_refused(make_feed: MakeFeed) -> None:
    feed, dead = make_feed(), make_feed(state=FeedState.DEAD)
    with pytest.raises(BadInput):
        merging.merge_feeds(feed, feed, at=NOW)
    with pytest.raises(Conflict):
        merging.merge_feeds(feed, dead, at=NOW)
    merging.merge_feeds(dead, feed, at=NOW)
    with pytest.raises(Conflict):
        merging.merge_feeds(dead, feed, at=NOW)
    with pytest.raises(Conflict):
        merging.move_feed(dead, NEW, at=NOW)
