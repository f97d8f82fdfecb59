"""What moderators decide, on what copies, and what follows for people."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from medagora.community.domain.moderation.matters import (
    MatterKind,
    MatterState,
    Outcome,
    Urgency,
)
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.sanctions import SanctionKind, SanctionState
from medagora.community.models.conversations import Post, new_uid
from medagora.web.columns import one_of


class PostCopy(models.Model):
    """A post as it read at one moment; an edit or a removal does not change it.

    .. pii: a person's words and the hat they wore; emptied when they erase themselves,
       and some time after the last matter about the post was closed
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="copies")
    digest = models.CharField(max_length=64)  # SHA-256 of title and text
    title = models.CharField(max_length=160, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    hat_role = models.CharField(max_length=20, blank=True)
    hat_was_verified = models.BooleanField(default=False)
    posted_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "digest"], name="postcopy_once_a_wording"
            )
        ]

    def __str__(self) -> str:
        return f"copy of {self.post_id}"


class Matter(models.Model):
    """One thing for moderators to decide, and how they decided it.

    .. pii: about whom it is, who decided, and their words to each other; detached from
       those who erase themselves
    """

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=MatterState.OPEN)
    post = models.ForeignKey(Post, models.CASCADE, related_name="matters")
    copy = models.ForeignKey(PostCopy, models.RESTRICT, related_name="+")
    #: Whom it is about: the post's author.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    #: For an appeal: the decision that it is against.
    appeals = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="appeal"
    )
    #: One decision about a post settles all that waits about its words.
    settled_with = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="settled"
    )
    #: Codes of what readers or the machine saw, and where in the copy's text.
    seen = models.JSONField(default=list)
    spans = models.JSONField(default=list)  # [[start, end], …]
    urgency = models.PositiveSmallIntegerField(default=Urgency.SOON)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    #: For a call for help: when everybody was called, not only those on duty.
    all_called_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    #: For moderators only.
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_pseudonym = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=12, blank=True)
    #: What the author is told.
    words = models.TextField(blank=True)
    #: The words concerned, in the copy's text: [[start, end], …].
    concerned = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("kind", MatterKind), name="matter_kind_exists"
            ),
            models.CheckConstraint(
                condition=one_of("state", MatterState), name="matter_state_exists"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | one_of("outcome", Outcome),
                name="matter_outcome_exists",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | one_of("reason", Reason),
                name="matter_reason_exists",
            ),
            models.CheckConstraint(
                condition=Q(state=MatterState.OPEN.value, outcome="", decided_at=None)
                | ~Q(state=MatterState.OPEN.value)
                & ~Q(outcome="")
                & Q(decided_at__isnull=False),
                name="matter_decided_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(kind=MatterKind.APPEAL.value, appeals__isnull=False)
                | ~Q(kind=MatterKind.APPEAL.value) & Q(appeals=None),
                name="matter_appeal_is_against_one",
            ),
            models.UniqueConstraint(
                fields=["post", "kind"],
                condition=Q(state=MatterState.OPEN.value)
                & ~Q(kind=MatterKind.APPEAL.value),
                name="matter_one_open_a_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "urgency", "due_at"], name="matter_queue"),
            models.Index(fields=["person", "-opened_at"], name="matter_about"),
            models.Index(fields=["post", "state"], name="matter_of_post"),
            models.Index(fields=["closed_at"], name="matter_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class PostReport(models.Model):
    """A reader's word that something is wrong with a post, about the copy they saw.

    .. pii: who reported, and their words; detached when they erase themselves
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="reports")
    post = models.ForeignKey(Post, models.CASCADE, related_name="reports")
    copy = models.ForeignKey(PostCopy, models.RESTRICT, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    is_about_picture = models.BooleanField(default=False)
    #: As their standing was when they reported.
    was_trusted = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    #: Whether something was done about it; None while it is not decided.
    was_founded = models.BooleanField(null=True, default=None)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("reason", Reason), name="postreport_reason_exists"
            ),
            models.UniqueConstraint(
                fields=["post", "reporter"], name="postreport_once_a_reader"
            ),
        ]
        indexes = [
            models.Index(fields=["reporter", "-reported_at"], name="postreport_by"),
            models.Index(fields=["reported_at"], name="postreport_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} about {self.post_id}"


class Sanction(models.Model):
    """What was asked of a person: proposed, agreed to, in force, ended.

    .. pii: that this person was sanctioned, and by whom; detached when they erase
       themselves
    """

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="sanctions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    is_serious = models.BooleanField()
    length = models.DurationField(null=True, blank=True)  # None: no end, or no length
    seconds = models.PositiveIntegerField(default=0)  # between two posts
    hat = models.ForeignKey(
        "people.Hat", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    proposed_pseudonym = models.CharField(max_length=20)
    proposed_at = models.DateTimeField()
    #: The second moderator: who agreed, or declined.
    second_pseudonym = models.CharField(max_length=20, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("kind", SanctionKind), name="sanction_kind_exists"
            ),
            models.CheckConstraint(
                condition=one_of("state", SanctionState), name="sanction_state_exists"
            ),
            models.CheckConstraint(
                condition=Q(second_pseudonym="")
                | ~Q(second_pseudonym=models.F("proposed_pseudonym")),
                name="sanction_second_is_another",
            ),
            models.CheckConstraint(
                condition=Q(is_serious=False)
                | ~Q(second_pseudonym="")
                | Q(
                    state__in=[
                        SanctionState.PROPOSED.value,
                        SanctionState.LAPSED.value,
                    ]
                ),
                name="sanction_serious_takes_two",
            ),
            models.CheckConstraint(
                condition=~Q(
                    kind__in=[SanctionKind.SUSPENDED.value, SanctionKind.CLOSED.value]
                )
                | Q(is_serious=True),
                name="sanction_exclusion_is_serious",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "state", "until"], name="sanction_of"),
            models.Index(fields=["state", "proposed_at"], name="sanction_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"


class MatterMessage(models.Model):
    """A message in the thread of an appeal, or prepared words after a call for help.

    .. pii: what author and moderators write to each other; the author's words go when
       they erase themselves
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="messages")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    is_from_moderators = models.BooleanField()
    #: Of prepared words the key, so that they are read in the reader's language.
    prepared = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["matter", "at"], name="mattermessage_in_order")]

    def __str__(self) -> str:
        return f"message of {self.matter_id}"


class DutyShift(models.Model):
    """When a moderator is on duty, every week.

    .. pii: a moderator's hours; removed with the person
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    starts = models.PositiveSmallIntegerField()  # minute of the day
    ends = models.PositiveSmallIntegerField()  # at or before starts: next morning
    zone = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6, starts__lt=1440, ends__lt=1440),
                name="dutyshift_is_in_a_week",
            ),
            models.UniqueConstraint(
                fields=["person", "weekday", "starts"], name="dutyshift_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts}-{self.ends}"


class HardLook(models.Model):
    """That a moderator opened something hard; told to nobody but themselves.

    .. pii: what somebody has had to look at; removed with the person and after 30 days
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "matter"], name="hardlook_once_a_matter"
            )
        ]
        indexes = [models.Index(fields=["person", "at"], name="hardlook_week")]

    def __str__(self) -> str:
        return f"{self.person_id} looked"
