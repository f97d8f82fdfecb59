"""What the worker does for this room."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.reader.services import feeds, marking
from medagora.web.tasks import every

#: Feeds a run: the worker has other things to do in between.
FEEDS_A_RUN = 300


@every(timedelta(minutes=1))
@task(priority=5)
def refresh_due_feeds() -> None:
    """Asks the feeds whose turn it is; goes on in a further task while there are."""
    # aiohttp and the parsers stay out of the web process, which only enqueues
    from medagora.reader.gateways.fetching import WebFeedFetcher  # noqa: PLC0415 - see above
    from medagora.reader.services import refreshing  # noqa: PLC0415 - as above

    done = refreshing.refresh_due(
        WebFeedFetcher(), clock=timezone.now, limit=FEEDS_A_RUN
    )
    if done.feeds and refreshing.count_due(timezone.now()):
        refresh_due_feeds.enqueue()


@task(priority=10)  # somebody waits for it
def refresh_feed(feed_id: str) -> None:
    """Asks one feed now."""
    from medagora.reader.gateways.fetching import WebFeedFetcher  # noqa: PLC0415 - as above
    from medagora.reader.services import refreshing  # noqa: PLC0415 - as above

    refreshing.refresh_feeds([int(feed_id)], WebFeedFetcher(), clock=timezone.now)


@task()
def sync_resource(uid: str) -> None:
    """A resource was published, changed or retired: so are its feeds."""
    if feeds.sync_resource(uid, at=timezone.now()):
        refresh_due_feeds.enqueue()  # its readers need not wait for the next round


@task()
def sync_all(_reason: str) -> None:
    feeds.sync_all(at=timezone.now())


@every(timedelta(hours=6))
@task()
def forget_old_undos() -> None:
    """What somebody has read is remembered for an undo, and then no longer."""
    marking.forget_old_undos(timezone.now())
