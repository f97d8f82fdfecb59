"""Reads of the desk: what waits for whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from medagora.catalogue.queries import upkeep
from medagora.curation.domain.links import TROUBLE
from medagora.curation.models import ImportBatch, Report, Review, Suggestion
from medagora.people import access
from medagora.people.access import Permission
from medagora.people.domain.roles import ROLES
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person

#: What a curator may ask the queue for besides topic and language.
NEEDS = ("second", "first", "people")


@dataclass(frozen=True)
class QueueSearch:
    """How a curator narrows the queue."""

    topic: str = ""
    language: str = ""
    batch: int = 0
    needs: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> "QueueSearch":
        batch, needs = params.get("batch", ""), params.get("needs", "")
        return cls(
            topic=params.get("topic", "")[:80],
            language=params.get("language", "")[:12],
            batch=int(batch) if batch.isdecimal() and len(batch) < 10 else 0,
            needs=needs if needs in NEEDS else "",
        )

    @property
    def is_narrow(self) -> bool:
        return self != QueueSearch()


def list_queue(person: "Person", search: QueueSearch) -> QuerySet[Suggestion]:
    """Open suggestions that this person can decide about, the oldest first.

    Those that need only one more voice come before the others.
    """
    rows = Suggestion.objects.filter(
        _reviewable(person, "resource"), state=Suggestion.State.OPEN
    )
    rows = _narrowed(rows, search).exclude(
        Exists(Review.objects.filter(suggestion=OuterRef("pk"), by=person))
    )
    return rows.order_by("suggested_at", "pk")


def _narrowed(rows: QuerySet[Suggestion], search: QueueSearch) -> QuerySet[Suggestion]:
    if search.topic or search.language:
        ids = ids_under([search.topic]) if search.topic else None
        languages = [search.language] if search.language else None
        rows = rows.filter(
            upkeep.covers("resource", topic_ids=ids, languages=languages)
        )
    if search.batch:
        rows = rows.filter(batch=search.batch)
    if search.needs:
        rows = rows.filter(_NEEDS[search.needs])
    return rows


_NEEDS: dict[str, Q] = {
    "second": Q(first_agreed_at__isnull=False),
    "first": Q(first_agreed_at__isnull=True),
    "people": Q(batch__isnull=True),  # suggested by a person, not by a file
}


def _reviewable(person: "Person", field: str) -> Q:
    """That the resource in ``field`` is within this person's topics and languages."""
    allowed = Q(pk__in=[])
    for grant in access.grants_of(person):
        if Permission.REVIEW_GIVE not in ROLES[grant.role].permissions:
            continue
        if not grant.topic and not grant.language:
            return Q()
        allowed |= upkeep.covers(
            field,
            topic_ids=ids_under([grant.topic]) if grant.topic else None,
            languages=[grant.language] if grant.language else None,
        )
    return allowed


def in_scope(person: "Person", resources: QuerySet["Resource"]) -> QuerySet["Resource"]:
    """Those of the resources that this person may judge."""
    return resources.filter(_reviewable(person, "pk"))


def ids_under(slugs: Iterable[str]) -> set[int]:
    """The ids of topics with these slugs and of all topics below them; one query."""
    wanted, children = set(slugs), dict[int | None, list[int]]()
    found = set()
    for line in topics.list_lines("en"):
        children.setdefault(line.parent_id, []).append(line.id)
        if line.slug in wanted:
            found.add(line.id)
    waiting = list(found)
    while waiting:
        below = set(children.get(waiting.pop(), ())) - found
        found |= below
        waiting += below
    return found


def with_details(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """What a row of the queue shows, in a fixed number of queries."""
    return rows.select_related(
        "resource", "resource__source", "claimed_by", "batch__source"
    ).prefetch_related(
        "resource__texts", "resource__languages", "resource__topics__texts"
    )


def find_open(resource: "Resource") -> Suggestion | None:
    """The open suggestion of a resource, if it is on the desk."""
    rows = Suggestion.objects.filter(resource=resource, state=Suggestion.State.OPEN)
    return rows.select_related("batch__source").first()


def list_reviews(suggestion: Suggestion) -> QuerySet[Review]:
    return suggestion.reviews.order_by("given_at", "pk")


def list_batches(*, limit: int = 50) -> list[ImportBatch]:
    """Imports with the number of their rows that still wait (``waiting``)."""
    rows = ImportBatch.objects.select_related("source", "started_by")
    waiting = (
        Suggestion.objects.filter(batch=OuterRef("pk"), state=Suggestion.State.OPEN)
        .order_by()
        .values("batch")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return list(rows.annotate(waiting=waiting).order_by("-started_at")[:limit])


def list_reports(*, handled: bool = False) -> QuerySet[Report]:
    rows = Report.objects.select_related(
        "resource", "resource__source", "handled_by"
    ).prefetch_related("resource__texts", "resource__languages")
    if handled:
        return rows.exclude(handled_at=None).order_by("-handled_at", "-pk")
    return rows.filter(handled_at=None).order_by("reported_at", "pk")


def count_open_reports(resource: "Resource") -> int:
    return Report.objects.filter(resource=resource, handled_at=None).count()


@dataclass(frozen=True)
class Waiting:
    """How much lies on each pile of the desk."""

    queue: int = 0
    due: int = 0
    broken: int = 0
    reports: int = 0


def count_waiting(person: "Person", *, on: date) -> Waiting:
    """Four counts, whatever lies there."""
    return Waiting(
        queue=list_queue(person, QueueSearch()).count(),
        due=in_scope(person, upkeep.due_for_review(on)).count(),
        broken=in_scope(person, upkeep.with_link_states(TROUBLE)).count(),
        reports=Report.objects.filter(handled_at=None).count(),
    )
