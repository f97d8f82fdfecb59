"""Who may judge and read: returns the object or refuses."""

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medagora.appraisal.domain.appraisals import Role, State
from medagora.appraisal.domain.instruments import Instrument, find_instrument
from medagora.appraisal.lending import Judged, find_judged
from medagora.appraisal.models import Appraisal
from medagora.kernel.refusals import Conflict, NotAllowed, NotFound
from medagora.people import access as people_access
from medagora.people import queries as people
from medagora.people.access import Permission

if TYPE_CHECKING:
    from medagora.people.models import Person


def require_rater(person: "Person | None") -> "Person":
    """Anybody with an account may judge."""
    if person is None or not person.is_authenticated or not person.is_active:
        raise NotAllowed(_("Sign in to judge a resource."))
    return person


def roles_open_to(person: "Person") -> tuple[Role, ...]:
    """A professional may also judge as a patient; nobody becomes one by saying so."""
    if person.pk in people.verified_professional_ids():
        return (Role.PROFESSIONAL, Role.PATIENT)
    return (Role.PATIENT,)


def get_instrument(key: str) -> Instrument:
    found = find_instrument(key)
    if found is None:
        raise NotFound(_("There is no such instrument."))
    return found


def get_judged(uid: str, *, viewer: "Person | None") -> Judged:
    """A resource whose appraisals this viewer may read."""
    judged = find_judged(uid, get_language() or "en", viewer)
    if judged is None:
        raise NotFound(_("There is no such resource."))
    return judged


def get_judged_to_judge(uid: str, *, by: "Person") -> Judged:
    judged = get_judged(uid, viewer=require_rater(by))
    if not judged.is_open:
        raise Conflict(_("This resource is not listed, so it cannot be judged now."))
    return judged


def get_own(uid: str, key: str, state: State, *, by: "Person") -> Appraisal:
    """The person's own draft or published appraisal of a resource."""
    own = Appraisal.objects.of_resource(uid).filter(by=by, instrument=key, state=state)
    found = own.first()
    if found is None:
        raise NotFound(_("You have no such appraisal."))
    return found


def can_hide(person: "Person | None") -> bool:
    return people_access.can(person, Permission.REPORT_HANDLE)


def get_to_hide(uid: str, appraisal_uid: str, *, by: "Person") -> Appraisal:
    """A published appraisal, for those who handle what readers report."""
    people_access.require(by, Permission.REPORT_HANDLE)
    shown = Appraisal.objects.published().of_resource(uid).select_related("by")
    found = shown.filter(uid=appraisal_uid).first()
    if found is None:
        raise NotFound(_("There is no such appraisal."))
    return found


def require_own(appraisal: Appraisal, by: "Person") -> None:
    if appraisal.by_id is None or appraisal.by_id != by.pk:
        raise NotAllowed(_("Only the person who judged can change an appraisal."))
