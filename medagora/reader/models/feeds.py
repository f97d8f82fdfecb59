"""Feeds, how they are asked, and how that went."""

from django.db import models

from medagora.reader.domain.words import FeedState, Sort


class Feed(models.Model):
    """What a resource publishes, as it is asked for news. One row an address.

    .. no_pii: sources, not readers
    """

    address = models.CharField(max_length=1000)
    #: ``addresses.feed_key`` of the address: two spellings meet here.
    key = models.CharField(max_length=1000, unique=True)
    title = models.CharField(max_length=300, blank=True)
    description = models.CharField(max_length=500, blank=True)
    site = models.CharField(max_length=1000, blank=True)
    image = models.CharField(max_length=1000, blank=True)
    sort = models.CharField(max_length=10, default=Sort.OTHER)
    #: What its entries speak, unless one says otherwise; empty: unknown.
    language = models.CharField(max_length=12, blank=True)
    #: The resource that publishes it; none while only a reader added it.
    resource = models.ForeignKey(
        "catalogue.Resource", models.SET_NULL, null=True, related_name="+"
    )
    #: The operator added it: like a resource's, it may lie in a network of the site's
    #: own (``MEDAGORA_INSIDE``), which a reader's may not.
    is_operators = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=FeedState.ACTIVE)
    #: Where its readers are sent, after a merge or an end.
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="replaces"
    )
    #: Curators' choice: fetch the whole page of each entry.
    wants_full_text = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    # ---- how it is asked -------------------------------------------------------
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    #: 64 bits of the last body; 0: never read. Equal bytes are not parsed again.
    body_digest = models.BigIntegerField(default=0)
    #: 64 bits of each of its items: what is known is not read again.
    item_digests = models.BinaryField(default=bytes)
    next_check_at = models.DateTimeField(null=True)
    #: Whoever holds the lease fetches; one that ran out belonged to a dead worker.
    leased_until = models.DateTimeField(null=True)
    lease = models.CharField(max_length=32, blank=True)

    # ---- how that went ---------------------------------------------------------
    checked_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    #: A code of ``labels.FAILURES``; empty while all is well.
    failure = models.CharField(max_length=30, blank=True)
    failure_status = models.PositiveSmallIntegerField(default=0)
    #: Words of ``ParsedFeed.remarks``, separated by spaces.
    remarks = models.CharField(max_length=200, blank=True)
    last_entry_at = models.DateTimeField(null=True)
    entry_count = models.PositiveIntegerField(default=0)
    #: What it asks for: minutes between two checks, hours and days to skip.
    wishes = models.JSONField(default=dict)
    hub = models.CharField(max_length=1000, blank=True)
    #: Its own name for the hub (rel="self").
    hub_topic = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in FeedState]),
                name="feed_state_exists",
            ),
            models.CheckConstraint(
                condition=models.Q(sort__in=[s.value for s in Sort]),
                name="feed_sort_exists",
            ),
        ]
        indexes = [models.Index(fields=["state", "next_check_at"], name="feed_due")]

    def __str__(self) -> str:
        return self.title or self.address


class FeedDay(models.Model):
    """How a feed's checks went on one day: its history as a chart.

    .. no_pii:
    """

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="days")
    day = models.DateField()
    checks = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    new_entries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "day"], name="feedday_once")
        ]

    def __str__(self) -> str:
        return f"{self.feed_id} on {self.day}"


class HubLease(models.Model):
    """That a hub (WebSub) promised to push a feed to us, until when.

    .. no_pii:
    """

    feed = models.OneToOneField(Feed, models.CASCADE, related_name="hub_lease")
    hub = models.CharField(max_length=1000)
    topic = models.CharField(max_length=1000)
    #: Part of the callback's address; nobody else knows it.
    token = models.CharField(max_length=40, unique=True)
    #: Signs what is pushed.
    secret = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)  # none: not confirmed

    def __str__(self) -> str:
        return f"{self.hub} for {self.feed_id}"
