"""What people looked for and did not find; the index is no table, see gateways."""

from django.db import models
from django.db.models import Q

from medagora.search.domain.unmet import ENOUGH, ENOUGH_WEEKS, Settled
from medagora.search.domain.unmet_words import MAX_LETTERS


class UnmetSearch(models.Model):
    """A text in a language that found nothing, and how often.

    Only a keyed hash until enough people looked for it, or one asked that curators
    see it (ADR 17). No address, session or country; no time finer than a week.

    .. no_pii:
    """

    language = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    #: Folded; empty while nobody may read them.
    words = models.CharField(max_length=MAX_LETTERS, blank=True)
    count = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    weeks = models.PositiveSmallIntegerField(default=0)
    #: Mondays. After a curator has settled it, all numbers begin anew.
    first_week = models.DateField()
    last_week = models.DateField()
    settled = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "digest"], name="unmetsearch_once"
            ),
            models.UniqueConstraint(
                fields=["language", "words"],
                condition=~Q(words=""),
                name="unmetsearch_words_once",
            ),
            models.CheckConstraint(
                condition=Q(words="")
                | Q(told__gt=0)
                | Q(count__gte=ENOUGH, weeks__gte=ENOUGH_WEEKS)
                | ~Q(settled=""),
                name="unmetsearch_rare_words_are_unread",
            ),
            models.CheckConstraint(
                condition=Q(settled__in=["", *(word.value for word in Settled)]),
                name="unmetsearch_settled_exists",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-told", "-count", "id"],
                condition=Q(settled="") & ~Q(words=""),
                name="unmetsearch_list",
            ),
            models.Index(fields=["last_week"], name="unmetsearch_by_week"),
        ]

    def __str__(self) -> str:
        return f"unmet search {self.pk}"
