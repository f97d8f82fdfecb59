"""Published resources as the pages of a topic and of what is new list them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from medagora.catalogue.domain.words import Audience, Kind
from medagora.catalogue.models import Listing
from medagora.catalogue.queries.cards import Card, cards_of

#: Places that an overview of all kinds shares out, and the fewest of one kind.
OVERVIEW_SIZE, OVERVIEW_LEAST = 30, 3
_KIND_ORDER = {kind.value: index for index, kind in enumerate(Kind)}


class Sort(StrEnum):
    NEWEST = "newest"
    TITLE = "title"


@dataclass(frozen=True)
class ListingSearch:
    """Which resources of a topic a page shows; never two languages at once."""

    language: str
    audience: str = Audience.BOTH
    kind: str = ""
    sort: str = Sort.NEWEST

    @classmethod
    def from_params(
        cls, params: Mapping[str, str], *, language: str, audience: str
    ) -> "ListingSearch":
        """A kind or order that we do not know is left out."""
        kind, sort = params.get("kind", ""), params.get("sort", "")
        return cls(
            language=language,
            audience=audience,
            kind=kind if kind in set(Kind) else "",
            sort=sort if sort in set(Sort) else Sort.NEWEST,
        )


@dataclass(frozen=True)
class Tallies:
    """How many resources each choice would show, the others staying as they are."""

    languages: dict[str, int]
    kinds: dict[str, int]
    audiences: dict[str, int]

    @property
    def total(self) -> int:
        """Of the language and audience chosen, whatever the kind."""
        return sum(self.kinds.values())


@dataclass(frozen=True)
class KindGroup:
    """The first resources of one kind, and how many there are."""

    kind: str
    count: int
    ids: list[int]

    @property
    def more(self) -> int:
        return self.count - len(self.ids)


def audiences_for(audience: str) -> list[str]:
    """The marks of resources that suit an audience ("both" means everyone's)."""
    if audience in {Audience.PATIENTS, Audience.PROFESSIONALS}:
        return [audience, Audience.BOTH]
    return [word.value for word in Audience]


def tally(topic_id: int, search: ListingSearch) -> Tallies:
    """The choices of a topic's page; one query over one index."""
    wanted = set(audiences_for(search.audience))
    languages: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    audiences: Counter[str] = Counter()
    for language, kind, audience, count in _cells(topic_id):
        if audience in wanted:
            languages[language] += count
        if language != search.language:
            continue
        if audience in wanted:
            kinds[kind] += count
        if search.kind in {"", kind}:
            audiences[audience] += count
    return Tallies(dict(languages), _in_kind_order(kinds), _suiting(audiences))


def _cells(topic_id: int) -> Iterator[tuple[str, str, str, int]]:
    """Language, kind, audience and count. Grouped by what the index is sorted by, so
    that the database counts without sorting."""
    counts = {word.value: Count("pk", filter=Q(audience=word)) for word in Audience}
    rows: QuerySet[Any, Any] = Listing.objects.filter(topic=topic_id).values_list(
        "language", "kind"
    )
    for language, kind, *found in rows.annotate(**counts).order_by("language", "kind"):
        for word, count in zip(Audience, found, strict=True):
            if count:
                yield language, kind, word, count


def _in_kind_order(kinds: Mapping[str, int]) -> dict[str, int]:
    return {kind: kinds[kind] for kind in _KIND_ORDER if kind in kinds}


def _suiting(marks: Mapping[str, int]) -> dict[str, int]:
    return {
        word.value: sum(marks.get(mark, 0) for mark in audiences_for(word))
        for word in Audience
    }


def list_groups(
    topic_id: int, search: ListingSearch, tallies: Tallies
) -> list[KindGroup]:
    """Each kind's first resources: a page that shows at a glance what there is."""
    if not tallies.kinds:
        return []
    each = max(OVERVIEW_LEAST, OVERVIEW_SIZE // len(tallies.kinds))
    place = Window(RowNumber(), partition_by=[F("kind")], order_by=_order(search.sort))
    rows = _listed(topic_id, search).annotate(place=place).filter(place__lte=each)
    ids: dict[str, list[int]] = {}
    for kind, resource in rows.order_by("kind", "place").values_list(
        "kind", "resource_id"
    ):
        ids.setdefault(kind, []).append(resource)
    return [
        KindGroup(kind, count, ids.get(kind, []))
        for kind, count in tallies.kinds.items()
    ]


def listed_ids(topic_id: int | None, search: ListingSearch) -> QuerySet[Listing, int]:
    """The ids of the resources that a page shows, in its order; None: every topic."""
    rows = _listed(topic_id, search)
    if search.kind:
        rows = rows.filter(kind=search.kind)
    return rows.order_by(*_order(search.sort)).values_list("resource_id", flat=True)


def list_newest(
    *, audience: str, language: str, topic_id: int | None = None, limit: int = 6
) -> list[Card]:
    """What was published last in a language, of every topic or of one."""
    search = ListingSearch(language=language, audience=audience)
    return cards_of(listed_ids(topic_id, search)[:limit], language)


def _listed(topic_id: int | None, search: ListingSearch) -> QuerySet[Listing]:
    rows = Listing.objects.filter(topic=topic_id, language=search.language)
    if search.audience in {Audience.PATIENTS, Audience.PROFESSIONALS}:
        rows = rows.filter(audience__in=audiences_for(search.audience))
    return rows


def _order(sort: str) -> list[Any]:
    if sort == Sort.TITLE:
        return [F("sort_title").asc(), F("resource").asc()]
    return [F("published_at").desc(), F("resource").desc()]


def count_by_language(audience: str) -> dict[str, int]:
    """How many published resources speak each language. Reads them all: cache it."""
    rows = Listing.objects.filter(
        topic=None, audience__in=audiences_for(audience)
    ).order_by()
    counted = rows.values_list("language").annotate(count=Count("pk"))
    return dict(counted.order_by("-count", "language"))


def count_by_topic(language: str, audience: str) -> dict[int, int]:
    """How many resources in a language each topic has. Reads them all: cache it."""
    rows = Listing.objects.filter(
        topic__isnull=False,
        language=language,
        audience__in=audiences_for(audience),
    ).order_by()
    counted = rows.values_list("topic_id").annotate(count=Count("pk"))
    return dict(counted.order_by("-count", "topic_id"))


def similar_ids(
    resource_id: int, topic_ids: Iterable[int], *, language: str, kind: str, limit: int
) -> list[int]:
    """Resources in the language that share topics: the more shared the earlier, then
    those of the same kind. Looks at the newest of three topics; three queries."""
    shared: Counter[int] = Counter()
    for topic in list(topic_ids)[:3]:
        rows = listed_ids(topic, ListingSearch(language=language))
        for pk, its_kind in rows.values_list("resource_id", "kind")[:20]:
            shared[pk] += 2 if its_kind == kind else 1
            shared[pk] += 2
    shared.pop(resource_id, None)
    ranked = sorted(shared, key=lambda pk: (-shared[pk], -pk))
    return ranked[:limit]
