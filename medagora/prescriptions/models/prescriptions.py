"""Sheets that were handed over, and what stands on them."""

import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from medagora.prescriptions.domain.words import Level, LineKind, LineState, Reading
from medagora.web.columns import one_of


def new_uid() -> str:
    """A public id that nobody can guess: 96 bits, safe in an address."""
    return secrets.token_urlsafe(12)


class PrescriptionQuerySet(models.QuerySet["Prescription"]):
    def live(self, at: datetime) -> Self:
        """What a patient can still open."""
        return self.filter(withdrawn_at=None, expires_at__gt=at)


class Prescription(models.Model):
    """Things chosen by somebody for one patient, or for themselves. Nobody says who
    the patient is.

    .. pii: whoever handed it over, and their note; when they erase themselves it is
       withdrawn and emptied, and deleted a month later
    """

    code = models.CharField(max_length=10, unique=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    hat = models.ForeignKey("people.Hat", models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=12)
    level = models.CharField(max_length=8, default=Level.ANY)
    title = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    allow_other_languages = models.BooleanField(default=False)
    wants_receipt = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    #: Set only when the patient said that the author may know.
    opened_on = models.DateField(null=True, blank=True)
    #: ``drafts.press_of``: pressing the button twice makes one sheet.
    press = models.CharField(max_length=32, blank=True)

    objects = PrescriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("level", Level), name="prescription_level_exists"
            ),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(wants_receipt=True),
                name="prescription_opened_only_where_asked",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")),
                name="prescription_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["author", "press"],
                condition=~Q(press=""),
                name="prescription_once_a_press",
            ),
        ]
        indexes = [
            models.Index(
                fields=["author", "-made_at", "-id"], name="prescription_of_author"
            ),
            models.Index(fields=["expires_at"], name="prescription_by_end"),
        ]

    def __str__(self) -> str:
        return self.code

    def is_live(self, at: datetime) -> bool:
        return self.withdrawn_at is None and self.expires_at > at


class PrescriptionItem(models.Model):
    """A line of a sheet. Its words are copied, so that the sheet can say what stood
    there when the thing itself is gone. Lines of a collection stand under it.

    .. no_pii: notes pass the privacy guard
    """

    prescription = models.ForeignKey(
        Prescription, models.CASCADE, related_name="items", db_index=False
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="items"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    uid = models.CharField(max_length=24)
    title = models.CharField(max_length=300)
    title_language = models.CharField(max_length=12, blank=True)
    about = models.CharField(max_length=500, blank=True)  # of a service
    address = models.CharField(max_length=1000, blank=True)
    #: The sheet's when it speaks that, else its own first one; empty when unknown.
    language = models.CharField(max_length=12, blank=True)
    reading = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    #: How many things a collection held beyond those that stand under it.
    left_out = models.PositiveSmallIntegerField(default=0)
    flag = models.CharField(max_length=12, blank=True)
    flagged_at = models.DateTimeField(null=True, blank=True)
    replacement_uid = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("kind", LineKind),
                name="prescriptionitem_kind_exists",
            ),
            models.CheckConstraint(
                condition=one_of("reading", Reading),
                name="prescriptionitem_reading_exists",
            ),
            models.CheckConstraint(
                condition=Q(flag="", flagged_at=None)
                | Q(
                    flag__in=[LineState.BROKEN.value, LineState.RETIRED.value],
                    flagged_at__isnull=False,
                ),
                name="prescriptionitem_flag_has_a_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["prescription", "position"], name="prescriptionitem_in_order"
            ),
            models.Index(fields=["kind", "uid"], name="prescriptionitem_of_thing"),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"
