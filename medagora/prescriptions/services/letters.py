"""Mailing the link of a sheet. The address is written on the letter and nowhere else.

The letter names no illness: neither the title of the sheet nor what stands on it.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from medagora.kernel.refusals import BadInput, Conflict
from medagora.prescriptions import access
from medagora.prescriptions.domain.refusals import TooManyLetters
from medagora.prescriptions.models import LetterDay, Prescription
from medagora.prescriptions.queries.sheets import sheet
from medagora.web import audit
from medagora.web.mail import send_page_mail

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Letters of one author on one day.
MOST_A_DAY = 20


@transaction.atomic
def send_link(
    prescription: Prescription, address: str, *, by: "Person", at: datetime
) -> None:
    """In the sheet's language. Neither this room nor the trail keeps the address; the
    queue of mails has it until an hour after the letter went out."""
    access.require_own(prescription, by)
    if not prescription.is_live(at):
        raise Conflict("This sheet is over. Hand it over anew instead.")
    to = _address(address)
    _count(by, at)
    drawn = sheet(prescription, now=at)
    send_page_mail(
        "prescriptions/mail/link",
        to,
        {"sheet": drawn},
        drawn.language,
        headers={"Auto-Submitted": "auto-generated"},
    )
    audit.record("prescriptions.link_mailed", prescription, by=by)


def _address(text: str) -> str:
    """One address; a header cannot be smuggled in, as it has no spaces."""
    address = text.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise BadInput(
            "This is not an e-mail address. Please look again.", field="address"
        ) from None
    return address


def _count(person: "Person", at: datetime) -> None:
    """Two letters at once both count: the database adds."""
    today = timezone.localtime(at).date()
    day, _made = LetterDay.objects.get_or_create(person=person, day=today)
    free = LetterDay.objects.filter(pk=day.pk, count__lt=MOST_A_DAY)
    if not free.update(count=F("count") + 1):
        raise TooManyLetters(
            "You can mail %(most)d links a day. Print the sheet, or read out its code.",
            most=MOST_A_DAY,
        )
