"""What authors hear of the sheets that they handed over."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from medagora.people.services.notifying import notify
from medagora.prescriptions.domain.codes import grouped
from medagora.prescriptions.models import Prescription, PrescriptionItem

BROKEN, REPLACED, OPENED = (
    "prescription_broken",
    "prescription_replaced",
    "prescription_opened",
)
_MOST_TITLE = 120
_LONGEST_KEY = 450


def thread_of(prescription: Prescription) -> str:
    return f"prescription:{prescription.code}"


def tell_broken(
    prescription: Prescription, lines: Sequence[PrescriptionItem], *, at: datetime
) -> None:
    """Links that work no more: one notice for a sheet, however many lines."""
    _tell(prescription, BROKEN, lines, at=at)


def tell_replaced(
    prescription: Prescription, lines: Sequence[PrescriptionItem], *, at: datetime
) -> None:
    _tell(prescription, REPLACED, lines, at=at)


def tell_opened(prescription: Prescription, *, at: datetime) -> None:
    """The notice bears the day alone, as the patient was promised."""
    day = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    _tell(prescription, OPENED, (), at=day)


def _tell(
    prescription: Prescription,
    kind: str,
    lines: Sequence[PrescriptionItem],
    *,
    at: datetime,
) -> None:
    if prescription.author_id is None:
        return
    code = grouped(prescription.code)
    title = next((line.title for line in lines), prescription.title or code)
    happened = " ".join(str(line.pk) for line in lines[:20])
    notify(
        [prescription.author_id],
        kind,
        about=thread_of(prescription),
        url_path=reverse("prescriptions:made", args=[code]),
        params={"title": title[:_MOST_TITLE], "code": code},
        at=at,
        key=f"{prescription.code} {at:%Y-%m-%d} {happened}"[:_LONGEST_KEY],
    )
