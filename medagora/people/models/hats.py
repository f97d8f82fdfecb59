"""Hats: what somebody may say of themselves when they write, and on what evidence."""

import secrets
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from medagora.people.domain.hats import PROFESSIONS, Doffed, Evidence, Role, Standing
from medagora.people.models.accounts import Person

#: The words of the closed lists as plain text, for columns and their constraints.
ROLES = sorted(role.value for role in Role)
DOFFED = sorted(reason.value for reason in Doffed)
NO_EVIDENCE = Evidence.NONE.value
VERIFIED, SELF_DECLARED = Standing.VERIFIED.value, Standing.SELF_DECLARED.value


def new_uid() -> str:
    """A public id that nobody can guess: 96 bits, safe in an address."""
    return secrets.token_urlsafe(12)


class HatQuerySet(models.QuerySet["Hat"]):
    def wearable(self, at: datetime) -> Self:
        """Hats that a new post may wear."""
        lasting = Q(expires_at=None) | Q(expires_at__gt=at)
        return self.filter(lasting, doffed_at=None)

    def verified(self) -> Self:
        return self.filter(standing=VERIFIED)

    def of_professionals(self, at: datetime) -> Self:
        """Hats whose wearers count as verified professionals."""
        roles = sorted(PROFESSIONS)
        return (
            self.wearable(at).verified().filter(role__in=roles, person__is_active=True)
        )


class Hat(models.Model):
    """A role that somebody wears when they write, chosen post by post.

    .. pii: profession, illness or organisation of this person; removed with them
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="hats")
    uid = models.CharField(max_length=20, unique=True, default=new_uid, editable=False)
    role = models.CharField(max_length=20)
    specialty = models.SlugField(max_length=80, blank=True)  # a topic's slug
    topic = models.SlugField(max_length=80, blank=True)  # living with, carer of
    words = models.CharField(max_length=120, blank=True)  # organisation, profession
    country = models.CharField(max_length=2, blank=True)  # of the register
    standing = models.CharField(max_length=20)
    evidence = models.CharField(max_length=20, default=NO_EVIDENCE)
    #: The register's public page about this person, where there is one.
    evidence_link = models.URLField(max_length=300, blank=True)
    #: The name as it was verified: renaming the account does not change it.
    name = models.CharField(max_length=120, blank=True)
    shows_name = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    doffed_at = models.DateTimeField(null=True, blank=True)
    doffed_because = models.CharField(max_length=20, blank=True)
    #: What the moderator told the person.
    doffed_words = models.CharField(max_length=500, blank=True)

    objects = HatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLES), name="hat_role_exists"),
            models.CheckConstraint(
                condition=Q(doffed_because__in=["", *DOFFED]),
                name="hat_doffed_for_a_known_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    standing=VERIFIED,
                    verified_at__isnull=False,
                    expires_at__isnull=False,
                )
                & ~Q(evidence=NO_EVIDENCE)
                | Q(standing=SELF_DECLARED, evidence=NO_EVIDENCE),
                name="hat_verified_has_evidence_and_end",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "specialty", "topic", "words"],
                condition=Q(doffed_at=None),
                name="hat_held_once",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], name="hat_by_expiry"),
            models.Index(fields=["role", "standing"], name="hat_by_role"),
        ]

    def __str__(self) -> str:
        return f"{self.role} ({self.standing})"


class HatChange(models.Model):
    """That a verified hat was given, renewed or doffed: what the public log says.

    .. pii: who did it, by a link; removed with the hat or the person
    """

    class Kind(models.TextChoices):
        GRANTED = "granted"
        RENEWED = "renewed"
        DOFFED = "doffed"

    hat = models.ForeignKey(Hat, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField()
    #: The moderator who said yes or took it back; empty for peers and oneself.
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class EvidenceOwner(models.Model):
    """Whose a number or an address is: one of them verifies one account only.

    .. pii: a salted digest, no number; removed with the person
    """

    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"


class FormerAlias(models.Model):
    """An alias that was given up, kept from others so that nobody takes the place
    of whoever bore it. After an erasure only a digest stays, for a year.

    .. pii: the alias; removed with the person
    """

    digest = models.CharField(max_length=64, unique=True)
    alias = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="former_aliases"
    )
    given_up_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.alias or self.digest[:8]
