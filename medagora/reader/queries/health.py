"""How sources are doing: for those who look after them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from medagora.kernel.text import tidy
from medagora.reader.domain.places import moment_of, place_of
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Entry, Feed, FeedDay, Subscription

#: Days that the chart shows.
DAYS = 60
#: The weeks over which entries a week are counted.
WEEKS = 8

_FAILING = Q(state=FeedState.ACTIVE, failures__gt=0)
#: Which feeds each word shows. The words are ``labels.HEALTH_SHOWS``.
SHOWS: dict[str, Q] = {
    "": ~Q(state=FeedState.MERGED),
    "failing": _FAILING,
    "slow": _FAILING & Q(failure="too_slow"),
    "dead": Q(state=FeedState.DEAD),
    "gone": Q(state=FeedState.GONE),
    "moved": Q(state=FeedState.MERGED),
    "never": Q(state=FeedState.ACTIVE, succeeded_at=None),
    "mended": Q(state=FeedState.ACTIVE) & ~Q(remarks=""),
    "paused": Q(state=FeedState.PAUSED),
    "retired": Q(state=FeedState.RETIRED),
}


@dataclass(frozen=True)
class HealthSearch:
    """Which sources the list shows."""

    show: str = ""
    words: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> "HealthSearch":
        """A word that we do not know shows everything."""
        show = params.get("show", "")
        words = tidy(params.get("q", "")[:100])
        return cls(show if show in SHOWS else "", words)


@dataclass(frozen=True)
class HealthRow:
    """A source of the list."""

    feed: Feed
    a_week: float
    followers: int


def search_feeds(seen: QuerySet[Feed], search: HealthSearch) -> QuerySet[Feed]:
    """Those of the feeds that match; what has failed longest comes first."""
    rows = seen.filter(SHOWS[search.show])
    for word in search.words.split()[:5]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(address__icontains=word)
            | Q(site__icontains=word)
        )
    rows = rows.select_related("replaced_by")
    if search.show in {"failing", "slow"}:
        return rows.order_by("failing_since", "pk")
    return rows.order_by("title", "pk")


def count_shows(seen: QuerySet[Feed]) -> dict[str, int]:
    """How many sources each word would show; one query."""
    counts = {show or "all": Count("pk", filter=q) for show, q in SHOWS.items()}
    found = seen.order_by().aggregate(**counts)
    return {show: found[show or "all"] for show in SHOWS}


def health_rows(feeds: Iterable[Feed], *, now: datetime) -> list[HealthRow]:
    """Two queries, however many."""
    feeds = list(feeds)
    ids = [feed.pk for feed in feeds]
    rates, followers = entries_a_week(ids, now=now), count_followers(ids)
    return [
        HealthRow(feed, rates.get(feed.pk, 0.0), followers.get(feed.pk, 0))
        for feed in feeds
    ]


def entries_a_week(ids: Collection[int], *, now: datetime) -> dict[int, float]:
    """By feed, over the last weeks, by the dates of the entries themselves; of a feed
    whose first entry is younger, over the weeks since then, at least one."""
    since = place_of(now - timedelta(weeks=WEEKS))
    rows = Entry.objects.filter(feed__in=ids, id__gte=since).order_by()
    counted = rows.values_list("feed_id").annotate(n=Count("pk"))
    older = set(
        Entry.objects.filter(feed__in=ids, id__lt=since)
        .order_by()
        .values_list("feed_id", flat=True)
        .distinct()
    )
    return {
        feed: round(n / (WEEKS if feed in older else _weeks_since(first, now)), 1)
        for feed, n, first in counted.annotate(first=Min("pk"))
    }


def _weeks_since(place: int, now: datetime) -> float:
    return min(max((now - moment_of(place)) / timedelta(weeks=1), 1), WEEKS)


def count_followers(ids: Collection[int]) -> dict[int, int]:
    rows = Subscription.objects.filter(feed__in=ids, is_hidden=False).order_by()
    return dict(rows.values_list("feed_id").annotate(n=Count("pk")))


@dataclass(frozen=True)
class DayBar:
    """One day of the chart; heights are percentages of the tallest day."""

    day: date
    checks: int
    failures: int
    new: int
    height: int
    failed_height: int

    @property
    def top(self) -> int:
        """Where the bar begins, in a picture whose ground is at 102."""
        return 102 - self.height

    @property
    def failed_top(self) -> int:
        return 102 - self.failed_height


@dataclass(frozen=True)
class History:
    """The chart, and in words what it shows."""

    bars: list[DayBar]
    checks: int
    failures: int
    new: int

    @property
    def days(self) -> int:
        return len(self.bars)

    @property
    def most(self) -> int:
        """Checks on the day with the tallest bar."""
        return max((bar.checks for bar in self.bars), default=0)

    @property
    def first(self) -> date:
        return self.bars[0].day

    @property
    def last(self) -> date:
        return self.bars[-1].day

    @property
    def told(self) -> list[DayBar]:
        """Days on which anything happened, the last one first."""
        return [bar for bar in reversed(self.bars) if bar.checks]


def history_of(feed: Feed, *, on: date) -> History:
    """Its checks on each of the last days, also those without any."""
    first = on - timedelta(days=DAYS - 1)
    rows = FeedDay.objects.filter(feed=feed, day__gte=first, day__lte=on)
    by_day = {row.day: row for row in rows}
    most = max((row.checks for row in by_day.values()), default=0) or 1
    bars = [
        _bar(day, by_day.get(day), most)
        for day in (first + timedelta(days=number) for number in range(DAYS))
    ]
    return History(
        bars,
        sum(bar.checks for bar in bars),
        sum(bar.failures for bar in bars),
        sum(bar.new for bar in bars),
    )


def _bar(day: date, row: FeedDay | None, most: int) -> DayBar:
    if row is None:
        return DayBar(day, 0, 0, 0, 0, 0)
    return DayBar(
        day,
        row.checks,
        row.failures,
        row.new_entries,
        round(100 * row.checks / most),
        round(100 * row.failures / most),
    )


@dataclass(frozen=True)
class Summary:
    """All sources in a few numbers."""

    active: int
    failing: int
    ended: int
    never: int
    #: Without those that fail or were never read; ``waiting`` are the never read ones
    #: that do not fail, so that no source is counted twice.
    read: int
    waiting: int
    #: When the source that waits longest should have been asked.
    oldest_due: datetime | None


def summarise(*, now: datetime) -> Summary:
    """For the operator: a few queries."""
    counts = count_shows(Feed.objects.all())
    due = Feed.objects.filter(state=FeedState.ACTIVE, next_check_at__lte=now)
    active = Feed.objects.filter(state=FeedState.ACTIVE)
    well = active.filter(failures=0)
    waiting = well.filter(succeeded_at=None).count()
    return Summary(
        active=active.count(),
        failing=counts["failing"],
        ended=counts["dead"] + counts["gone"] + counts["retired"],
        never=counts["never"],
        read=well.count() - waiting,
        waiting=waiting,
        oldest_due=due.aggregate(first=Min("next_check_at"))["first"],
    )
