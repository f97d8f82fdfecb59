"""Feeds in step with what published resources publish."""

from collections.abc import Callable

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.drafts import FeedDraft
from medagora.catalogue.domain.words import State
from medagora.catalogue.models import Resource
from medagora.catalogue.queries import draft_of
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Feed
from medagora.reader.services import feeds, merging
from tests.reader.conftest import NOW

MakeResource = Callable[..., Resource]


def test_a_published_resource_brings_its_feeds(make_resource: MakeResource) -> None:
    resource = make_resource(
        kind="podcast", feeds=(FeedDraft("https://a.example.org/feed", "Lungs"),)
    )

    feeds.sync_resource(resource.uid, at=NOW)

    feed = Feed.objects.get()
    assert (feed.title, feed.sort, feed.language) == ("Lungs", "podcast", "en")
    assert (feed.resource, feed.next_check_at) == (resource, NOW)
    assert feeds.sync_all(at=NOW) == 0


def test_a_feed_that_is_named_no_more_is_nobodys(make_resource: MakeResource) -> None:
    resource = make_resource(feeds=(FeedDraft("https://a.example.org/feed"),))
    feeds.sync_resource(resource.uid, at=NOW)

    draft = draft_of(Resource.objects.get(pk=resource.pk))
    catalogue.change_resource(resource, type(draft)(**{**vars(draft), "feeds": ()}))
    feeds.sync_resource(resource.uid, at=NOW)

    assert Feed.objects.get().resource is None


def test_those_who_follow_keep_the_feed_of_a_retired_resource(
    make_resource: MakeResource,
) -> None:
    resource = make_resource(feeds=(FeedDraft("https://a.example.org/feed"),))
    feeds.sync_resource(resource.uid, at=NOW)

    catalogue.set_state(resource, State.RETIRED, at=NOW)
    feeds.sync_resource(resource.uid, at=NOW)
    feeds.sync_all(at=NOW)

    assert Feed.objects.get().resource == resource


def test_a_feed_that_moved_keeps_its_resource(make_resource: MakeResource) -> None:
    resource = make_resource(feeds=(FeedDraft("https://a.example.org/feed"),))
    feeds.sync_resource(resource.uid, at=NOW)
    feed = Feed.objects.get()

    merging.move_feed(feed, "https://b.example.org/feed", at=NOW)
    feeds.sync_all(at=NOW)

    moved = Feed.objects.exclude(state=FeedState.MERGED).get()
    assert (moved.address, moved.resource) == ("https://b.example.org/feed", resource)
