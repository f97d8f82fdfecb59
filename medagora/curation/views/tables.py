"""Rows and tabs that the pages of the desk share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from medagora.catalogue import queries as catalogue
from medagora.catalogue.queries import upkeep
from medagora.curation import access
from medagora.curation.domain.claims import holds
from medagora.curation.models import Suggestion
from medagora.curation.queries.tabs import tabs_for
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest
from medagora.web.paging import Page, page_number, paginate

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person

#: Where anybody can see old copies of a page, and have one made.
ARCHIVE = "https://web.archive.org/web/*/"
ARCHIVE_NOW = "https://web.archive.org/save/"


@dataclass(frozen=True)
class QueueRow:
    """A suggestion as the queue shows it."""

    suggestion: Suggestion
    card: catalogue.Card
    topics: list[str]
    is_claimed: bool

    @property
    def title(self) -> str:
        """What the machine calls it, while nobody has given it a title."""
        if self.card.title != self.card.address:
            return self.card.title
        return self.suggestion.seen_by_machine.get("title") or self.card.address


@dataclass(frozen=True)
class ResourceRow:
    """A published resource as the lists of due and broken ones show it."""

    resource: "Resource"
    card: catalogue.Card
    new_address: str = ""
    details: str = ""

    @property
    def archive(self) -> str:
        return ARCHIVE + self.resource.address


def person_at_desk(request: PageRequest) -> "Person":
    user = request.user
    return access.require_desk(user if user.is_authenticated else None)


def desk_context(person: "Person", tab: str) -> dict[str, Any]:
    """What every page of the desk knows; a few counts."""
    return tabs_for(person, tab, on=timezone.now().date())


def queue_rows(rows: Iterable[Suggestion], language: str) -> list[QueueRow]:
    """For suggestions that were read ``desk.with_details``."""
    now = timezone.now()
    return [
        QueueRow(
            suggestion=row,
            card=catalogue.card_of(row.resource, language),
            topics=_names(row.resource, language),
            is_claimed=holds(row.claimed_at, now),
        )
        for row in rows
    ]


def _names(resource: "Resource", language: str) -> list[str]:
    texts = (
        (topic, topics.text_of(topic, language)) for topic in resource.topics.all()
    )
    return sorted(text.name if text else topic.slug for topic, text in texts)


def resource_page(
    request: PageRequest, resources: QuerySet["Resource"]
) -> Page[ResourceRow]:
    """One page of resources; what the last visits to them saw."""
    page = paginate(resources, page_number(request.GET.get("page")))
    ids = [resource.pk for resource in page]
    cards = {c.id: c for c in catalogue.cards_of(ids, request.LANGUAGE_CODE)}
    visits = upkeep.last_visits(ids)
    rows = [
        ResourceRow(
            resource=resource,
            card=cards[resource.pk],
            new_address=_moved_to(resource, visits.get(resource.pk)),
            details=getattr(visits.get(resource.pk), "details", ""),
        )
        for resource in page
    ]
    return Page(rows, page.number, page.pages, page.total)


def _moved_to(resource: "Resource", visit: Any) -> str:
    """Where the last visit ended, if that was somewhere else."""
    final = visit.final_address if visit else ""
    return final if final and final != resource.address else ""
