"""News about what a person follows and saved: what ended, moved, was retracted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from medagora.kernel.text import shorten
from medagora.reader.domain.words import NewsKind
from medagora.reader.models import Entry, Feed, ReaderNews, Subscription
from medagora.reader.queries.source_names import bare, name_of

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Kinds whose subject is a feed; that of the others is a work.
_ABOUT_FEEDS = (NewsKind.SOURCE_ENDED, NewsKind.SOURCE_MOVED)
_PAPER_FIELDS = ("pk", "work", "title", "summary", "link")
#: Letters of a summary that stands for a title.
_LONGEST_TITLE = 120


@dataclass(frozen=True)
class NewsLine:
    """One piece of news as pages and mails show it. ``title`` is the source's or the
    paper's; 0 and "" where there is nothing."""

    id: int
    kind: str
    made_at: datetime
    is_new: bool
    title: str
    entry: int = 0  # the paper's own page
    feed: int = 0  # the source's own page
    notice: str = ""  # of NoticeKind
    notice_doi: str = ""
    other_title: str = ""  # the source that follows it, or the published paper
    other_feed: int = 0
    other_entry: int = 0
    follows_other: bool = False  # the other source is on the person's page already


def count_news(person: "Person") -> int:
    """How much somebody has not looked at yet."""
    return ReaderNews.objects.filter(person=person, seen_at=None).count()


def news_of(person: "Person") -> QuerySet[ReaderNews]:
    return ReaderNews.objects.filter(person=person).order_by("-made_at", "-pk")


def news_lines(rows: Iterable[ReaderNews]) -> list[NewsLine]:
    """The rows with the titles of what they are about; four queries."""
    news = list(rows)
    feeds = {n.subject for n in news if n.kind in _ABOUT_FEEDS}
    feeds |= {_number(n.details, "replaced_by") for n in news}
    works = {n.subject for n in news if n.kind not in _ABOUT_FEEDS}
    works |= {_number(n.details, "work") for n in news}
    people = {n.person_id for n in news}
    names = _Names(feeds - {0}, people)
    entries = Entry.objects.filter(work__in=works - {0}).order_by("-pk")
    papers = {
        work: (pk, title or shorten(summary, _LONGEST_TITLE) or bare(link))
        for pk, work, title, summary, link in entries.values_list(*_PAPER_FIELDS)
    }
    return [_news_line(row, names, papers) for row in news]


class _Names:
    """What people call the sources that news are about: their own name for one comes
    before its title, and its address stands where there is neither."""

    def __init__(self, feeds: set[int], people: set[int]) -> None:
        found = Feed.objects.filter(pk__in=feeds).only("title", "site", "address")
        self._names = {feed.pk: name_of(feed) for feed in found}
        own = Subscription.objects.filter(feed__in=feeds, person__in=people)
        self._own = {(row.person_id, row.feed_id): row for row in own}

    def __contains__(self, feed: int) -> bool:
        return feed in self._names

    def name(self, person: int, feed: int) -> str:
        own = self._own.get((person, feed))
        return (own.title if own else "") or self._names.get(feed, "")

    def is_followed(self, person: int, feed: int) -> bool:
        own = self._own.get((person, feed))
        return own is not None and not own.is_hidden


def _number(details: Mapping[str, Any], name: str) -> int:
    value = details.get(name)
    return value if isinstance(value, int) else 0


def _news_line(
    row: ReaderNews, names: _Names, papers: dict[int, tuple[int, str]]
) -> NewsLine:
    details = row.details
    is_feed = row.kind in _ABOUT_FEEDS
    entry, paper = papers.get(row.subject, (0, "")) if not is_feed else (0, "")
    other_feed = _number(details, "replaced_by")
    other_entry, other_paper = papers.get(_number(details, "work"), (0, ""))
    title = names.name(row.person_id, row.subject) if is_feed else paper
    return NewsLine(
        id=row.pk,
        kind=row.kind,
        made_at=row.made_at,
        is_new=row.seen_at is None,
        title=title or str(details.get("title") or ""),
        entry=entry,
        feed=row.subject if row.subject in names and is_feed else 0,
        notice=str(details.get("notice") or ""),
        notice_doi=str(details.get("notice_doi") or ""),
        other_title=names.name(row.person_id, other_feed) or other_paper,
        other_feed=other_feed if other_feed in names else 0,
        other_entry=other_entry,
        follows_other=names.is_followed(row.person_id, other_feed),
    )
