"""Notices, how people want to hear of them, and the browsers that are told."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from medagora.people.domain.notices import Discretion, Level
from medagora.web.columns import one_of


class Notice(models.Model):
    """Something that a person is told: kept on their page, sent as they wish.

    .. pii: what somebody is told about; erased with the person
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=40)
    #: What happened, once: with person and kind it is told once.
    key = models.CharField(max_length=450)
    #: The thread that it belongs to, like "question:UID".
    about = models.CharField(max_length=120)
    topics = models.JSONField(default=list)  # slugs
    url_path = models.CharField(max_length=300)  # without a language
    params = models.JSONField(default=dict)  # words for its sentence
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    waits_for_mail = models.BooleanField(default=True)
    waits_for_push = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "key"], name="notice_told_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "read_at", "-made_at"], name="notice_page"),
            models.Index(
                fields=["person"],
                condition=models.Q(waits_for_mail=True) | models.Q(waits_for_push=True),
                name="notice_waiting",
            ),
            models.Index(fields=["about"], name="notice_thread"),
            models.Index(fields=["made_at"], name="notice_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id} about {self.about}"


class NoticeSettings(models.Model):
    """What a person wants to hear, when, by which way, in which language.

    .. pii: habits of a person; erased with the person
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    #: {"mail": {"conversations": "daily"}, "push": {…}}; what is missing is as usual.
    frequencies = models.JSONField(default=dict)
    #: One click in a mail ends them all, and another brings them back as they were.
    is_mail_on = models.BooleanField(default=True)
    discretion = models.CharField(max_length=10, default=Discretion.SUBJECT)
    hour = models.PositiveSmallIntegerField(default=7)  # on the person's own clock
    weekday = models.PositiveSmallIntegerField(default=0)  # Monday is 0
    time_zone = models.CharField(max_length=60, default="UTC")
    #: Hours; the same twice is no quiet at all.
    quiet_from = models.PositiveSmallIntegerField(default=22)
    quiet_until = models.PositiveSmallIntegerField(default=7)
    urgent_passes = models.BooleanField(default=False)
    #: Whoever answers the mail of one notice writes into the conversation.
    answers_by_mail = models.BooleanField(default=False)
    #: Opens the page that stops the mails, without signing in.
    token = models.CharField(max_length=40, unique=True)
    #: When to look again at what waits; None: nothing waits.
    due_at = models.DateTimeField(null=True, db_index=True)
    mailed_at = models.DateTimeField(null=True)
    pushed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("discretion", Discretion),
                name="noticesettings_discretion_exists",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    hour__lt=24, weekday__lt=7, quiet_from__lt=24, quiet_until__lt=24
                ),
                name="noticesettings_clock_exists",
            ),
        ]

    def __str__(self) -> str:
        return f"notices of {self.person_id}"


class NoticeChoice(models.Model):
    """That a person mutes or follows one thread or topic.

    .. pii: what somebody follows or wants to hear nothing of; erased with the person
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    about = models.CharField(max_length=120)
    level = models.CharField(max_length=10)
    title = models.CharField(max_length=300, blank=True)
    url_path = models.CharField(max_length=300, blank=True)  # without a language
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "about"], name="noticechoice_made_once"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=[Level.MUTE.value, Level.FOLLOW.value]),
                name="noticechoice_level_exists",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["about", "level"], name="noticechoice_followers")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.level} {self.about}"


class PushDevice(models.Model):
    """A browser that shows notices (RFC 8030), with the keys that only it can read.

    .. pii: a browser of a person; erased with the person
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    endpoint = models.URLField(max_length=800, unique=True)
    p256dh = models.CharField(max_length=100)  # base64url, 65 bytes
    auth = models.CharField(max_length=40)  # base64url, 16 bytes
    name = models.CharField(max_length=80)  # "Firefox, Windows"
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} of {self.person_id}"
