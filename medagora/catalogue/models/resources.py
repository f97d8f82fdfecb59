"""Resources and where they came from."""

from django.db import models

from medagora.catalogue.domain.words import (
    Audience,
    Cost,
    Kind,
    LinkState,
    Policy,
    State,
)
from medagora.web.columns import one_of


class Source(models.Model):
    """Where resources came from in numbers: a file, a list, the starter collection.

    .. no_pii:
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=1000, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    policy = models.CharField(max_length=12, default=Policy.CANDIDATE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("policy", Policy), name="source_policy_exists"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ResourceQuerySet(models.QuerySet["Resource"]):
    def published(self) -> "ResourceQuerySet":
        return self.filter(state=State.PUBLISHED)

    def with_details(self) -> "ResourceQuerySet":
        """Everything a card shows, in a fixed number of queries."""
        return self.select_related("source").prefetch_related(
            "texts", "topics__texts", "languages"
        )


class Resource(models.Model):
    """Something on the web worth knowing.

    .. no_pii:
    """

    uid = models.CharField(max_length=16, unique=True)
    address = models.CharField(max_length=1000)
    state = models.CharField(max_length=12, default=State.CANDIDATE)
    kind = models.CharField(max_length=20)
    audience = models.CharField(max_length=20)
    topics = models.ManyToManyField(
        "topics.Topic", through="ResourceTopic", related_name="+"
    )
    publisher = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    cost = models.CharField(max_length=12, default=Cost.FREE)
    needs_sign_up = models.BooleanField(default=False)
    accessibility_notes = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)
    #: The row's own id in its source ("medlineplus:351"), for idempotent imports.
    source_key = models.CharField(max_length=120, blank=True)
    #: What took its place when it was retired; says nothing in any other state.
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    #: ``plain.digest_of`` what the source said when this was last taken from it;
    #: equal to the row's own digest as long as nobody here changed the row.
    source_digest = models.CharField(max_length=20, blank=True)

    added_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    first_reviewed_on = models.DateField(null=True, blank=True)
    last_reviewed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)

    link_state = models.CharField(max_length=12, default=LinkState.UNCHECKED)
    link_checked_at = models.DateTimeField(null=True, blank=True)
    link_check_due_at = models.DateTimeField(null=True, blank=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("state", State), name="resource_state_exists"
            ),
            models.CheckConstraint(
                condition=one_of("kind", Kind), name="resource_kind_exists"
            ),
            models.CheckConstraint(
                condition=one_of("audience", Audience),
                name="resource_audience_exists",
            ),
            models.CheckConstraint(
                condition=one_of("cost", Cost), name="resource_cost_exists"
            ),
            models.CheckConstraint(
                condition=one_of("link_state", LinkState),
                name="resource_link_state_exists",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.PUBLISHED)
                | models.Q(published_at__isnull=False),
                name="resource_published_has_a_date",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    first_reviewed_on__isnull=True, last_reviewed_on__isnull=True
                )
                | models.Q(
                    first_reviewed_on__isnull=False, last_reviewed_on__isnull=False
                ),
                name="resource_review_dates_come_together",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True)
                | ~models.Q(successor=models.F("id")),
                name="resource_succeeds_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "-published_at", "-id"], name="resource_newest"
            ),
            models.Index(fields=["updated_at", "id"], name="resource_changed"),
            models.Index(fields=["state", "review_due_on"], name="resource_due"),
            models.Index(fields=["state", "link_state"], name="resource_broken"),
            models.Index(
                fields=["state", "link_check_due_at"], name="resource_check_due"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class Address(models.Model):
    """One address of a resource; the key makes two spellings of it collide.

    .. no_pii:
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="addresses")
    address = models.CharField(max_length=1000)
    key = models.CharField(max_length=1000, unique=True)

    def __str__(self) -> str:
        return self.address


class ResourceText(models.Model):
    """Title and one-sentence description in one language.

    .. no_pii:
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "language"], name="resourcetext_once_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.title
