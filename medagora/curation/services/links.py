"""Link health: visiting published addresses and noting what was seen."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from medagora.appraisal.services import pages
from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.link_visits import LinkVisit
from medagora.catalogue.domain.words import LinkState
from medagora.catalogue.queries import upkeep
from medagora.curation.domain.links import (
    Earlier,
    Visit,
    classify,
    days_until_next,
    shown_state,
)
from medagora.curation.gateways import LinkVisitor

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource

#: Addresses of one run: short, because people's tasks wait behind it. Every two
#: minutes, that is 17,000 a day.
BATCH = 24


def check_due_links(*, visitor: LinkVisitor, at: datetime) -> int:
    """Visits what is due, bounded; gives how many. Nothing when switched off."""
    if not (settings.CONFIG.link_checks and settings.CONFIG.outside):
        return 0
    resources = catalogue.claim_link_checks(at, limit=BATCH)
    check_links(resources, visitor=visitor, at=at)
    return len(resources)


def check_links(
    resources: Sequence["Resource"], *, visitor: LinkVisitor, at: datetime
) -> None:
    visits = visitor.visit([resource.address for resource in resources])
    for resource, visit in zip(resources, visits, strict=True):
        _note(resource, visit, at)


def _note(resource: "Resource", visit: Visit, at: datetime) -> None:
    finding = classify(visit)
    earlier = [
        Earlier(check.checked_at.date(), check.state)
        for check in upkeep.list_link_checks(resource, limit=5)
    ]
    shown = shown_state(finding, resource.link_state, earlier, on=at.date())
    catalogue.record_link_check(
        resource,
        LinkVisit(
            at=at,
            state=finding.state,
            status=visit.status,
            final_address=finding.new_address or visit.final_address,
            details=finding.details,
        ),
        shown=shown,
        again_at=at
        + days_until_next(
            finding, shown, usual=settings.CONFIG.link_check_days, spread=resource.pk
        ),
    )
    if finding.state == LinkState.WORKING and visit.body:
        _read_again(resource, visit, at)


def _read_again(resource: "Resource", visit: Visit, at: datetime) -> None:
    """What the engine sees now is kept; a page that says something else than when it
    was looked at is due on the desk again."""
    from medagora.appraisal.services import reading  # noqa: PLC0415 - loads parsers

    address = visit.final_address or visit.address
    seen = reading.read(visit.body, visit.headers, address, at=at)
    if pages.note_page(resource.uid, seen, at=at):
        catalogue.bring_review_forward(resource, on=at.date())
