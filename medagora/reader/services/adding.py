"""Adding a source that somebody found and that was read just now."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import transaction

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.words import FeedState, Sort
from medagora.reader.models import Feed
from medagora.reader.services import endings, feeds
from medagora.web import news

_SALT = "medagora.reader.found"
_VALID_SECONDS = 24 * 3600


@dataclass(frozen=True)
class FoundSource:
    """What is known of it before it has a row."""

    address: str
    title: str = ""
    site: str = ""
    sort: str = Sort.OTHER
    language: str = ""


def sign(found: FoundSource) -> str:
    """Proves that we have read it: only such addresses can be added from a form."""
    return signing.dumps(list(vars(found).values()), salt=_SALT, compress=True)


def open_signed(text: str) -> FoundSource:
    try:
        return FoundSource(*signing.loads(text, salt=_SALT, max_age=_VALID_SECONDS))
    except (signing.BadSignature, TypeError):
        raise BadInput("That was some time ago. Give the address again.") from None


@transaction.atomic
def add_found(found: FoundSource, *, at: datetime, is_operators: bool = False) -> Feed:
    """The source, made if it is new and asked at once; one that had died lives again,
    as it was read just now. What curators paused or retired stays so."""
    feed = feeds.add_feed(
        found.address, title=found.title, site=found.site, sort=found.sort, at=at
    )
    if found.language and not feed.language:
        feed.language = found.language[:12]
        feed.save(update_fields=["language"])
    if is_operators and not feed.is_operators:
        feed.is_operators = True
        feed.save(update_fields=["is_operators"])
    if feed.state in {FeedState.DEAD, FeedState.GONE}:
        feed.state, feed.next_check_at, feed.failures = FeedState.ACTIVE, at, 0
        feed.failing_since = None
        feed.save(update_fields=["state", "next_check_at", "failures", "failing_since"])
        endings.take_back_end(feed)
    if feed.state == FeedState.ACTIVE and feed.succeeded_at is None:
        news.tell("feed_wanted", str(feed.pk))
    return feed
