"""Sheets that are over are deleted; nothing is kept for statistics."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from medagora.people.services.notifying import take_back
from medagora.prescriptions.models import LetterDay, Prescription
from medagora.prescriptions.services.telling import thread_of

#: So long whoever types the code hears that it is over, rather than that it is wrong.
KEEP_OVER = timedelta(days=30)
KEEP_LETTER_DAYS = timedelta(days=7)
_AT_ONCE = 500


def forget_old(now: datetime) -> int:
    """Deletes sheets that ended or were withdrawn a month ago; gives how many."""
    count = 0
    while found := _forget_some(now):
        count += found
    last = timezone.localtime(now).date() - KEEP_LETTER_DAYS
    LetterDay.objects.filter(day__lt=last).delete()
    return count


@transaction.atomic
def _forget_some(now: datetime) -> int:
    before = now - KEEP_OVER
    over = Prescription.objects.filter(
        Q(expires_at__lt=before) | Q(withdrawn_at__lt=before)
    )
    some = list(over.order_by("pk")[:_AT_ONCE])
    for prescription in some:
        take_back(thread_of(prescription))
    Prescription.objects.filter(pk__in=[row.pk for row in some]).delete()
    return len(some)
