"""What curators and operators do with sources."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.catalogue import queries as catalogue
from medagora.curation.models import LogEntry
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people.models import Person
from medagora.reader import access, tasks_health
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Feed, ReaderNews
from medagora.reader.queries.replacements import replacements_for
from medagora.reader.services import following, upkeep
from medagora.web.models import AuditEvent
from tests.reader.conftest import NOW, MakeFeed

Make = Callable[..., Feed]
MakePerson = Callable[..., Person]
NEW = "https://new.example.org/feed"


def row(feed: Feed) -> Feed:
    return Feed.objects.get(pk=feed.pk)


def feeds_named_by(feed: Feed) -> list[str]:
    assert feed.resource
    resource = catalogue.get_resource(feed.resource.uid)
    return [named.address for named in resource.feeds.all()]


def test_a_source_is_paused_and_asked_again(
    make_published: Make, curator: Person
) -> None:
    feed = make_published()

    upkeep.pause_feed(feed, by=curator, words="Too many adverts.")
    paused = row(feed)
    upkeep.resume_feed(feed, by=curator, at=NOW)

    assert (paused.state, paused.next_check_at) == (FeedState.PAUSED, None)
    assert (row(feed).state, row(feed).next_check_at) == (FeedState.ACTIVE, NOW)
    event = AuditEvent.objects.get(verb="reader.feed_paused")
    assert event.details["words"] == "Too many adverts."


def test_resuming_forgets_the_failures_and_what_was_told(
    make_published: Make, curator: Person, member: Person
) -> None:
    feed = make_published(state=FeedState.DEAD, failures=20, failure="dns")
    following.follow(member, feed)
    tasks_health.feed_ended.call(str(feed.pk))
    told = ReaderNews.objects.count()

    upkeep.resume_feed(feed, by=curator, at=NOW)

    assert told == 1
    assert (row(feed).failures, row(feed).failure) == (0, "")
    assert not ReaderNews.objects.exists()


def test_what_does_not_fit_its_state_is_refused(
    make_published: Make, curator: Person
) -> None:
    active, paused = make_published(), make_published(state=FeedState.PAUSED)
    merged = make_published(state=FeedState.MERGED)
    with pytest.raises(Conflict):
        upkeep.pause_feed(paused, by=curator)
    with pytest.raises(Conflict):
        upkeep.resume_feed(active, by=curator, at=NOW)
    with pytest.raises(Conflict):
        upkeep.check_now(paused, by=curator, at=NOW)
    with pytest.raises(Conflict):
        upkeep.retire_feed(merged, by=curator, at=NOW)
    with pytest.raises(Conflict):
        upkeep.resume_feed(merged, by=curator, at=NOW)


def test_a_retired_source_is_told_once_with_what_to_follow_instead(
    make_published: Make, curator: Person, member: Person
) -> None:
    feed, instead = make_published("Old"), make_published("New")
    following.follow(member, feed)

    upkeep.retire_feed(feed, replacement=instead, by=curator, at=NOW)
    tasks_health.feed_ended.call(str(feed.pk))

    news = ReaderNews.objects.get(person=member)
    assert (news.kind, news.subject) == ("source-ended", feed.pk)
    assert news.details["replaced_by"] == instead.pk
    assert news.details["proposals"] == [instead.pk]
    assert row(feed).next_check_at is None


def test_who_took_it_off_the_page_is_not_told(
    make_published: Make, curator: Person, member: Person
) -> None:
    feed = make_published()
    following.follow(member, feed)
    following.hide(member, feed.pk)

    upkeep.retire_feed(feed, by=curator, at=NOW)

    assert not ReaderNews.objects.exists()


def test_the_resource_is_corrected_and_the_public_log_tells_of_it(
    make_published: Make, curator: Person
) -> None:
    moved, retired = make_published(), make_published()

    upkeep.move_feed(moved, NEW, by=curator, at=NOW)
    upkeep.retire_feed(retired, by=curator, at=NOW)

    assert feeds_named_by(moved) == [NEW]
    assert feeds_named_by(retired) == []
    entries = LogEntry.objects.filter(verb="resource_corrected")
    assert [entry.facts["changed"] for entry in entries] == [["feeds"], ["feeds"]]
    assert {entry.actor for entry in entries} == {curator.pseudonym}


def test_merged_sources_are_told_as_moved(
    make_published: Make, curator: Person, member: Person
) -> None:
    feed, into = make_published("Old"), make_published("New")
    following.follow(member, feed)

    upkeep.merge_feeds(feed, into, by=curator, at=NOW, words="The same journal.")

    news = ReaderNews.objects.get(person=member)
    assert (news.kind, news.details["replaced_by"]) == ("source-moved", into.pk)
    assert AuditEvent.objects.get(verb="reader.feed_merged").details["into"] == into.pk


def test_impossible_replacements_are_refused(
    make_published: Make, curator: Person
) -> None:
    feed, dead = make_published(), make_published(state=FeedState.DEAD)
    with pytest.raises(BadInput):
        upkeep.retire_feed(feed, replacement=feed, by=curator, at=NOW)
    with pytest.raises(Conflict):
        upkeep.retire_feed(feed, replacement=dead, by=curator, at=NOW)
    with pytest.raises(BadInput):
        upkeep.merge_feeds(feed, feed, by=curator, at=NOW)

    assert row(feed).state == FeedState.ACTIVE


# ---- who may ---------------------------------------------------------------------


def test_curators_keep_their_own_topics_and_nobody_else_anything(
    make_published: Make,
    make_topic: Callable[..., Any],
    make_person: MakePerson,
    member: Person,
) -> None:
    feed = make_published()
    make_topic("gout")
    of_gout = make_person("Gerd", role="curator", topic="gout")
    moderator = make_person("Mo", role="moderator")
    for person in (of_gout, moderator, member):
        with pytest.raises(NotAllowed):
            upkeep.pause_feed(feed, by=person)
        assert not access.can_keep(person, feed)
    of_asthma = make_person("Asa", role="curator", topic="asthma")

    upkeep.pause_feed(feed, by=of_asthma)

    assert row(feed).state == FeedState.PAUSED


def test_readers_own_sources_are_kept_by_whoever_runs_the_site(
    make_feed: MakeFeed, curator: Person, operator: Person
) -> None:
    feed = make_feed()
    with pytest.raises(NotAllowed):
        upkeep.pause_feed(feed, by=curator)

    upkeep.pause_feed(feed, by=operator)

    assert feed not in access.feeds_seen_by(curator)
    assert feed in access.feeds_seen_by(operator)


# ---- what to follow instead ------------------------------------------------------


def test_other_sources_of_the_same_resource_come_before_similar_ones(
    make_published: Make, make_feed: MakeFeed
) -> None:
    similar = make_published("Similar")
    ended = make_published("Ended", state=FeedState.GONE)
    sibling = make_feed("Sibling", resource=ended.resource)
    make_published("Dead too", state=FeedState.DEAD)
    make_published("Paused is fine", state=FeedState.PAUSED, language="hu")

    assert replacements_for(ended) == [sibling, similar]


def test_a_replacement_that_died_itself_is_not_proposed(make_published: Make) -> None:
    dead = make_published(state=FeedState.DEAD)
    ended = make_published(state=FeedState.RETIRED, replaced_by=dead)

    assert replacements_for(ended) == []


# ---- what the worker is told -----------------------------------------------------


def test_a_feed_that_moved_for_good_is_moved_by_the_worker(make_feed: MakeFeed) -> None:
    feed = make_feed()

    tasks_health.feed_moved.call(f"{feed.pk} {NEW}")
    tasks_health.feed_moved.call(f"{feed.pk} {NEW}")
    tasks_health.feed_moved.call("999999 https://x.example.org/")
    tasks_health.feed_moved.call(f"{feed.pk} ftp://nowhere")

    assert row(feed).address == NEW


def test_a_feed_that_lives_is_not_announced_as_ended(
    make_feed: MakeFeed, member: Person
) -> None:
    feed = make_feed()
    following.follow(member, feed)

    tasks_health.feed_ended.call(str(feed.pk))
    tasks_health.feed_ended.call("999999")

    assert not ReaderNews.objects.exists()
