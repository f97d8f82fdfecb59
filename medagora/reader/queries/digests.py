"""What a digest would hold: read here, sent by ``services.digests``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from medagora.kernel.refusals import NotFound
from medagora.reader.domain.digests import (
    PERIODS,
    Content,
    DigestLine,
    Group,
    Schedule,
    compose,
    goes_into,
)
from medagora.reader.domain.places import SPREAD_BITS, place_of
from medagora.reader.domain.words import Frequency, View
from medagora.reader.models import AlertHit, Digest, MyPage, ReaderNews
from medagora.reader.queries.lines import Line, lines_of
from medagora.reader.queries.muting import hidden_among, muted
from medagora.reader.queries.news import NewsLine, news_lines
from medagora.reader.queries.numbers import Found, find_numbers, siblings_of
from medagora.reader.queries.readings import Reading, StreamSearch, reading_of
from medagora.reader.queries.sections import order_of
from medagora.topics import queries as topics
from medagora.web.time_zones import zone_of

if TYPE_CHECKING:
    from medagora.people.models import Person

#: New entries that are looked at for one digest; more are counted no further.
MOST_LOOKED = 600
#: Older finds and news are on the page, but no mail brings them up again.
OLDEST = timedelta(days=8)
#: Entries are stored a little after the moment that is their place; those of the last
#: minutes wait for the next digest, so that none falls between two.
LAG = timedelta(minutes=10)


@dataclass(frozen=True)
class Gathered:
    """A digest before it is written, and which rows it tells of."""

    content: Content
    news: tuple[NewsLine, ...] = ()
    hits: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.content.count or self.news)


def find_digest(person: "Person") -> Digest | None:
    return Digest.objects.filter(person=person).select_related("person").first()


def get_by_token(token: str) -> Digest:
    digest = Digest.objects.filter(token=token).select_related("person").first()
    if digest is None:
        raise NotFound(
            "This link does not lead to a digest any more. Nothing is sent by it."
        )
    return digest


def schedule_of(digest: Digest) -> Schedule:
    zone = zone_of(digest.time_zone)
    return Schedule(Frequency(digest.frequency), digest.hour, digest.weekday, zone)


def last_place(moment: datetime) -> int:
    """The highest place of a second."""
    return place_of(moment, (1 << SPREAD_BITS) - 1)


def gather(digest: Digest, *, at: datetime) -> Gathered:
    """What is new since the last digest."""
    hits = _waiting_hits(digest, at)
    news = ReaderNews.objects.filter(
        person=digest.person_id, mailed_at=None, made_at__gt=at - OLDEST
    )
    return _gather(digest, hits, news, digest.sent_through, last_place(at - LAG))


def gather_trial(digest: Digest, *, at: datetime) -> Gathered:
    """What a digest could look like now: as if the last one were a day or a week old.
    Nothing counts as told by it."""
    frequency = Frequency(digest.frequency)
    since = at - max(PERIODS.get(frequency, OLDEST), PERIODS[Frequency.DAILY])
    hits = AlertHit.objects.filter(
        alert__person=digest.person_id, alert__is_on=True, found_at__gt=since
    ).exclude(alert__frequency=Frequency.OFF)
    news = ReaderNews.objects.filter(person=digest.person_id, made_at__gt=since)
    found = list(hits.select_related("alert"))
    return _gather(digest, found, news, place_of(since), last_place(at))


def _waiting_hits(digest: Digest, at: datetime) -> list[AlertHit]:
    schedule = schedule_of(digest)
    hits = AlertHit.objects.filter(
        alert__person=digest.person_id,
        alert__is_on=True,
        mailed_at=None,
        found_at__gt=at - OLDEST,
    )
    return [
        hit
        for hit in hits.select_related("alert")
        if goes_into(Frequency(hit.alert.frequency), schedule, at)
    ]


def _gather(
    digest: Digest,
    hits: Sequence[AlertHit],
    news: Iterable[ReaderNews],
    after: int,
    through: int,
) -> Gathered:
    reading = reading_of(digest.person)
    new = [] if digest.only_alerts else _new_numbers(reading, after, through)
    own = MyPage.objects.filter(person=digest.person_id).first()
    sorts = {follow.sort for follow in reading.follows}
    content = compose(
        lines_by_alert(hits),
        [_bare(found, reading) for found in new],
        most=digest.most,
        order=order_of(own.section_order if own else (), sorts),
    )
    told = news_lines(sorted(news, key=lambda row: (row.made_at, row.pk), reverse=True))
    return Gathered(
        with_words(content, reading, digest.language),
        tuple(told),
        tuple(hit.pk for hit in hits),
    )


def lines_by_alert(hits: Sequence[AlertHit]) -> dict[str, list[DigestLine]]:
    """The finds under their alert's name, the newest first."""
    found: dict[str, list[DigestLine]] = {}
    for hit in sorted(hits, key=lambda h: (h.alert.name, h.alert_id, -h.entry)):
        line = DigestLine(hit.entry, hit.work, "", "", "")
        found.setdefault(hit.alert.name, []).append(line)
    return found


def _new_numbers(reading: Reading, after: int, through: int) -> list[Found]:
    """Unread entries of what is followed, each paper at its first followed entry
    only, so that a double that comes later is not news; without what is muted."""
    reading = reading.without_muted()
    search = StreamSearch(view=View.UNREAD, after=after, before=through + 1)
    numbers = find_numbers(reading, search, MOST_LOOKED)
    siblings = siblings_of([found.work for found in numbers], reading)
    followed = reading.by_feed
    first = [
        found
        for found in numbers
        if found.id == next(s.id for s in siblings[found.work] if s.feed_id in followed)
    ]
    hidden = hidden_among(muted(reading.person), [found.id for found in first])
    return [found for found in first if found.id not in hidden]


def _bare(found: Found, reading: Reading) -> DigestLine:
    sort = reading.by_feed[found.feed_id].sort
    return DigestLine(found.id, found.work, "", "", sort)


def with_words(content: Content, reading: Reading, language: str) -> Content:
    """The shown lines with titles, sources, authors and reasons; those whose entry
    was let go meanwhile are left out."""
    found = lines_of(reading, [bare.entry for bare in content.lines])
    lines = {line.id: line for line in found}
    reasons = _reasons(reading, found, language)

    def worded(groups: Iterable[Group]) -> tuple[Group, ...]:
        full = [
            replace(
                group,
                lines=tuple(
                    _worded(bare, lines[bare.entry], reasons)
                    for bare in group.lines
                    if bare.entry in lines
                ),
            )
            for group in groups
        ]
        return tuple(group for group in full if group.lines)

    return replace(
        content, alerts=worded(content.alerts), sections=worded(content.sections)
    )


def _reasons(reading: Reading, lines: Iterable[Line], language: str) -> dict[int, str]:
    """The topics for which sources were chosen, by source, in the language."""
    followed = reading.by_feed
    shown = {line.feed_id for line in lines} & set(followed)
    slug_of = {pk: followed[pk].topic for pk in shown if followed[pk].topic}
    cards = topics.cards_by_slug(set(slug_of.values()), language) if slug_of else {}
    return {pk: cards[slug].name for pk, slug in slug_of.items() if slug in cards}


def _worded(bare: DigestLine, line: Line, reasons: Mapping[int, str]) -> DigestLine:
    return replace(
        bare,
        title=line.title or line.summary,
        source=line.source,
        sort=line.sort,
        authors=line.authors,
        language=line.language,
        reason=reasons.get(line.feed_id, ""),
        notices=tuple(dict.fromkeys(kind for kind, _doi in line.notices)),
    )
