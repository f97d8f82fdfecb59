"""Who may: returns the object or refuses. Sheets, templates and services of others
are not there: that they exist is nobody's business."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput, NotAllowed, NotFound
from medagora.prescriptions.domain.codes import read_code
from medagora.prescriptions.domain.drafts import is_uid
from medagora.prescriptions.models import LocalService, Prescription, Template
from medagora.prescriptions.queries.prescriptions import find_by_code

if TYPE_CHECKING:
    from medagora.people.models import Person


def require_member(person: "Person | None") -> "Person":
    """Anybody with an account: professionals, and patients for themselves."""
    if person is None or not person.is_active:
        raise NotAllowed(
            _("Please sign in first. A sheet can be printed without an account.")
        )
    return person


def get_own(code: str, by: "Person | None") -> Prescription:
    """A sheet of one's own in any state; NotFound for everybody else's."""
    try:
        prescription = find_by_code(read_code(code))
    except BadInput:
        prescription = None
    if prescription is None or not is_own(prescription, by):
        raise NotFound(_("You have made no such sheet."))
    return prescription


def is_own(prescription: Prescription, person: "Person | None") -> bool:
    return person is not None and prescription.author_id == person.pk


def require_own(prescription: Prescription, by: "Person") -> None:
    if not is_own(prescription, by):
        raise NotAllowed(_("Only whoever made a sheet can change it."))


def get_template(uid: str, by: "Person") -> Template:
    own = Template.objects.filter(person=by)
    template = own.filter(uid=uid).first() if is_uid(uid) else None
    if template is None:
        raise NotFound(_("You have no such template."))
    return template


def get_service(uid: str, by: "Person") -> LocalService:
    own = LocalService.objects.filter(person=by)
    service = own.filter(uid=uid).first() if is_uid(uid) else None
    if service is None:
        raise NotFound(_("You have no such service."))
    return service
