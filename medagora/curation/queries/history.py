"""Reads about what was said and done about one resource."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from medagora.curation.models import LogEntry, Review
from medagora.curation.queries.log import NamedEntry, with_names
from medagora.people import queries as people

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource


@dataclass(frozen=True)
class Judgement:
    """A verdict with its judge: the name is empty for those who left."""

    verdict: str
    reason: str
    words: str
    interest: str
    interest_words: str
    given_at: datetime
    pseudonym: str
    name: str = ""
    #: What the judge declares of themselves in general, in words.
    declared: tuple[str, ...] = field(default=())


def list_judgements(resource: "Resource", *, limit: int = 50) -> list[Judgement]:
    """Every verdict on a resource, the last one first; three queries."""
    rows = Review.objects.filter(resource=resource).order_by("-given_at", "-pk")
    return judgements_of(rows[:limit])


def judgements_of(reviews: Iterable[Review]) -> list[Judgement]:
    rows = list(reviews)
    judges = {row.by_pseudonym for row in rows}
    names = people.names_by_pseudonym(judges)
    interests = people.interests_by_pseudonym(judges)
    return [
        Judgement(
            verdict=row.verdict,
            reason=row.reason,
            words=row.words,
            interest=row.interest,
            interest_words=row.interest_words,
            given_at=row.given_at,
            pseudonym=row.by_pseudonym,
            name=names.get(row.by_pseudonym, ""),
            declared=tuple(map(str, interests.get(row.by_pseudonym, ()))),
        )
        for row in rows
    ]


def list_history(resource: "Resource", *, limit: int = 100) -> list[NamedEntry]:
    """What the log says about a resource, the last entry first; two queries."""
    rows = LogEntry.objects.filter(subject=f"resource:{resource.uid}")
    return with_names(rows.order_by("-number")[:limit])
