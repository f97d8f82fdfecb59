"""What somebody keeps so that the next sheet takes seconds."""

from django.conf import settings
from django.db import models

from medagora.prescriptions.domain.drafts import USUAL_DAYS
from medagora.prescriptions.domain.words import TICKABLE, Level
from medagora.prescriptions.models.prescriptions import new_uid
from medagora.web.columns import one_of


class LocalService(models.Model):
    """A place or a telephone near the patients of one person: a class, an office, a
    group that meets on Tuesdays.

    .. pii: whose list it is; removed when they erase themselves
    """

    uid = models.CharField(max_length=20, unique=True, default=new_uid, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=160)
    what = models.CharField(max_length=500, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=12)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Template(models.Model):
    """A sheet that somebody hands over often.

    .. pii: what a person keeps; removed when they erase themselves
    """

    uid = models.CharField(max_length=20, unique=True, default=new_uid, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=12)
    level = models.CharField(max_length=8, default=Level.ANY)
    title = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    allow_other_languages = models.BooleanField(default=False)
    wants_receipt = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(default=USUAL_DAYS)
    #: ``[{"kind": …, "uid": …, "note": …}, …]``, as ``domain.drafts.Chosen``.
    items = models.JSONField(default=list)
    is_favourite = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("level", Level), name="template_level_exists"
            ),
            models.UniqueConstraint(
                fields=["person", "name"], name="template_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BasketItem(models.Model):
    """What somebody ticked for their next sheet.

    .. pii: what a person chose; removed when they erase themselves
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=12)
    uid = models.CharField(max_length=24)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(kind.value for kind in TICKABLE)),
                name="basketitem_kind_exists",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "uid"], name="basketitem_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class LetterDay(models.Model):
    """How many links somebody mailed on one day; never to whom. Forgotten after a
    week.

    .. pii: how much a person mailed; removed when they erase themselves
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    day = models.DateField()
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="letterday_once")
        ]

    def __str__(self) -> str:
        return f"{self.count} on {self.day}"
