"""Asking for a hat: the request, what shows it, and what people said to it."""

from django.db import models
from django.db.models import Q

from medagora.people.domain.hats import Evidence
from medagora.people.models.accounts import Person
from medagora.people.models.hats import ROLES, new_uid

WAYS = sorted(way.value for way in Evidence if way is not Evidence.NONE)


class MailDomain(models.Model):
    """A domain whose addresses only people of one institution get.

    .. no_pii: institutions, kept by the operator
    """

    domain = models.CharField(max_length=120, unique=True)
    organisation = models.CharField(max_length=120)
    roles = models.JSONField(default=list)  # for which roles such an address speaks
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.domain


class HatRequest(models.Model):
    """Somebody asks that a role of theirs be verified.

    .. pii: role, register number and remarks; number, remarks and what a register
       answered are forgotten with the decision, the rest with the person
    """

    class State(models.TextChoices):
        OPEN = "open"
        GRANTED = "granted"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    person = models.ForeignKey(Person, models.CASCADE, related_name="hat_requests")
    uid = models.CharField(max_length=20, unique=True, default=new_uid, editable=False)
    role = models.CharField(max_length=20)
    specialty = models.SlugField(max_length=80, blank=True)
    words = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    way = models.CharField(max_length=20)
    #: The person's name as it was when they asked.
    name = models.CharField(max_length=120, blank=True)
    shows_name = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    #: Which register, the number in it while the request is open, its public page.
    register = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=40, blank=True)
    link = models.URLField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    #: What a machine found out: ``{"lookup": "found", "name": "agrees", …}``.
    findings = models.JSONField(default=dict, blank=True)
    remarks = models.CharField(max_length=500, blank=True)
    mail_domain = models.ForeignKey(MailDomain, models.SET_NULL, null=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    #: When all was there that a person needs to decide; it then lies on the desk.
    ready_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)  # of a refusal

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=ROLES), name="hatrequest_role_exists"
            ),
            models.CheckConstraint(
                condition=Q(way__in=WAYS),
                name="hatrequest_way_exists",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(number="", remarks="", code_digest=""),
                name="hatrequest_forgets_when_decided",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "specialty", "words"],
                condition=Q(state="open"),
                name="hatrequest_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "ready_at"], name="hatrequest_by_turn")
        ]

    def __str__(self) -> str:
        return f"{self.role} by {self.way} ({self.state})"


class HatOpinion(models.Model):
    """What one moderator saw of a request and said to it.

    .. pii: who decided; removed with the request or the moderator
    """

    request = models.ForeignKey(HatRequest, models.CASCADE, related_name="opinions")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    saw_documents_at = models.DateTimeField(null=True)
    agrees = models.BooleanField(null=True)
    said_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "by"], name="hatopinion_one_each"
            ),
        ]

    def __str__(self) -> str:
        return {True: "agrees", False: "refuses", None: "looks"}[self.agrees]


class HatDocument(models.Model):
    """A paper on the disk that shows a role, until two moderators have seen it.

    .. pii: the paper; deleted with the decision, after 30 days or with the person
    """

    request = models.ForeignKey(HatRequest, models.CASCADE, related_name="documents")
    uid = models.CharField(max_length=20, unique=True, default=new_uid, editable=False)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size} bytes"


class Vouch(models.Model):
    """That a verified peer stands up for somebody of the same profession.

    .. pii: who knows whom; removed with either of them
    """

    request = models.ForeignKey(HatRequest, models.CASCADE, related_name="vouches")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "by"], name="vouch_one_each"),
        ]

    def __str__(self) -> str:
        return f"vouch of {self.said_at:%Y-%m-%d}"
