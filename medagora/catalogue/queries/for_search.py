"""What the search room reads: rows to index, and what a list of results shows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from medagora.catalogue.domain.words import State
from medagora.catalogue.models import (
    Resource,
    ResourceLanguage,
    ResourceText,
    ResourceTopic,
)
from medagora.catalogue.queries.cards import Card, is_unconfirmed, list_shown
from medagora.catalogue.queries.collections_for_search import (
    PublicCollection,
    collection_cards,
    collection_rows,
    count_collections,
)

__all__ = [
    "FoundCard",
    "IndexRow",
    "PublicCollection",
    "collection_cards",
    "collection_rows",
    "count_collections",
    "count_published",
    "found_cards",
    "found_cards_by_id",
    "index_rows",
    "titles_by_uid",
    "uids_of_published",
]

_CHUNK = 500  # SQLite takes a thousand values in one condition


@dataclass(frozen=True)
class IndexRow:
    """A published resource with all its words; topics are slugs.

    ``is_confirmed``: curators of this site agreed on it (see ``is_unconfirmed``).
    """

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
    country: str
    cost: str
    needs_sign_up: bool
    link_state: str
    last_reviewed_on: date | None
    is_confirmed: bool


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
    rows = Resource.objects.published().filter(pk__in=ids).order_by("pk")
    for row in rows.select_related("source"):
        if row.published_at is None:
            raise ValueError("what is published has a date")
        yield IndexRow(
            uid=row.uid,
            address=row.address,
            publisher=row.publisher,
            kind=row.kind,
            audience=row.audience,
            published_at=row.published_at,
            titles=tuple(texts[row.pk]),
            descriptions=tuple(filter(None, reasons[row.pk])),
            languages=tuple(languages[row.pk]),
            topics=tuple(topics[row.pk]),
            country=row.country,
            cost=row.cost,
            needs_sign_up=row.needs_sign_up,
            link_state=row.link_state,
            last_reviewed_on=row.last_reviewed_on,
            is_confirmed=not is_unconfirmed(row),
        )


def _grouped(rows: QuerySet[Any], field: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    # sorted here: told to sort, SQLite would read the whole table in that order
    for _pk, resource, value in sorted(rows.values_list("pk", "resource_id", field)):
        found[resource].append(value)
    return found


def count_published() -> int:
    return Resource.objects.published().count()


def uids_of_published(ids: Iterable[int]) -> dict[int, str]:
    """Public ids of those that are published; one query for a few hundred."""
    rows = Resource.objects.filter(pk__in=set(ids)).values_list("pk", "uid", "state")
    # the state is looked at here: by it SQLite would look through all published ones
    return {pk: uid for pk, uid, state in rows if state == State.PUBLISHED}


def ids_of_published(uids: Iterable[str]) -> dict[str, int]:
    """Ids of the published resources among these public ids."""
    rows = Resource.objects.filter(uid__in=set(uids)).values_list("uid", "pk", "state")
    return {uid: pk for uid, pk, state in rows if state == State.PUBLISHED}


def found_cards(uids: Iterable[str], language: str) -> list[FoundCard]:
    """The published ones among them, in the order of the uids; four queries."""
    order = {uid: place for place, uid in enumerate(uids)}
    found = _found_cards(Resource.objects.filter(uid__in=order), language)
    return sorted(found, key=lambda one: order[one.card.uid])


def found_cards_by_id(ids: Iterable[int], language: str) -> list[FoundCard]:
    """As ``found_cards``, where the numbers are at hand."""
    order = {pk: place for place, pk in enumerate(ids)}
    found = _found_cards(Resource.objects.filter(pk__in=order), language)
    return sorted(found, key=lambda one: order[one.card.id])


def _found_cards(resources: QuerySet[Resource], language: str) -> list[FoundCard]:
    shown = list_shown(resources, state=State.PUBLISHED)
    covered = ResourceTopic.objects.filter(resource__in=[one.id for one in shown])
    topics = _grouped(covered, "topic__slug")
    return [
        FoundCard(
            one.card(language),
            tuple(topics[one.id]),
            tuple(text.title for text in one.texts.values()),
            tuple(text.description for text in one.texts.values()),
        )
        for one in shown
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
