"""Feeds that move and feeds that turn out to be one: what people follow, saved and
read comes along.

The old address stays as a row of its own, merged into what took its place, so that
old lists and a catalogue that still names it lead there.
"""

from datetime import datetime

from django.db import transaction

from medagora.kernel.refusals import BadInput, Conflict
from medagora.reader.domain.feed_addresses import clean_feed_address, feed_key
from medagora.reader.domain.words import ENDED, FeedState
from medagora.reader.models import Entry, Feed, HubLease, MuteRule, Subscription
from medagora.reader.services import bulk, telling


@transaction.atomic
def move_feed(feed: Feed, address: str, *, at: datetime) -> Feed:
    """The feed at its new address, with all that it had; it is asked there at once.

    If another feed lives there already the two become one. BadInput for what is no
    address. Doing it twice changes nothing.
    """
    address = clean_feed_address(address)
    bulk.one_writer_at_a_time()
    feed = Feed.objects.get(pk=feed.pk)
    if feed.state == FeedState.MERGED:
        raise Conflict("This source was merged into another; change that one.")
    old_address, old_key, new_key = feed.address, feed.key, feed_key(address)
    if new_key == old_key:
        return _settle(feed, address, at)
    other = Feed.objects.filter(key=new_key).select_related("replaced_by").first()
    there = _who_lives_at(other) if other else None
    if there is not None and there.pk != feed.pk:
        return merge_feeds(feed, there, at=at)
    sign = other or Feed(title=feed.title, site=feed.site, sort=feed.sort)
    if other is not None:
        _take_over(other, feed)
    moved = _settle(feed, address, at)
    _make_sign(sign, old_address, old_key, moved)
    return moved


def _who_lives_at(other: Feed) -> Feed | None:
    """The feed that has the address; None when it may be taken over."""
    if other.state == FeedState.MERGED:
        return other.replaced_by
    return other if other.entry_count or other.body_digest else None


def _take_over(other: Feed, feed: Feed) -> None:
    """``other`` was never read, or is a sign that leads to the feed itself: it gives
    its address up, and whoever follows it already follows the feed."""
    _move_followers(other, feed)
    MuteRule.objects.filter(feed=other).update(feed=feed)
    if other.resource_id and not feed.resource_id:
        feed.resource_id = other.resource_id
        telling.tell_of_feeds([feed.pk])  # it is public now
    Feed.objects.filter(pk=other.pk).update(key=f"given up {other.pk}")


def _settle(feed: Feed, address: str, at: datetime) -> Feed:
    """What the old server said counts no more, and an end is over."""
    feed.address, feed.key = address, feed_key(address)
    feed.etag = feed.last_modified = feed.hub = feed.hub_topic = ""
    feed.failure, feed.failure_status, feed.failures = "", 0, 0
    feed.failing_since = None
    if feed.state in ENDED:
        feed.state = FeedState.ACTIVE
        feed.replaced_by = None
    if feed.state == FeedState.ACTIVE:
        feed.next_check_at = at
    feed.save()
    HubLease.objects.filter(feed=feed).delete()
    return feed


def _make_sign(sign: Feed, address: str, key: str, leads_to: Feed) -> None:
    sign.address, sign.key = address, key
    _close(sign, leads_to)


def _close(feed: Feed, leads_to: Feed) -> None:
    """Nothing is asked of it any more; it leads to another."""
    feed.state, feed.replaced_by, feed.resource_id = FeedState.MERGED, leads_to, None
    feed.next_check_at, feed.lease, feed.leased_until = None, "", None
    feed.failing_since = None
    feed.save()
    HubLease.objects.filter(feed=feed).delete()


@transaction.atomic
def merge_feeds(feed: Feed, into: Feed, *, at: datetime) -> Feed:
    """Makes one of two; gives the one that stays.

    Entries move, but for papers that the other has too. Who followed either follows
    the one; see ``_fold`` for who followed both. Marks belong to papers and stay.
    """
    if feed.pk == into.pk:
        raise BadInput("A source cannot be merged into itself.", field="into")
    bulk.one_writer_at_a_time()
    both = Feed.objects.in_bulk([feed.pk, into.pk])
    feed, into = both[feed.pk], both[into.pk]
    if feed.state == FeedState.MERGED:
        raise Conflict("This source was merged into another; change that one.")
    if into.state == FeedState.MERGED or into.state in ENDED:
        raise Conflict("The other source brings nothing more. Choose one that lives.")
    _move_followers(feed, into)
    _move_entries(feed, into)
    MuteRule.objects.filter(feed=feed).update(feed=into)
    Feed.objects.filter(replaced_by=feed).update(replaced_by=into)
    into.resource_id = into.resource_id or feed.resource_id
    into.save(update_fields=["resource", "entry_count", "last_entry_at"])
    _close(feed, into)
    telling.tell_of_feeds([feed.pk, into.pk])
    return into


def _move_followers(feed: Feed, into: Feed) -> None:
    old = Subscription.objects.filter(feed=feed)
    kept = Subscription.objects.filter(feed=into, person__in=old.values("person"))
    by_person = {subscription.person_id: subscription for subscription in kept}
    doubles = list(old.filter(person__in=list(by_person)))
    for double in doubles:
        _fold(double, by_person[double.person_id])
    changed = [
        *("title", "folder", "position", "topic", "is_hidden"),
        *("wants_full_text", "read_through"),
    ]
    Subscription.objects.bulk_update(by_person.values(), changed, batch_size=500)
    old.filter(pk__in=[double.pk for double in doubles]).delete()
    old.update(feed=into)


def _fold(old: Subscription, kept: Subscription) -> None:
    """One wish of two by the same person: their own words win over none, chosen by
    hand over brought by a topic, shown over hidden, the upper place over the lower.

    Of the two places up to which they have read the later counts: both feeds brought
    the same, so what was read in one is not shown again in the other.
    """
    kept.title = kept.title or old.title
    kept.folder = kept.folder or old.folder
    kept.position = min(kept.position, old.position)
    kept.topic = kept.topic if old.topic else ""
    kept.is_hidden = kept.is_hidden and old.is_hidden
    kept.wants_full_text = kept.wants_full_text or old.wants_full_text
    kept.read_through = max(kept.read_through, old.read_through)


def _move_entries(feed: Feed, into: Feed) -> None:
    """What the other feed has too stays behind, where nobody looks any more."""
    known = Entry.objects.filter(feed=into).values("work")
    into.entry_count += (
        Entry.objects.filter(feed=feed).exclude(work__in=known).update(feed=into)
    )
    dates = [date for date in (into.last_entry_at, feed.last_entry_at) if date]
    into.last_entry_at = max(dates, default=None)
