"""What colleagues look at: the papers of the last two weeks, for everybody alike.

Only sources of the catalogue count and are shown. The ranking is made at most every
ten minutes; what it costs depends on the last two weeks, not on all that is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db import connection

from medagora.catalogue import queries as catalogue
from medagora.people import queries as people
from medagora.reader.domain.colleagues import LEAST_SOURCES, WINDOW, Echo, Ranked, rank
from medagora.reader.domain.places import moment_of, place_of
from medagora.reader.models import Entry, Mark
from medagora.reader.queries.lines import Line, lines_of
from medagora.reader.queries.readings import Reading, resource_ids_on
from medagora.topics import queries as topics
from medagora.topics.queries import TopicLine

_KEY, _KEEP_SECONDS = "reader:colleagues", 600
#: Papers that are ranked, and as many that a page shows.
MOST_RANKED, MOST_SHOWN = 400, 30
_MOST_CANDIDATES = 2_000
_MOST_TOPICS = 16
#: Each entry with its source, as far as it is one of the catalogue's. A paper that
#: two feeds of one resource carry was carried once.
_CARRIED = (
    "SELECT e.work, f.resource_id, e.id FROM reader_entry e "
    "JOIN reader_feed f ON f.id = e.feed_id "
    "WHERE e.id > %s AND f.resource_id IS NOT NULL"
)
_MENTIONED = (
    "SELECT m.work, f.resource_id, e.id FROM reader_mention m "
    "JOIN reader_entry e ON e.id = m.entry "
    "JOIN reader_feed f ON f.id = e.feed_id "
    "WHERE m.entry > %s AND f.resource_id IS NOT NULL"
)
_OFTEN = (
    f"SELECT work FROM ({_CARRIED} UNION ALL {_MENTIONED}) x GROUP BY work "  # noqa: S608  # our own words
    "HAVING COUNT(DISTINCT resource_id) >= %s "
    "ORDER BY COUNT(DISTINCT resource_id) DESC, work DESC LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class Looked:
    """One paper of the ranking, with the entry that shows it."""

    ranked: Ranked
    entry: int
    resources: frozenset[int]
    language: str


@dataclass(frozen=True, slots=True)
class LookedLine:
    """One line of the page, and why it is there."""

    line: Line
    sources: int
    saves: int


@dataclass(frozen=True)
class Looking:
    """The page: lines, and what it can be narrowed to."""

    lines: tuple[LookedLine, ...]
    topics: tuple[TopicLine, ...]
    languages: tuple[str, ...]


def list_looked_at(
    reading: Reading, *, topic: str, language: str, names_in: str, now: datetime
) -> Looking:
    """The papers on a topic and in a language ("" is all), most looked at first."""
    ranking = ranking_at(now)
    spoken = [looked for looked in ranking if language in {"", looked.language}]
    shown = spoken
    if topic:
        wanted = resource_ids_on(topic)
        shown = [looked for looked in spoken if looked.resources & wanted]
    by_entry = {looked.entry: looked for looked in shown[:MOST_SHOWN]}
    lines = lines_of(reading, list(by_entry))
    return Looking(
        tuple(
            LookedLine(
                line, by_entry[line.id].ranked.sources, by_entry[line.id].ranked.saves
            )
            for line in lines
        ),
        _topics_of(spoken, topic, names_in),
        tuple(sorted({looked.language for looked in ranking if looked.language})),
    )


def _topics_of(
    looked: Iterable[Looked], chosen: str, names_in: str
) -> tuple[TopicLine, ...]:
    """The topics that most of the papers are about, and the one that was chosen."""
    papers = list(looked)
    slugs = catalogue.topic_slugs_of({r for p in papers for r in p.resources})
    counts: defaultdict[str, int] = defaultdict(int)
    for paper in papers:
        for slug in {s for r in paper.resources for s in slugs.get(r, ())}:
            counts[slug] += 1
    most = sorted(counts, key=lambda slug: (-counts[slug], slug))[:_MOST_TOPICS]
    ids = topics.ids_by_slug({*most, chosen} - {""})
    return tuple(topics.list_lines_of(ids.values(), names_in))


def ranking_at(now: datetime) -> list[Looked]:
    """The ranking as it was made within the last ten minutes."""
    found: list[Looked] | None = cache.get(_KEY)
    if found is None:
        found = make_ranking(now)
        cache.set(_KEY, found, _KEEP_SECONDS)
    return found


def make_ranking(now: datetime) -> list[Looked]:
    """The ranking made anew: papers of several sources, and those that many saved."""
    since = place_of(now - WINDOW)
    verified = people.verified_professional_ids()
    saves = _saves(verified, now)
    works = {*_often(since), *saves}
    sources = _sources(works, since)
    echoes = [
        Echo(work, sources.get(work, {}), tuple(saves.get(work, ()))) for work in works
    ]
    ranked = rank(echoes, everybody=len(verified), now=now)[:MOST_RANKED]
    shown = _entries_of([one.work for one in ranked])
    return [
        Looked(one, entry, frozenset({resource, *sources.get(one.work, {})}), language)
        for one in ranked
        for entry, resource, language in shown.get(one.work, ())
    ]


def _often(since: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_OFTEN, [since, since, LEAST_SOURCES, _MOST_CANDIDATES])
        return [row[0] for row in cursor.fetchall()]


def _saves(verified: Sequence[int], now: datetime) -> dict[int, list[datetime]]:
    marks = Mark.objects.filter(person__in=verified, saved_at__gt=now - WINDOW)
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    for work, at in marks.values_list("work", "saved_at"):
        if at is not None:
            found[work].append(at)
    return found


def _sources(works: set[int], since: int) -> dict[int, dict[int, datetime]]:
    """When each source of the catalogue first carried or linked to each paper."""
    found: defaultdict[int, dict[int, datetime]] = defaultdict(dict)
    wanted = sorted(works)
    for at in range(0, len(wanted), 500):
        chunk = wanted[at : at + 500]
        marks = ", ".join(["%s"] * len(chunk))
        sql = (
            f"{_CARRIED} AND e.work IN ({marks}) UNION ALL "
            f"{_MENTIONED} AND m.work IN ({marks})"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [since, *chunk, since, *chunk])
            for work, resource, entry in cursor.fetchall():
                moment, own = moment_of(entry), found[work]
                own[resource] = min(own.get(resource, moment), moment)
    return found


def _entries_of(works: Sequence[int]) -> dict[int, list[tuple[int, int, str]]]:
    """The first entry of each paper in a source of the catalogue, with that source and
    the language. A paper that only readers' own sources carry is not shown."""
    rows = Entry.objects.filter(work__in=works, feed__resource__isnull=False)
    found: dict[int, list[tuple[int, int, str]]] = {}
    fields = ("work", "id", "feed__resource_id", "language", "feed__language")
    for work, entry, resource, own, feed in rows.order_by("id").values_list(*fields):
        found.setdefault(work, [(entry, resource, own or feed)])
    return found
