"""Feeds as rows: kept in step with what published resources publish."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Kind
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.reader.domain.feed_addresses import clean_feed_address, feed_key
from medagora.reader.domain.words import ENDED, FeedState, Sort
from medagora.reader.models import Feed
from medagora.reader.services import telling

_SORTS = {
    Kind.JOURNAL: Sort.JOURNAL,
    Kind.NEWS: Sort.NEWS,
    Kind.BLOG: Sort.BLOG,
    Kind.PODCAST: Sort.PODCAST,
    Kind.VIDEO_CHANNEL: Sort.VIDEO,
}


def sort_of_kind(kind: str) -> str:
    """The section of My page for a kind of resource."""
    return _SORTS.get(Kind(kind), Sort.OTHER) if kind in set(Kind) else Sort.OTHER


@transaction.atomic
def add_feed(
    address: str, *, title: str = "", site: str = "", sort: str = "", at: datetime
) -> Feed:
    """The feed at this address, made if it is new; its first check is due at once.

    A merged one leads to what took its place. BadInput for what is no address.
    """
    address = clean_feed_address(address)
    feed, made = Feed.objects.select_related("replaced_by").get_or_create(
        key=feed_key(address),
        defaults={
            "address": address,
            "title": tidy(title, limit=300),
            "site": site[:1000],
            "sort": sort or Sort.OTHER,
            "next_check_at": at,
        },
    )
    if not made and feed.state == FeedState.MERGED and feed.replaced_by:
        return feed.replaced_by
    return feed


@transaction.atomic
def sync_resource(uid: str, *, at: datetime) -> int:
    """Brings the feeds of one resource in step; gives how many rows changed. Their
    papers are told of: the resource may be public now, or no more, or say more."""
    resource_id = catalogue.find_resource_id(uid)
    present = Feed.objects.filter(resource=resource_id) if resource_id else None
    before = set() if present is None else set(present.values_list("pk", flat=True))
    count = _sync(catalogue.list_published_feeds(uid), present, at)
    after = set() if present is None else set(present.values_list("pk", flat=True))
    telling.tell_of_feeds(before | after)
    return count


@transaction.atomic
def sync_all(*, at: datetime) -> int:
    """The same for the whole catalogue; quick when nothing changed. Only papers of
    sources that changed are told of."""
    present = Feed.objects.filter(resource__isnull=False)
    shown = present.values_list("pk", "resource_id", "sort", "language")
    before = set(shown)
    count = _sync(catalogue.list_published_feeds(), present, at)
    telling.tell_of_feeds(pk for pk, *_said in before ^ set(shown.all()))
    return count


@transaction.atomic
def _sync(
    published: Iterable[catalogue.PublishedFeed],
    present: QuerySet[Feed] | None,
    at: datetime,
) -> int:
    wanted: dict[str, catalogue.PublishedFeed] = {}
    for feed in published:
        if key := _key_of(feed.address):
            wanted.setdefault(key, feed)
    found = Feed.objects.filter(key__in=list(wanted)).select_related("replaced_by")
    known = {feed.key: _where_it_went(feed) for feed in found}
    new = [_new(key, feed, at) for key, feed in wanted.items() if key not in known]
    Feed.objects.bulk_create(new)
    changed = [feed for key, feed in known.items() if _is_changed(feed, wanted[key])]
    Feed.objects.bulk_update(changed, ["resource", "sort", "language", "site"])
    kept = [feed.pk for feed in (*new, *known.values())]
    left = 0 if present is None else _let_go(present.exclude(pk__in=kept))
    return len(new) + len(changed) + left


def _where_it_went(feed: Feed) -> Feed:
    """The catalogue may still name an address that has moved or was merged."""
    if feed.state == FeedState.MERGED and feed.replaced_by:
        return feed.replaced_by
    return feed


def _let_go(feeds: QuerySet[Feed]) -> int:
    """Feeds that their published resource names no more are nobody's. What has ended
    stays with its resource, so that its siblings are proposed; and what a retired
    resource published stays its own, for those who follow it."""
    rows = feeds.exclude(state__in=ENDED).values_list("pk", "resource_id")
    resource_of = dict(rows)
    published = catalogue.uids_by_id(filter(None, resource_of.values()))
    orphans = [pk for pk, resource in resource_of.items() if resource in published]
    return Feed.objects.filter(pk__in=orphans).update(resource=None)


def _key_of(address: str) -> str:
    try:
        return feed_key(clean_feed_address(address))
    except BadInput:  # an old row; its curator will see that it is never read
        return ""


def _new(key: str, feed: catalogue.PublishedFeed, at: datetime) -> Feed:
    return Feed(
        key=key,
        address=clean_feed_address(feed.address),
        title=tidy(feed.title, limit=300),
        site=feed.site[:1000],
        sort=sort_of_kind(feed.kind),
        language=feed.language,
        resource_id=feed.resource_id,
        next_check_at=at,
    )


def _is_changed(feed: Feed, told: catalogue.PublishedFeed) -> bool:
    """Takes over what the catalogue says; True if something was different."""
    before = (feed.resource_id, feed.sort, feed.language, feed.site)
    feed.resource_id = told.resource_id
    feed.sort = sort_of_kind(told.kind)
    feed.language = told.language or feed.language
    feed.site = told.site[:1000]
    return before != (feed.resource_id, feed.sort, feed.language, feed.site)
