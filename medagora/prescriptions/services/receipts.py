"""The receipt: an author hears that a sheet was opened only if the patient says yes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from medagora.kernel.refusals import Conflict
from medagora.prescriptions.models import Prescription
from medagora.prescriptions.services import telling


@transaction.atomic
def say_opened(prescription: Prescription, *, at: datetime) -> None:
    """The patient pressed yes: only the day is kept. Conflict where nobody asked or
    the sheet is over; twice is as once."""
    if not prescription.wants_receipt or not prescription.is_live(at):
        raise Conflict("Nobody asked to hear whether this sheet was opened.")
    today = timezone.localtime(at).date()
    untold = Prescription.objects.filter(pk=prescription.pk, opened_on=None)
    if untold.update(opened_on=today):
        prescription.opened_on = today
        telling.tell_opened(prescription, at=at)
