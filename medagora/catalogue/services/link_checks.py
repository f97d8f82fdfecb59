"""Writes about the health of addresses: whose turn it is, and what was seen."""

from datetime import datetime, timedelta

from django.db import transaction

from medagora.catalogue.domain.link_visits import LinkVisit
from medagora.catalogue.domain.words import LinkState
from medagora.catalogue.models import Resource

#: Visits that are kept of each resource.
KEPT_VISITS = 20
#: A checker that was killed leaves its share to others after this time.
LEASE = timedelta(hours=1)


def claim_link_checks(now: datetime, *, limit: int) -> list[Resource]:
    """Published resources whose check is due, the longest waiting first.

    Two workers never get the same one: whoever moves its date forward owns it.
    """
    due = Resource.objects.published().filter(link_check_due_at__lte=now)
    mine: list[Resource] = []
    for resource in due.order_by("link_check_due_at")[: limit * 2]:
        if len(mine) == limit:
            break
        row = Resource.objects.filter(
            pk=resource.pk, link_check_due_at=resource.link_check_due_at
        )
        if row.update(link_check_due_at=now + LEASE):
            mine.append(resource)
    return mine


@transaction.atomic
def record_link_check(
    resource: Resource, visit: LinkVisit, *, shown: LinkState, again_at: datetime
) -> None:
    """Adds a visit to the history and sets the state that is shown.

    The two differ while one silence is not yet taken for an end. Nothing is
    unpublished.
    """
    resource.link_checks.create(
        checked_at=visit.at,
        state=visit.state,
        status=visit.status,
        final_address=visit.final_address[:1000],
        details=visit.details[:300],
    )
    kept = resource.link_checks.order_by("-checked_at", "-pk")[:KEPT_VISITS]
    resource.link_checks.exclude(
        pk__in=list(kept.values_list("pk", flat=True))
    ).delete()
    resource.link_state, resource.link_checked_at = shown, visit.at
    resource.link_check_due_at = again_at
    resource.save(update_fields=["link_state", "link_checked_at", "link_check_due_at"])


def ask_for_link_check(resource: Resource, *, at: datetime) -> None:
    """Its address changed, or somebody wants to know now: the next visit is due."""
    resource.link_state, resource.link_check_due_at = LinkState.UNCHECKED, at
    resource.save(update_fields=["link_state", "link_check_due_at"])
