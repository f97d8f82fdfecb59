"""What a person follows, has read, saved and wants to hear of."""

from django.conf import settings
from django.db import models

from medagora.reader.domain.words import Frequency, KeyScope, Layout, NewsKind
from medagora.reader.models.feeds import Feed


class MyPage(models.Model):
    """How a person wants their page; which topics and languages stands with the
    person.

    .. pii: habits of reading; erased with the person
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    layout = models.CharField(max_length=10, default=Layout.SECTIONS)
    #: The order of the sections, words of ``Sort``.
    section_order = models.JSONField(default=list)
    #: Sections that the person does not want to see there, words of ``Sort``.
    hidden_sections = models.JSONField(default=list)
    #: The entry where the last visit ended.
    last_place = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(layout__in=[w.value for w in Layout]),
                name="mypage_layout_exists",
            )
        ]

    def __str__(self) -> str:
        return f"page of {self.person_id}"


class Subscription(models.Model):
    """A person's wish for a feed, and up to where they have read it.

    .. pii: what a person follows; erased with the person
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="+"
    )
    feed = models.ForeignKey(Feed, models.CASCADE, related_name="subscriptions")
    title = models.CharField(max_length=300, blank=True)  # the person's own name for it
    folder = models.CharField(max_length=100, blank=True)
    position = models.PositiveIntegerField(default=0)
    #: The topic whose bundle brought it; empty: chosen by hand.
    topic = models.SlugField(max_length=80, blank=True)
    #: Taken off the page by hand: the bundle does not bring it back.
    is_hidden = models.BooleanField(default=False)
    wants_full_text = models.BooleanField(default=False)
    #: Every entry up to this place is read, except those marked otherwise.
    read_through = models.BigIntegerField(default=0)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "feed"], name="subscription_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.feed_id}"


class Mark(models.Model):
    """What a person did with a paper, wherever it appeared.

    .. pii: what a person reads and saves; erased with the person
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="+"
    )
    work = models.BigIntegerField()
    #: None: the subscription's ``read_through`` decides.
    is_read = models.BooleanField(null=True)
    saved_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    #: Where the sound was stopped.
    played_seconds = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "work"], name="mark_once")
        ]
        indexes = [
            models.Index(
                fields=["person", "-saved_at"],
                name="mark_saved",
                condition=models.Q(saved_at__isnull=False),
            ),
            models.Index(
                fields=["person", "-opened_at"],
                name="mark_opened",
                condition=models.Q(opened_at__isnull=False),
            ),
            models.Index(
                fields=["person", "work"],
                name="mark_kept_unread",
                condition=models.Q(is_read=False),
            ),
            models.Index(
                fields=["work"],
                name="mark_saved_work",
                condition=models.Q(saved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.work}"


class Undo(models.Model):
    """What marking many as read changed, so that it can be taken back for an hour.

    .. pii: what a person has read; erased with the person, or after a day
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    token = models.CharField(max_length=24, unique=True)
    made_at = models.DateTimeField()
    #: Subscriptions with their former ``read_through``; marks with their former state.
    before = models.JSONField()

    def __str__(self) -> str:
        return f"undo of {self.person_id}"


class MuteRule(models.Model):
    """What a person does not want to see, for ever or until a day.

    .. pii: what a person avoids; erased with the person
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    #: A query as in search; entries that it matches are not shown.
    query = models.CharField(max_length=300)
    #: Only in this source; none: everywhere.
    feed = models.ForeignKey(Feed, models.CASCADE, null=True, related_name="+")
    until = models.DateField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.person_id} mutes {self.query}"


class Alert(models.Model):
    """A query that watches what arrives, for one person.

    .. pii: what a person looks for; erased with the person
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=300)
    #: Only in what the person follows; else in everything that this site reads.
    only_followed = models.BooleanField(default=False)
    #: How it is told: at once, with the daily or weekly digest, or on the page only.
    frequency = models.CharField(max_length=10, default=Frequency.DAILY)
    is_on = models.BooleanField(default=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(frequency__in=[f.value for f in Frequency]),
                name="alert_frequency_exists",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AlertHit(models.Model):
    """An entry that an alert found.

    .. pii: what a person looks for; erased with the alert
    """

    alert = models.ForeignKey(
        Alert, models.CASCADE, db_index=False, related_name="hits"
    )
    entry = models.BigIntegerField()
    work = models.BigIntegerField()
    found_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "work"], name="alerthit_once")
        ]
        indexes = [
            models.Index(
                fields=["alert"],
                name="alerthit_waiting",
                condition=models.Q(mailed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.alert_id} found {self.entry}"


class Digest(models.Model):
    """When and in which language a person is mailed what is new.

    .. pii: habits of a person; erased with the person
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    frequency = models.CharField(max_length=10, default=Frequency.OFF)
    hour = models.PositiveSmallIntegerField(default=7)  # on the person's own clock
    weekday = models.PositiveSmallIntegerField(default=0)  # Monday is 0
    time_zone = models.CharField(max_length=60, default="UTC")
    language = models.CharField(max_length=12, default="en")
    most = models.PositiveSmallIntegerField(default=30)  # entries in one mail
    #: Only what alerts found, not everything that is followed.
    only_alerts = models.BooleanField(default=False)
    #: Opens the page that stops it, without signing in.
    token = models.CharField(max_length=40, unique=True)
    due_at = models.DateTimeField(null=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    #: Everything up to this place was mailed.
    sent_through = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(frequency__in=[f.value for f in Frequency]),
                name="digest_frequency_exists",
            )
        ]

    def __str__(self) -> str:
        return f"{self.frequency} digest of {self.person_id}"


class ReaderKey(models.Model):
    """A private key with which a program reads for a person.

    .. pii: belongs to a person; erased with the person
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=10)
    #: SHA-256 of the key; the key itself is shown once.
    digest = models.CharField(max_length=64, unique=True)
    #: SHA-256 of what the Fever protocol sends, the MD5 of "address:key".
    fever_digest = models.CharField(max_length=64, blank=True, db_index=True)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope__in=[s.value for s in KeyScope]),
                name="readerkey_scope_exists",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.person_id}"


class ReaderNews(models.Model):
    """Something a person should know about what they follow or saved.

    .. pii: what a person follows and saved; erased with the person
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=16)
    #: The number of the feed or of the work that it is about.
    subject = models.BigIntegerField()
    #: A notice's kind and DOI, the published paper's number, where a feed went.
    details = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in NewsKind]),
                name="readernews_kind_exists",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "subject"], name="readernews_once"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="readernews_newest")
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"
