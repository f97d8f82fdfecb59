"""Entries as queries see them (``wanted.Item``): for search, alerts and mutes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from medagora.catalogue import queries as catalogue
from medagora.kernel.languages import primary
from medagora.kernel.text import fold
from medagora.reader.domain.places import moment_of
from medagora.reader.domain.wanted import Item
from medagora.reader.models import Entry, EntryText, Feed, Notice
from medagora.topics import queries as topics

#: Values in one condition; SQLite would take more, PostgreSQL plans these quickly.
_CHUNK = 500
_FIELDS = (
    "id",
    "work",
    "feed_id",
    "title",
    "authors",
    "summary",
    "published_at",
    "language",
    "doi",
    "pmid",
    "details",
)


@dataclass(frozen=True, slots=True)
class Source:
    """What all entries of a feed have in common."""

    title: str
    kind: str
    language: str
    topics: frozenset[str] = frozenset()


def sources_of(
    feed_ids: Collection[int] | None, *, with_topics: bool
) -> dict[int, Source]:
    """The feeds by number; None: all of them."""
    feeds = Feed.objects.all()
    if feed_ids is not None:
        feeds = feeds.filter(pk__in=set(feed_ids))
    rows = list(feeds.values_list("pk", "title", "sort", "language", "resource_id"))
    resources = {row[4] for row in rows if row[4]} if with_topics else set()
    covered = topics_of_resources(resources)
    return {
        pk: Source(title, sort, language, covered.get(resource, frozenset()))
        for pk, title, sort, language, resource in rows
    }


def topics_of_resources(resource_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """For each resource every way to say its topics and those above them, folded."""
    if not resource_ids:
        return {}
    slugs_of = catalogue.topic_slugs_of(resource_ids)
    above = _topics_above()
    slugs_of = {
        resource: slugs.union(*(above.get(slug, set()) for slug in slugs))
        for resource, slugs in slugs_of.items()
    }
    spoken = _spoken_forms(set().union(*slugs_of.values()))
    return {
        resource: frozenset().union(*(spoken[slug] for slug in slugs))
        for resource, slugs in slugs_of.items()
    }


def _topics_above() -> dict[str, set[str]]:
    ids = topics.ids_by_slug()
    slugs = {pk: slug for slug, pk in ids.items()}
    above: dict[str, set[str]] = defaultdict(set)
    for top, below in topics.ids_below(ids).items():
        for pk in below:
            above[slugs[pk]].add(top)
    return above


def _spoken_forms(slugs: set[str]) -> dict[str, set[str]]:
    forms = {slug: {fold(slug)} for slug in slugs}
    for terms in topics.spoken_terms(slugs):
        for term in terms:
            if term.role != "code":
                forms[term.slug].add(fold(term.text))
    return forms


def items_of(
    entry_ids: Iterable[int],
    *,
    with_topics: bool = True,
    sources: Mapping[int, Source] | None = None,
) -> list[Item]:
    """The entries in the order of their numbers as given; those that were let go are
    left out. ``with_topics``: whether anybody asks for topics, which cost more."""
    order = list(entry_ids)
    rows: dict[int, dict[str, Any]] = {}
    texts: dict[int, str] = {}
    for start in range(0, len(order), _CHUNK):
        chunk = order[start : start + _CHUNK]
        for row in Entry.objects.filter(pk__in=chunk).values(*_FIELDS):
            rows[row["id"]] = row
        found = EntryText.objects.filter(pk__in=chunk)
        texts.update(found.values_list("entry", "text"))
    if sources is None:
        feed_ids = {row["feed_id"] for row in rows.values()}
        sources = sources_of(feed_ids, with_topics=with_topics)
    notices = notices_of({row["doi"] for row in rows.values() if row["doi"]})
    return [
        _item(rows[pk], texts.get(pk), sources[rows[pk]["feed_id"]], notices)
        for pk in order
        if pk in rows
    ]


def notices_of(dois: Collection[str]) -> dict[str, frozenset[str]]:
    """What was said about these papers after they were published."""
    found: dict[str, set[str]] = defaultdict(set)
    wanted = list(dois)
    for start in range(0, len(wanted), _CHUNK):
        rows = Notice.objects.filter(doi__in=wanted[start : start + _CHUNK])
        for doi, kind in rows.values_list("doi", "kind"):
            found[doi].add(kind)
    return {doi: frozenset(kinds) for doi, kinds in found.items()}


def _item(
    row: Mapping[str, Any],
    text: str | None,
    source: Source,
    notices: Mapping[str, frozenset[str]],
) -> Item:
    if text is None:
        text = f"{row['title']}\n{row['authors']}\n{row['summary']}"
    return Item(
        id=row["id"],
        work=row["work"],
        feed_id=row["feed_id"],
        title=row["title"],
        authors=tuple(filter(None, row["authors"].split("; "))),
        text=text,
        source=source.title,
        journal=str(row["details"].get("journal", "")),
        topics=source.topics,
        language=primary(row["language"] or source.language),
        kind=source.kind,
        doi=row["doi"],
        pmid=row["pmid"],
        notices=notices.get(row["doi"], frozenset()),
        day=day_of(row["published_at"], row["id"]),
    )


def day_of(published_at: datetime | None, place: int) -> date:
    """The day of an entry, in UTC; of its place when it has no date."""
    moment = published_at or moment_of(place)
    return moment.astimezone(UTC).date()
