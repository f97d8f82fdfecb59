"""Whole pages: asked for by a reader for one entry, or by a curator or a reader for
everything of a source."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from medagora.kernel.refusals import NotFound
from medagora.kernel.text import fold
from medagora.reader.domain.formats.plain import plain
from medagora.reader.domain.places import place_of
from medagora.reader.gateways.full_text import Article, ArticleReader
from medagora.reader.models import Entry, EntryText, Feed, Subscription
from medagora.web import news

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Pages that one run fetches for whole sources; the next ones come with the next run.
MOST_AT_ONCE = 30
#: Older entries are fetched when somebody asks for them.
_FRESH = timedelta(days=2)
_MOST_FRESH = 2_000

_FIRST_HEADING = re.compile(r"\s*<h1[^>]*>(.*?)</h1>", re.DOTALL)


@transaction.atomic
def ask_for_whole_page(entry_id: int) -> bool:
    """Has a worker fetch it, also after a failure; False when it is here already."""
    text = EntryText.objects.filter(pk=entry_id).first()
    if text is None or not Entry.objects.filter(pk=entry_id).exclude(link="").exists():
        raise NotFound("This entry has no page that could be read.")
    if text.full_html:
        return False
    EntryText.objects.filter(pk=entry_id).update(
        full_text_at=None, full_text_failure=""
    )
    news.tell("whole_page_wanted", str(entry_id))
    return True


def read_whole_pages(
    entry_ids: Iterable[int], *, reader: ArticleReader, at: datetime
) -> int:
    """Fetches what is missing, no transaction open meanwhile; gives how many came.

    The same run twice changes nothing: what has an answer is not asked again.
    """
    waiting = set(
        EntryText.objects.filter(pk__in=list(entry_ids), full_text_at=None).values_list(
            "pk", flat=True
        )
    )
    rows = Entry.objects.filter(pk__in=waiting).exclude(link="")
    entries = list(rows.values_list("pk", "link", "title"))
    articles = reader.read([link for _pk, link, _title in entries])
    for (pk, _link, title), article in zip(entries, articles, strict=True):
        _store(pk, title, article, at)
    return sum(not article.failure for article in articles)


def _store(entry_id: int, title: str, article: Article, at: datetime) -> None:
    EntryText.objects.filter(pk=entry_id).update(
        full_html=without_title(article.html, title),
        full_text_at=at,
        full_text_failure=article.failure[:30],
    )


def without_title(html: str, title: str) -> str:
    """The article without a heading that only repeats the entry's title."""
    found = _FIRST_HEADING.match(html)
    if found and fold(plain(found[1], 500)) == fold(title):
        return html[found.end() :].lstrip()
    return html


def list_wanted(now: datetime) -> list[int]:
    """New entries of sources whose whole pages are wanted, the newest first."""
    feeds = Feed.objects.filter(
        Q(wants_full_text=True)
        | Q(subscriptions__wants_full_text=True, subscriptions__is_hidden=False)
    )
    fresh = Entry.objects.filter(
        feed__in=feeds.values("pk"), id__gt=place_of(now - _FRESH)
    ).exclude(link="")
    ids = list(fresh.order_by("-id").values_list("pk", flat=True)[:_MOST_FRESH])
    missing = EntryText.objects.filter(pk__in=ids, full_text_at=None)
    return list(missing.order_by("-pk").values_list("pk", flat=True)[:MOST_AT_ONCE])


def want_whole_pages(person: "Person", feed_id: int, *, is_wanted: bool) -> None:
    """Whether every new entry of a source that a person follows comes whole."""
    changed = Subscription.objects.filter(person=person, feed=feed_id).update(
        wants_full_text=is_wanted
    )
    if not changed:
        raise NotFound("You do not follow this source.")


def wants_whole_pages(person: "Person", feed_id: int) -> bool | None:
    """None for somebody who does not follow the source."""
    return (
        Subscription.objects.filter(person=person, feed=feed_id, is_hidden=False)
        .values_list("wants_full_text", flat=True)
        .first()
    )
