"""What people agreed to, and that they are old enough to."""

from django.db import models
from django.db.models import Q

from medagora.people.domain.consents import Purpose
from medagora.people.models.accounts import Person
from medagora.web.columns import one_of


class Consent(models.Model):
    """One consent from when it was given to when it was taken back.

    .. pii: to what this person agreed and when; removed with them
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)  # in which the sentence was read
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("purpose", Purpose), name="consent_purpose_exists"
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_given_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class AgeDeclaration(models.Model):
    """Somebody's word that they may consent alone in their country; never a birth date.

    .. pii: country, and whether they are old enough; removed with them
    """

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="age_declaration"
    )
    country = models.CharField(max_length=2, blank=True)
    is_old_enough = models.BooleanField()
    declared_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.country} {self.is_old_enough}"
