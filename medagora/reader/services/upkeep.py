"""Looking after sources: what curators and operators do with a feed, with a trace.

Each act stands in the private trail with its reason. Where it changes what a
published resource names as its feed, the resource is corrected too, and the public
log tells of it.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.drafts import FeedDraft
from medagora.curation.services import correcting
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.kernel.text import tidy
from medagora.reader import access
from medagora.reader.domain.feed_addresses import clean_feed_address, feed_key
from medagora.reader.domain.words import ENDED, FeedState
from medagora.reader.models import Feed
from medagora.reader.services import endings, merging
from medagora.web import audit, news

if TYPE_CHECKING:
    from medagora.people.models import Person

LONGEST_WORDS = 300


@transaction.atomic
def check_now(feed: Feed, *, by: "Person", at: datetime) -> None:
    """It is asked within moments, whatever its turn."""
    access.require_keep(by, feed)
    if feed.state != FeedState.ACTIVE:
        raise Conflict("This source is not asked at present. Resume it first.")
    Feed.objects.filter(pk=feed.pk).update(next_check_at=at)
    news.tell("feed_wanted", str(feed.pk))


@transaction.atomic
def pause_feed(feed: Feed, *, by: "Person", words: str = "") -> None:
    """It is not asked until somebody resumes it; what it brought stays."""
    access.require_keep(by, feed)
    if feed.state != FeedState.ACTIVE:
        raise Conflict("Only a source that is being asked can be paused.")
    _set(feed, state=FeedState.PAUSED, next_check_at=None)
    _record("reader.feed_paused", feed, by, words)


@transaction.atomic
def resume_feed(feed: Feed, *, by: "Person", at: datetime, words: str = "") -> None:
    """Asks it again, also one that had ended; its failures are forgotten."""
    access.require_keep(by, feed)
    if feed.state not in {FeedState.PAUSED, *ENDED}:
        raise Conflict("This source is being asked already, or was merged.")
    _set(
        feed,
        state=FeedState.ACTIVE,
        replaced_by=None,
        next_check_at=at,
        failing_since=None,
        failures=0,
        failure="",
        failure_status=0,
    )
    endings.take_back_end(feed)
    _record("reader.feed_resumed", feed, by, words)


@transaction.atomic
def want_full_text(feed: Feed, *, wanted: bool, by: "Person") -> None:
    """Whether the whole page of each of its entries is read, for everybody."""
    access.require_keep(by, feed)
    _set(feed, wants_full_text=wanted)
    _record("reader.feed_full_text", feed, by, "", wanted=wanted)


@transaction.atomic
def move_feed(
    feed: Feed, address: str, *, by: "Person", at: datetime, words: str = ""
) -> Feed:
    """As ``merging.move_feed``, by a person."""
    access.require_keep(by, feed)
    before = feed.address
    _correct_resource(feed, clean_feed_address(address), by=by, at=at)
    moved = merging.move_feed(feed, address, at=at)
    _record("reader.feed_moved", feed, by, words, before=before, after=moved.address)
    return moved


@transaction.atomic
def merge_feeds(
    feed: Feed, into: Feed, *, by: "Person", at: datetime, words: str = ""
) -> Feed:
    """As ``merging.merge_feeds``, by a person; followers are told."""
    access.require_keep(by, feed)
    if feed.pk != into.pk:
        _correct_resource(feed, into.address, by=by, at=at)
        endings.announce_merge(feed, into, at=at)
    kept = merging.merge_feeds(feed, into, at=at)
    _record("reader.feed_merged", feed, by, words, into=into.pk)
    return kept


@transaction.atomic
def retire_feed(
    feed: Feed,
    *,
    replacement: Feed | None = None,
    by: "Person",
    at: datetime,
    words: str = "",
) -> None:
    """It is asked no more; followers are told, with what to follow instead."""
    access.require_keep(by, feed)
    if feed.state == FeedState.MERGED:
        raise Conflict("This source was merged into another; change that one.")
    if replacement is not None:
        _check_replacement(feed, replacement)
    _set(
        feed,
        state=FeedState.RETIRED,
        replaced_by=replacement,
        next_check_at=None,
        hub="",
        hub_topic="",
    )
    endings.announce_end(feed, at=at)
    _correct_resource(feed, "", by=by, at=at)
    _record(
        "reader.feed_retired",
        feed,
        by,
        words,
        replacement=replacement.pk if replacement else None,
    )


def _check_replacement(feed: Feed, other: Feed) -> None:
    if other.pk == feed.pk:
        raise BadInput("A source cannot replace itself.", field="replacement")
    if other.state == FeedState.MERGED or other.state in ENDED:
        raise Conflict("The other source brings nothing more. Choose one that lives.")


def _set(feed: Feed, **changes: object) -> None:
    for name, value in changes.items():
        setattr(feed, name, value)
    feed.save(update_fields=list(changes))


def _record(verb: str, feed: Feed, by: "Person", words: str, **details: object) -> None:
    audit.record(verb, feed, by=by, words=tidy(words, limit=LONGEST_WORDS), **details)


def _correct_resource(feed: Feed, address: str, *, by: "Person", at: datetime) -> None:
    """Its published resource names the new address instead, or none ("").

    What forbids the correction (the person's scope, a resource that is not complete)
    does not keep the feed from being looked after: the private trail has it anyway.
    """
    uid = catalogue.uids_by_id([feed.resource_id or 0]).get(feed.resource_id or 0)
    if uid is None:
        return
    resource = catalogue.get_resource(uid)
    before = catalogue.draft_of(resource)
    after = tuple(
        replace(named, address=address) if _is_same(named, feed) else named
        for named in before.feeds
    )
    kept = tuple(named for named in after if named.address)
    if kept == before.feeds:
        return
    try:
        with transaction.atomic():
            draft = replace(before, feeds=kept)
            correcting.correct_resource(resource, draft, by=by, at=at)
    except (BadInput, Conflict, NotAllowed):
        return


def _is_same(named: FeedDraft, feed: Feed) -> bool:
    try:
        return feed_key(clean_feed_address(named.address)) == feed.key
    except BadInput:
        return False
