"""Shared tables: the private trail of what was done, the worker's clock, the hub."""

from django.db import models

from medagora.kernel.ids import sha256_hex


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


class HubFeed(models.Model):
    """A public feed of this site that programs subscribed to at our hub, as it was
    when it was last looked at; with another's hub, one that it is to be told about.

    .. no_pii:
    """

    address = models.CharField(max_length=1000, unique=True)
    #: Something changed since it was looked at.
    is_due = models.BooleanField(default=False, db_index=True)
    looked_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    body = models.BinaryField(default=bytes)
    content_type = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.address

    def take(self, body: bytes, content_type: str) -> bool:
        """Holds what stands in the feed now; False if it is the same as before."""
        digest = sha256_hex(body)
        if digest == self.digest:
            return False
        self.body, self.content_type, self.digest = body, content_type, digest
        return True


class Subscriber(models.Model):
    """A program that our hub tells when a feed changes.

    .. no_pii: an address of a program; nobody here knows whose, and it goes with its
       lease
    """

    feed = models.ForeignKey(HubFeed, models.CASCADE, related_name="subscribers")
    callback = models.CharField(max_length=1000)
    host = models.CharField(max_length=255, db_index=True)
    secret = models.CharField(max_length=200, blank=True)
    #: None: it has never said yes.
    expires_at = models.DateTimeField(null=True, db_index=True)

    # ---- what it asked for and has not yet said yes to --------------------------
    #: "subscribe" or "unsubscribe"; empty: nothing.
    wanted = models.CharField(max_length=12, blank=True)
    wanted_secret = models.CharField(max_length=200, blank=True)
    wanted_seconds = models.PositiveIntegerField(default=0)
    wanted_at = models.DateTimeField()

    # ---- what it has not yet got ------------------------------------------------
    #: None: it has everything, or was given up until the feed changes again.
    next_try_at = models.DateTimeField(null=True, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "callback"], name="subscriber_once_per_feed"
            ),
            models.CheckConstraint(
                condition=models.Q(wanted__in=["", "subscribe", "unsubscribe"]),
                name="subscriber_wanted_exists",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.callback} for {self.feed_id}"
