"""Published resources as answers to health records show them: few columns, few
queries, since records ask often and wait for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from medagora.catalogue.models import (
    Listing,
    ResourceText,
    ResourceTopic,
)
from medagora.catalogue.queries.cards import STARTER
from medagora.catalogue.queries.listings import audiences_for


@dataclass(frozen=True)
class RecordFacts:
    """What is known of a resource without its words; ``address`` is its own."""

    id: int
    uid: str
    address: str
    kind: str
    audience: str
    publisher: str
    link_state: str
    published_at: datetime
    updated_at: datetime
    first_reviewed_on: date | None
    source: str | None

    @property
    def is_confirmed(self) -> bool:
        """As ``cards.is_unconfirmed``, the other way round."""
        return self.source != STARTER or self.first_reviewed_on is not None


@dataclass(frozen=True)
class RecordWords:
    """Title and description in one language."""

    title: str
    description: str
    language: str


_FACTS = (
    "resource_id",
    "resource__uid",
    "resource__address",
    "kind",
    "audience",
    "resource__publisher",
    "resource__link_state",
    "published_at",
    "resource__updated_at",
    "resource__first_reviewed_on",
    "resource__source__slug",
)


def newest_on(
    topic_id: int, language: str, audience: str, *, kind: str = "", limit: int
) -> list[RecordFacts]:
    """Published resources on a topic in a language, the newest first; one query over
    one index. An empty audience is everybody's."""
    rows = Listing.objects.filter(topic=topic_id, language=language)
    if audience:
        rows = rows.filter(audience__in=audiences_for(audience))
    if kind:
        rows = rows.filter(kind=kind)
    ordered = rows.order_by("-published_at", "-resource").values_list(*_FACTS)
    return [RecordFacts(*row) for row in ordered[:limit]]


def topics_of(ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """The slugs of the topics that each covers; one query."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = ResourceTopic.objects.filter(resource__in=list(ids))
    for resource, slug in rows.values_list("resource_id", "topic__slug"):
        found[resource].add(slug)
    return {resource: frozenset(slugs) for resource, slugs in found.items()}


def words_of(ids: Collection[int], language: str) -> dict[int, RecordWords]:
    """Each one's words in the language, else in English, else in any; one query. What
    has no title is left out."""
    best: dict[int, tuple[int, RecordWords]] = {}
    rows = ResourceText.objects.filter(resource__in=ids)
    for pk, code, title, description in rows.values_list(
        "resource_id", "language", "title", "description"
    ):
        rank = {language: 0, "en": 1}.get(code, 2)
        if pk not in best or (rank, code) < (best[pk][0], best[pk][1].language):
            best[pk] = (rank, RecordWords(title, description, code))
    return {pk: words for pk, (_rank, words) in best.items()}
