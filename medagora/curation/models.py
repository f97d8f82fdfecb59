"""Suggestions, reviews, reports, imports and the public log."""

from django.conf import settings
from django.db import models

from medagora.curation.domain.problems import Outcome, Problem
from medagora.curation.domain.verdicts import Interest, Verdict


class Suggestion(models.Model):
    """Someone's proposal of a resource: an item on the desk until it is closed.

    .. pii: who suggested it and their words; detached when they erase themselves
    """

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    resource = models.ForeignKey("catalogue.Resource", models.CASCADE, related_name="+")
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    note = models.TextField(blank=True)
    suggested_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    batch = models.ForeignKey(
        "ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    #: What the machine saw on the page, labelled as such wherever it is shown.
    seen_by_machine = models.JSONField(default=dict)
    inspected_at = models.DateTimeField(null=True, blank=True)
    #: Second person wanted: set when the first has agreed.
    first_agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource"],
                condition=models.Q(state="open"),
                name="suggestion_one_open_per_resource",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "closed"]),
                name="suggestion_state_exists",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at__isnull=True)
                | models.Q(state="closed", closed_at__isnull=False),
                name="suggestion_closed_has_a_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "suggested_at", "id"], name="suggestion_queue"
            )
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"


class Review(models.Model):
    """A curator's verdict on a suggestion or on a resource that is due again.

    .. pii: the curator, their words and interest; detached when they erase themselves
    """

    resource = models.ForeignKey("catalogue.Resource", models.CASCADE, related_name="+")
    suggestion = models.ForeignKey(
        Suggestion, models.CASCADE, null=True, blank=True, related_name="reviews"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    by_pseudonym = models.CharField(max_length=20)
    verdict = models.CharField(max_length=10)
    reason = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    interest = models.CharField(max_length=10, default=Interest.NONE)
    interest_words = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "by_pseudonym"],
                condition=models.Q(verdict=Verdict.AGREE),
                name="review_agreed_once_each",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=[v.value for v in Verdict]),
                name="review_verdict_exists",
            ),
        ]
        indexes = [
            models.Index(fields=["resource", "-given_at"], name="review_history"),
            models.Index(fields=["given_at"], name="review_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.by_pseudonym}"


class Report(models.Model):
    """A reader's word that something is wrong with a published resource.

    .. pii: the reader's words, guarded; no name or address is asked for
    """

    resource = models.ForeignKey("catalogue.Resource", models.CASCADE, related_name="+")
    problem = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    reported_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(problem__in=[p.value for p in Problem]),
                name="report_problem_exists",
            ),
            models.CheckConstraint(
                condition=models.Q(handled_at__isnull=True, outcome="")
                | models.Q(
                    handled_at__isnull=False, outcome__in=[o.value for o in Outcome]
                ),
                name="report_handled_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["handled_at", "reported_at"], name="report_open")
        ]

    def __str__(self) -> str:
        return f"{self.problem} ({self.reported_at:%Y-%m-%d})"


class ImportBatch(models.Model):
    """One run of an import: what came in, how far it is, what was skipped.

    .. pii: who started it; detached when they erase themselves
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    source = models.ForeignKey("catalogue.Source", models.PROTECT, related_name="+")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    format = models.CharField(max_length=20)
    file_name = models.CharField(max_length=255)
    file_digest = models.CharField(max_length=64)
    #: ``ImportOptions``: with the file's digest they say what a resumed run goes on.
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=State.WAITING)
    #: Why the file was refused, as a sentence.
    failure = models.CharField(max_length=500, blank=True)
    #: What to know about the file, as sentences.
    remarks = models.JSONField(default=list)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    rows_total = models.PositiveIntegerField(default=0)
    #: Rows of the file that are safely stored; a resumed run starts after them.
    rows_done = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running", "done", "failed"]),
                name="importbatch_state_exists",
            )
        ]
        indexes = [
            models.Index(fields=["-started_at"], name="importbatch_newest"),
            models.Index(fields=["file_digest"], name="importbatch_by_file"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class SkippedRow(models.Model):
    """A row that an import left out: its line and the reason.

    .. no_pii:
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="skipped_rows")
    line = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    excerpt = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class LogEntry(models.Model):
    """One entry of the public log; append-only, also in the database.

    Triggers refuse DELETE and every UPDATE but the erasure of ``personal``.

    .. pii: the curator's words and interests in ``personal``, erased on request
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.CharField(max_length=32)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    actor = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    personal = models.JSONField(null=True)
    personal_digest = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="logentry_counts_from_one"
            )
        ]
        indexes = [
            models.Index(fields=["subject", "number"], name="logentry_of_subject"),
            models.Index(fields=["actor", "number"], name="logentry_of_actor"),
            models.Index(fields=["verb", "number"], name="logentry_of_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject}"
