"""Keys with which programs act for a person, and what they were answered."""

from django.conf import settings
from django.db import models


class ApiKey(models.Model):
    """A personal key for programs: what it may do, until when.

    .. pii: belongs to a person, with a name that they gave it; erased with the person,
       and thirty days after it ended
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=80)
    #: Words of ``Scope``.
    scopes = models.JSONField(default=list)
    #: SHA-256 of the key; the key itself is shown once.
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    #: The day alone: when somebody works is nobody's business.
    used_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="apikey_of_person")]

    def __str__(self) -> str:
        return f"{self.name} of {self.person_id}"


class KeptAnswer(models.Model):
    """What a program was answered, so that asking again does nothing again.

    .. pii: what a person's program did, as far as its answer tells; erased with the
       key, and after a day
    """

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="+")
    #: SHA-256 of method, address and Idempotency-Key.
    name = models.CharField(max_length=64)
    #: SHA-256 of the body that was sent.
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    content = models.TextField(blank=True)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "name"], name="keptanswer_once")
        ]

    def __str__(self) -> str:
        return f"{self.status} for {self.key_id}"
