"""A person's own list of services near their patients."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.kernel.refusals import Conflict, NotAllowed
from medagora.prescriptions import access
from medagora.prescriptions.domain.services_draft import ServiceDraft, clean
from medagora.prescriptions.models import LocalService
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person

MOST_SERVICES = 200
_FIELDS = ("name", "what", "phone", "place", "hours", "address", "language")


@transaction.atomic
def add_service(draft: ServiceDraft, *, by: "Person", at: datetime) -> LocalService:
    access.require_member(by)
    if LocalService.objects.filter(person=by).count() >= MOST_SERVICES:
        raise Conflict(
            "You have %(most)d services. Remove one first.", most=MOST_SERVICES
        )
    service = LocalService.objects.create(
        person=by, made_at=at, **_values(clean(draft))
    )
    audit.record("prescriptions.service_added", service, by=by)
    return service


@transaction.atomic
def change_service(
    service: LocalService, draft: ServiceDraft, *, by: "Person"
) -> LocalService:
    """Sheets that were handed over keep the words that they have."""
    _require_own(service, by)
    for name, value in _values(clean(draft)).items():
        setattr(service, name, value)
    service.save(update_fields=_FIELDS)
    audit.record("prescriptions.service_changed", service, by=by)
    return service


@transaction.atomic
def remove_service(service: LocalService, *, by: "Person") -> None:
    _require_own(service, by)
    audit.record("prescriptions.service_removed", service, by=by)
    service.delete()


def _values(draft: ServiceDraft) -> dict[str, str]:
    return {name: getattr(draft, name) for name in _FIELDS}


def _require_own(service: LocalService, by: "Person") -> None:
    if service.person_id != by.pk:
        raise NotAllowed("This is not a service of yours.")
