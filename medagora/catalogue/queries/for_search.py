"""What the search room reads: rows to index, and what a list of results shows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from medagora.catalogue.domain.words import State
from medagora.catalogue.models import (
    Resource,
    ResourceLanguage,
    ResourceText,
    ResourceTopic,
)
from medagora.catalogue.queries.cards import Card, card_of

_CHUNK = 500  # SQLite takes a thousand values in one condition


@dataclass(frozen=True)
class IndexRow:
    """A published resource with all its words; topics are slugs."""

    uid: str
    address: str
    publisher: str
    kind: str
    audience: str
    published_at: datetime
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    languages: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True)
class FoundCard:
    """A published resource as a result shows it; ``texts`` are all its words."""

    card: Card
    topics: tuple[str, ...]
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]


def index_rows(uids: Iterable[str] | None = None) -> Iterator[IndexRow]:
    """Published resources (of these uids) in id order; a few hundred at a time."""
    resources = Resource.objects.published().order_by("pk")
    if uids is not None:
        resources = resources.filter(uid__in=set(uids))
    ids = list(resources.values_list("pk", flat=True))
    for start in range(0, len(ids), _CHUNK):
        yield from _index_rows(ids[start : start + _CHUNK])


def _index_rows(ids: list[int]) -> Iterator[IndexRow]:
    texts = _grouped(ResourceText.objects.filter(resource__in=ids), "title")
    reasons = _grouped(ResourceText.objects.filter(resource__in=ids), "description")
    languages = _grouped(ResourceLanguage.objects.filter(resource__in=ids), "language")
    topics = _grouped(ResourceTopic.objects.filter(resource__in=ids), "topic__slug")
    fields = ("uid", "address", "publisher", "kind", "audience", "published_at")
    rows = Resource.objects.published().filter(pk__in=ids).order_by("pk")
    for row in rows.values("pk", *fields):
        pk = row.pop("pk")
        yield IndexRow(
            titles=tuple(texts[pk]),
            descriptions=tuple(filter(None, reasons[pk])),
            languages=tuple(languages[pk]),
            topics=tuple(topics[pk]),
            **row,
        )


def _grouped(rows: QuerySet[Any], field: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    # sorted here: told to sort, SQLite would read the whole table in that order
    for _pk, resource, value in sorted(rows.values_list("pk", "resource_id", field)):
        found[resource].append(value)
    return found


def count_published() -> int:
    return Resource.objects.published().count()


def found_cards(uids: Iterable[str], language: str) -> list[FoundCard]:
    """The published ones among them, in the order of the uids; four queries."""
    order = {uid: place for place, uid in enumerate(uids)}
    resources = (
        Resource.objects.filter(uid__in=order)
        .select_related("source")
        .prefetch_related("texts", "languages")
    )
    # the state is looked at here: by it SQLite would look through all published ones
    shown = [resource for resource in resources if resource.state == State.PUBLISHED]
    found = sorted(shown, key=lambda resource: order[resource.uid])
    covered = ResourceTopic.objects.filter(resource__in=[row.pk for row in found])
    topics = _grouped(covered, "topic__slug")
    return [
        FoundCard(
            card_of(resource, language),
            tuple(topics[resource.pk]),
            tuple(text.title for text in resource.texts.all()),
            tuple(text.description for text in resource.texts.all()),
        )
        for resource in found
    ]


def titles_by_uid(uids: Iterable[str], language: str) -> dict[str, str]:
    """Titles in the language, else in any; one query."""
    texts = ResourceText.objects.filter(resource__uid__in=set(uids))
    fields = ("resource__uid", "language", "title", "resource__state")
    titles: dict[str, str] = {}
    for uid, code, title, state in sorted(texts.values_list(*fields)):
        if state == State.PUBLISHED and (code == language or uid not in titles):
            titles[uid] = title
    return titles
