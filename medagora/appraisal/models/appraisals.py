"""Appraisals by people: who answered which instrument about which resource."""

from django.conf import settings
from django.db import models

from medagora.appraisal.domain.appraisals import Role, State

_LIVE = [State.DRAFT.value, State.PUBLISHED.value]


class AppraisalQuerySet(models.QuerySet["Appraisal"]):
    def published(self) -> "AppraisalQuerySet":
        return self.filter(state=State.PUBLISHED)

    def of_resource(self, uid: str) -> "AppraisalQuerySet":
        return self.filter(resource_uid=uid)

    def newest_first(self) -> "AppraisalQuerySet":
        return self.order_by("-published_at", "-pk")


class Appraisal(models.Model):
    """One person's answers to one instrument about one resource.

    The resource lives in a room on the same floor, so its public id and its address
    at the time stand here as text.

    .. pii: who judged, their role, interests and reasons; drafts are deleted and
       words removed when they erase themselves
    """

    uid = models.CharField(max_length=16, unique=True)
    resource_uid = models.CharField(max_length=40)
    address = models.TextField()
    instrument = models.CharField(max_length=40)
    instrument_version = models.CharField(max_length=20)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    by_pseudonym = models.CharField(max_length=20)
    role = models.CharField(max_length=20, default=Role.PATIENT.value)
    #: What they say of ties to this very resource.
    interest_words = models.TextField(blank=True)
    #: Their declared interests as they stood when it was published, as sentences.
    interests = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, default=State.DRAFT.value)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource_uid", "instrument", "by_pseudonym", "state"],
                condition=models.Q(state__in=_LIVE),
                name="appraisal_one_of_each_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="appraisal_state_exists",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]),
                name="appraisal_role_exists",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT.value, published_at__isnull=True)
                | (
                    ~models.Q(state=State.DRAFT.value)
                    & models.Q(published_at__isnull=False)
                ),
                name="appraisal_published_has_a_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["resource_uid", "state", "-published_at"],
                name="appraisal_of_resource",
            ),
            models.Index(fields=["by", "-changed_at"], name="appraisal_of_person"),
            models.Index(fields=["state", "id"], name="appraisal_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} of {self.resource_uid} ({self.state})"


class AppraisalAnswer(models.Model):
    """The answer to one item, with the reason for it.

    .. no_pii: reasons pass the privacy guard; whose they are, the appraisal says
    """

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=60)
    #: Empty while only a reason is written down.
    value = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "item"], name="appraisalanswer_once_an_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.value}"
