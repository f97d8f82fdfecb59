"""An author mends a sheet: the code and the printed QR stay as they are."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q

from medagora.kernel.refusals import BadInput, Conflict
from medagora.prescriptions import access
from medagora.prescriptions.domain.drafts import is_uid
from medagora.prescriptions.domain.things import Thing
from medagora.prescriptions.domain.words import LineKind
from medagora.prescriptions.models import Prescription, PrescriptionItem
from medagora.prescriptions.queries.replacing import get_line
from medagora.prescriptions.queries.things import resources_by_uid
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person


@transaction.atomic
def replace_line(
    prescription: Prescription, line_id: int, uid: str, *, by: "Person", at: datetime
) -> PrescriptionItem:
    """Puts another resource in the place of one; the note goes, as it was about the
    old one. BadInput when it cannot be handed over or is in another language."""
    line = _own_line(prescription, line_id, by=by, at=at)
    if line.kind != LineKind.RESOURCE:
        raise BadInput("Only a resource can be replaced. Remove this line instead.")
    thing = _fitting(prescription, uid)
    others = prescription.items.exclude(pk=line.pk)
    if others.filter(Q(uid=uid, replacement_uid="") | Q(replacement_uid=uid)).exists():
        raise Conflict("This is on the sheet already.")
    line.replacement_uid = "" if uid == line.uid else uid
    line.language = thing.language_for(prescription.language)
    line.reading = thing.reading
    line.note, line.flag, line.flagged_at = "", "", None
    line.save()
    audit.record("prescriptions.line_replaced", prescription, by=by)
    return line


@transaction.atomic
def remove_line(
    prescription: Prescription, line_id: int, *, by: "Person", at: datetime
) -> None:
    """Conflict for the last line: a sheet that says nothing is withdrawn instead."""
    line = _own_line(prescription, line_id, by=by, at=at)
    others = prescription.items.filter(parent=None).exclude(pk=line.pk)
    if line.parent_id is None and not others.exists():
        raise Conflict("This is the only line. Withdraw the sheet instead.")
    if line.parent_id is not None:
        parent = prescription.items.filter(pk=line.parent_id)
        parent.update(left_out=F("left_out") + 1)
    line.delete()
    audit.record("prescriptions.line_removed", prescription, by=by)


def _own_line(
    prescription: Prescription, line_id: int, *, by: "Person", at: datetime
) -> PrescriptionItem:
    """Of a sheet that nobody else changes until this is done: in two tabs the last two
    lines could go at once, or a line of a sheet that was withdrawn meanwhile."""
    access.require_own(prescription, by)
    rows = Prescription.objects.select_for_update()
    if not rows.get(pk=prescription.pk).is_live(at):
        raise Conflict("This sheet is over. Hand it over anew instead.")
    return get_line(prescription, line_id)


def _fitting(prescription: Prescription, uid: str) -> Thing:
    language = prescription.language
    thing = resources_by_uid([uid], language).get(uid) if is_uid(uid) else None
    if thing is None or thing.is_gone:
        raise BadInput("This resource cannot be handed over now.", field="uid")
    if not prescription.allow_other_languages and not thing.speaks(language):
        raise BadInput("This is not in the language of the sheet.", field="uid")
    return thing
