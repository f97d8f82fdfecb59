"""Shared tables: the private trail of what was done, and the worker's clock."""

from django.db import models


class AuditEvent(models.Model):
    """Who did what to what, for the operator; no foreign keys, so history never
    blocks an erasure.

    .. pii: the actor's id, forgotten (set to 0) when the person is erased
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    verb = models.CharField(max_length=80)
    actor_id = models.BigIntegerField(default=0, db_index=True)
    subject = models.CharField(max_length=120)
    details = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.verb} {self.subject}"


class PeriodicRun(models.Model):
    """When a repeated task is due next; whoever moves the row forward runs it.

    .. no_pii:
    """

    name = models.CharField(max_length=120, unique=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} due {self.due_at:%Y-%m-%d %H:%M}"
