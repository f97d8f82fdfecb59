"""Pages that were read by the engine: for somebody who asked, and for resources."""

from django.db import models


class PageReport(models.Model):
    """What the engine saw of a page that somebody gave: by address, or as text.

    Whoever knows the token can read it; nothing says who asked. Reports are let go
    after a month (``services.reports.KEPT``).

    .. no_pii: nothing says whose it is; a text that somebody pasted, or their browser
       sent, is emptied when it was read: after seconds, fifteen minutes at most
    """

    token = models.CharField(max_length=24, unique=True)
    address = models.TextField(blank=True)
    #: Emptied as soon as it was read.
    text = models.TextField(blank=True)
    is_markup = models.BooleanField(default=False)
    state = models.CharField(max_length=10)
    #: Why the page could not be fetched, in one word; empty when it could.
    failure = models.CharField(max_length=40, blank=True)
    status = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, blank=True)
    #: ``domain.plain.as_plain`` of each finding.
    findings = models.JSONField(default=list)
    version = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "read", "failed"]),
                name="pagereport_state_exists",
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], name="pagereport_by_age")]

    def __str__(self) -> str:
        return f"{self.address or 'a text'} ({self.state})"

    @property
    def is_done(self) -> bool:
        return self.state != "waiting"


class PageSeen(models.Model):
    """What the engine saw of a resource's page the last time it was read.

    .. no_pii:
    """

    resource_uid = models.CharField(max_length=40, unique=True)
    address = models.TextField()
    title = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, blank=True)
    findings = models.JSONField(default=list)
    #: ``domain.fingerprint`` of the main text, to see whether it changed much.
    fingerprint = models.BigIntegerField(default=0)
    #: When the text became another one; empty when it never did.
    changed_on = models.DateField(null=True)
    version = models.CharField(max_length=20)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.resource_uid} as of {self.read_at:%Y-%m-%d}"
