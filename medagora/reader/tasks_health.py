"""What the worker does for those who look after sources and those who add some."""

import base64
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task

from medagora.kernel.refusals import Refusal
from medagora.reader.models import Feed
from medagora.reader.queries import lookings
from medagora.reader.services import endings, merging
from medagora.web.tasks import every


@task(priority=20)  # somebody is looking at a page that waits for it
def look_for_feeds(address: str) -> dict[str, Any]:
    """What can be read at an address; the page that asked reads the answer."""
    # aiohttp and the parsers stay out of the web process, which only enqueues
    from medagora.reader.services import discovering  # noqa: PLC0415 - see above

    return discovering.discover(address, now=timezone.now()).as_json()


@task()
def feed_moved(told: str) -> None:
    """A feed answered from another place for good: its number, then the address."""
    feed_id, _space, address = told.partition(" ")
    feed = Feed.objects.filter(pk=int(feed_id)).first()
    if feed is None:
        return
    try:
        merging.move_feed(feed, address, at=timezone.now())
    except Refusal:
        return  # merged meanwhile, or it leads to one that has ended


@task()
def feed_ended(feed_id: str) -> None:
    """A feed brings nothing more: who follows it is told, with a replacement."""
    feed = Feed.objects.filter(pk=int(feed_id)).first()
    if feed is not None:
        endings.announce_end(feed, at=timezone.now())


@every(timedelta(hours=6))
@task()
def forget_old_lookings() -> None:
    """What people looked for does not stay."""
    lookings.forget_old_lookings(timezone.now())


@every(timedelta(minutes=10))
@task()
def ask_hubs() -> None:
    """Asks hubs to push what is new, and again before their promise ends."""
    from medagora.reader.services import hubs  # noqa: PLC0415 - as above

    hubs.ask_due_hubs(at=timezone.now())


@task(priority=5)
def take_push(feed_id: str, content_type: str, body: str) -> None:
    """Stores what a hub pushed; ``body`` is in base 64."""
    from medagora.reader.services import pushes  # noqa: PLC0415 - as above

    pushes.take_push(
        int(feed_id), base64.b64decode(body), content_type, at=timezone.now()
    )
