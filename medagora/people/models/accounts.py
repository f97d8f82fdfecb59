"""People, the roles they hold and the interests they declare."""

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from medagora.people.domain import roles


def new_pseudonym() -> str:
    """Eight random characters without vowels: nothing to read into them."""
    return "".join(secrets.choice("bcdfghjkmnpqrstvwxz23456789") for _ in range(8))


class PersonManager(BaseUserManager["Person"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account.

    .. pii: e-mail, name, languages and interests; removed when they erase themselves
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    bio = models.CharField(max_length=500, blank=True)
    languages = models.JSONField(default=list, blank=True)
    interests = models.JSONField(default=list, blank=True)  # topic slugs
    audience = models.CharField(max_length=20, default="both")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    #: The opaque name under which the public log knows this person.
    pseudonym = models.CharField(
        max_length=20, unique=True, editable=False, default=new_pseudonym
    )
    #: The name beside their posts where the real one is not shown; empty until needed.
    alias = models.CharField(max_length=40, blank=True)
    #: The alias as it is compared: two people cannot have aliases that look the same.
    alias_key = models.CharField(  # noqa: DJ001 - unique, and most have none at first
        max_length=80, unique=True, null=True, editable=False
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name or self.pseudonym


class RoleGrant(models.Model):
    """A role that a person holds, perhaps for one topic and language only.

    .. pii: that this person holds the role; removed with the person
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20)
    topic = models.SlugField(max_length=80, blank=True)  # empty: every topic
    language = models.CharField(max_length=12, blank=True)  # empty: every language
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="grants_given"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "topic", "language"],
                name="rolegrant_held_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=sorted(set(roles.ROLES) - {"member"})),
                name="rolegrant_role_exists",
            ),
        ]

    def __str__(self) -> str:
        scope = " ".join(filter(None, [self.topic, self.language])) or "everywhere"
        return f"{self.role} ({scope})"


class DeclaredInterest(models.Model):
    """A tie that could sway a judgement: shown wherever this person judges.

    .. pii: who pays or otherwise binds this person; removed with the person
    """

    class Nature(models.TextChoices):
        EMPLOYMENT = "employment"
        FUNDING = "funding"
        OWNERSHIP = "ownership"
        MEMBERSHIP = "membership"
        PERSONAL = "personal"
        OTHER = "other"

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="declared_interests"
    )
    organisation = models.CharField(max_length=200)
    nature = models.CharField(max_length=20, choices=Nature.choices)
    details = models.CharField(max_length=300, blank=True)
    since = models.PositiveSmallIntegerField(null=True, blank=True)  # year
    until = models.PositiveSmallIntegerField(null=True, blank=True)  # year

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(since__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="declaredinterest_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.nature})"


class Invitation(models.Model):
    """A role waiting for somebody who has not signed in yet.

    .. pii: the invited e-mail address; removed when used, refused or after 30 days
    """

    email = models.EmailField()
    role = models.CharField(max_length=20)
    topic = models.SlugField(max_length=80, blank=True)
    language = models.CharField(max_length=12, blank=True)
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True)
    invited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "role", "topic", "language"],
                name="invitation_sent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} for {self.email}"


class Erasure(models.Model):
    """That an account was erased: replayed after a restore from an older backup.

    .. no_pii: a salted digest of the account's pseudonym, nothing else
    """

    digest = models.CharField(max_length=64, unique=True)
    erased_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.digest[:8]} erased {self.erased_at:%Y-%m-%d}"
