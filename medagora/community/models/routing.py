"""Who may be asked, who was asked what, and how far a question has come."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from medagora.community.domain.routing.helpfulness import PRIOR
from medagora.community.domain.routing.words import Ended, PassReason, Source
from medagora.community.domain.words import Kind
from medagora.community.models.conversations import Question
from medagora.web.columns import one_of

#: So that those who were never asked come first in an index, before all others.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
MOST_A_WEEK = 20


def all_kinds() -> list[str]:
    return [kind.value for kind in Kind]


class HelperSettings(models.Model):
    """Whether, with what and when somebody wants to be asked. Without such a row, or
    while it is off, nothing is sent to anybody.

    .. pii: with what, in which languages and when somebody helps; erased with them
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    takes_questions = models.BooleanField(default=False)
    kinds = models.JSONField(default=all_kinds)
    languages = models.JSONField(default=list)  # codes in which they answer
    topics = models.JSONField(default=list, blank=True)  # slugs, beyond the followed
    with_interests = models.BooleanField(default=True)
    weekly_limit = models.PositiveSmallIntegerField(default=3)
    #: Hours on their clock; the same twice is no quiet at all.
    quiet_from = models.PositiveSmallIntegerField(default=21)
    quiet_until = models.PositiveSmallIntegerField(default=8)
    time_zone = models.CharField(max_length=60, default="UTC")
    away_until = models.DateTimeField(null=True, blank=True)
    #: We asked once whether they want to be asked.
    invited_at = models.DateTimeField(null=True, blank=True)
    #: Kept by the machine: 0 to 1, and how many of their answers did good.
    helpfulness = models.FloatField(default=PRIOR)
    thanked = models.PositiveIntegerField(default=0)
    last_offered_at = models.DateTimeField(null=True, blank=True)
    refreshed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekly_limit__gte=1, weekly_limit__lte=MOST_A_WEEK),
                name="helpersettings_limit_is_sane",
            ),
            models.CheckConstraint(
                condition=Q(quiet_from__lt=24, quiet_until__lt=24),
                name="helpersettings_clock_exists",
            ),
        ]
        indexes = [
            models.Index(
                fields=["refreshed_at"],
                condition=Q(takes_questions=True),
                name="helpersettings_stale",
            )
        ]

    def __str__(self) -> str:
        return f"helper {self.person_id}"


class HelperSubject(models.Model):
    """One topic in one language with which somebody helps.

    Derived from their settings, interests and hats by ``services.routing_settings``,
    so that those who may know about a topic are read from an index: the ones who were
    asked least lately, those of a profession, and the most helpful.

    .. pii: with what somebody helps, perhaps because they live with it; erased with
       them
    """

    helper = models.ForeignKey(HelperSettings, models.CASCADE, related_name="subjects")
    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    source = models.CharField(max_length=12)
    #: "professional" or "lived"; empty: neither.
    standing = models.CharField(max_length=12, blank=True)
    asked_last = models.DateTimeField(default=NEVER)
    helpfulness = models.FloatField(default=PRIOR)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("source", Source), name="helpersubject_source_exists"
            ),
            models.UniqueConstraint(
                fields=["helper", "topic", "language", "source"],
                name="helpersubject_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["topic", "language", "asked_last"],
                name="helpersubject_in_turn",
            ),
            models.Index(
                fields=["topic", "language", "standing", "asked_last"],
                name="helpersubject_by_standing",
            ),
            models.Index(
                fields=["topic", "language", "-helpfulness"],
                name="helpersubject_best",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.helper_id} on {self.topic_id} in {self.language}"


class RoutingState(models.Model):
    """How far a question has come, and what its asker was promised.

    .. pii: languages and time zone of whoever asked; removed when they erase themselves
    """

    question = models.OneToOneField(Question, models.CASCADE, related_name="routing")
    started_at = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=0)
    asked_count = models.PositiveIntegerField(default=0)
    next_due_at = models.DateTimeField(null=True, blank=True)
    #: A worker looks at it; until then no other does.
    leased_until = models.DateTimeField(null=True, blank=True)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=12, blank=True)
    #: Languages in which the asker reads answers too.
    also_languages = models.JSONField(default=list)
    #: Usual hours to the first answer, as they were known when it was asked.
    usual_half = models.PositiveSmallIntegerField(null=True, blank=True)
    usual_most = models.PositiveSmallIntegerField(null=True, blank=True)
    #: Until then the asker hears from us, answered or not; in their time zone.
    promised_until = models.DateTimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended="") | one_of("ended", Ended),
                name="routingstate_ended_for_a_reason",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_due_at"],
                condition=Q(next_due_at__isnull=False),
                name="routingstate_due",
            ),
            models.Index(
                fields=["promised_until"],
                condition=Q(
                    promised_until__isnull=False,
                    told_at__isnull=True,
                    first_answered_at__isnull=True,
                ),
                name="routingstate_promised",
            ),
            models.Index(fields=["-started_at"], name="routingstate_newest"),
        ]

    def __str__(self) -> str:
        return f"round {self.round} of {self.question_id}"


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self, at: datetime) -> "OfferQuerySet":
        """Those that still wait for the person's word."""
        return self.filter(
            answered_at=None, passed_at=None, closed_at=None, expires_at__gt=at
        )


class Offer(models.Model):
    """That a question was offered to somebody, and what came of it.

    .. pii: whom we thought able to help with a question, and why; erased with them
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="offers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    round = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)  # [why, value] each, in order
    is_turn = models.BooleanField(default=False)
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    pass_reason = models.CharField(max_length=16, blank=True)
    #: Not needed any more: others answered, or the helper is away.
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "person"], name="offer_made_once"
            ),
            models.CheckConstraint(
                condition=Q(passed_at__isnull=True, pass_reason="")
                | (Q(passed_at__isnull=False) & one_of("pass_reason", PassReason)),
                name="offer_passed_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-offered_at"], name="offer_by_person"),
            models.Index(
                fields=["person", "expires_at"],
                condition=Q(
                    answered_at__isnull=True,
                    passed_at__isnull=True,
                    closed_at__isnull=True,
                ),
                name="offer_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} offered to {self.person_id}"
