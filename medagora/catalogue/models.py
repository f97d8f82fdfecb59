"""Resources, what is known about them, and collections of them."""

from enum import StrEnum

from django.conf import settings
from django.db import models

from medagora.catalogue.domain.words import (
    Audience,
    Cost,
    Kind,
    LinkState,
    Policy,
    State,
    Visibility,
)


def _one_of(field: str, words: type[StrEnum]) -> models.Q:
    return models.Q(**{f"{field}__in": [word.value for word in words]})


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
                condition=_one_of("policy", Policy), name="source_policy_exists"
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
                condition=_one_of("state", State), name="resource_state_exists"
            ),
            models.CheckConstraint(
                condition=_one_of("kind", Kind), name="resource_kind_exists"
            ),
            models.CheckConstraint(
                condition=_one_of("audience", Audience),
                name="resource_audience_exists",
            ),
            models.CheckConstraint(
                condition=_one_of("cost", Cost), name="resource_cost_exists"
            ),
            models.CheckConstraint(
                condition=_one_of("link_state", LinkState),
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
        ]
        indexes = [
            models.Index(
                fields=["state", "-published_at", "-id"], name="resource_newest"
            ),
            models.Index(fields=["state", "review_due_on"], name="resource_due"),
            models.Index(fields=["state", "link_state"], name="resource_broken"),
            models.Index(
                fields=["state", "link_check_due_at"], name="resource_check_due"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class ResourceTopic(models.Model):
    """That a resource covers a topic.

    .. no_pii:
    """

    resource = models.ForeignKey(Resource, models.CASCADE)
    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "topic"], name="resourcetopic_once"
            )
        ]
        indexes = [
            models.Index(fields=["topic", "resource"], name="resourcetopic_by_topic")
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} covers {self.topic_id}"


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


class ResourceLanguage(models.Model):
    """A language in which the resource itself speaks.

    .. no_pii:
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="languages")
    language = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "language"], name="resourcelanguage_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["language", "resource"], name="resourcelanguage_lookup"
            )
        ]

    def __str__(self) -> str:
        return self.language


class Feed(models.Model):
    """What a resource publishes.

    .. no_pii:
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="feeds")
    address = models.CharField(max_length=1000)
    title = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "address"], name="feed_once_per_resource"
            )
        ]

    def __str__(self) -> str:
        return self.title or self.address


class SocialAccount(models.Model):
    """An account of the resource elsewhere.

    .. no_pii: accounts of publishers, not of people
    """

    resource = models.ForeignKey(
        Resource, models.CASCADE, related_name="social_accounts"
    )
    service = models.CharField(max_length=40)
    address = models.CharField(max_length=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "address"], name="socialaccount_once"
            )
        ]

    def __str__(self) -> str:
        return self.address


class LinkCheck(models.Model):
    """One visit to an address and what was seen.

    .. no_pii:
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="link_checks")
    checked_at = models.DateTimeField()
    state = models.CharField(max_length=12)
    status = models.PositiveSmallIntegerField(null=True)
    final_address = models.CharField(max_length=1000, blank=True)
    details = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["resource", "-checked_at"], name="linkcheck_history")
        ]

    def __str__(self) -> str:
        return f"{self.state} at {self.checked_at:%Y-%m-%d}"


class Listing(models.Model):
    """A published resource's place on pages: under one topic, or under none on
    the pages of everything, once for each language that it speaks.

    Derived from the tables above by ``services.listings`` so that a page of a
    topic or of what is new reads one index, however many resources there are.

    .. no_pii:
    """

    resource = models.ForeignKey(
        Resource, models.CASCADE, db_index=False, related_name="listings"
    )
    topic = models.ForeignKey(
        "topics.Topic", models.CASCADE, null=True, db_index=False, related_name="+"
    )
    #: Empty when nobody has said which language it speaks.
    language = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=20)
    audience = models.CharField(max_length=20)
    published_at = models.DateTimeField()
    #: The folded title in this language, so that the database sorts by it.
    sort_title = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "topic", "language"], name="listing_once"
            ),
            models.UniqueConstraint(
                fields=["resource", "language"],
                condition=models.Q(topic__isnull=True),
                name="listing_once_without_topic",
            ),
        ]
        indexes = [
            models.Index(
                fields=[
                    "topic",
                    "language",
                    "-published_at",
                    "-resource",
                    "kind",
                    "audience",
                ],
                name="listing_newest",
            ),
            models.Index(
                fields=[
                    "topic",
                    "language",
                    "kind",
                    "-published_at",
                    "-resource",
                    "audience",
                ],
                name="listing_by_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} under {self.topic_id} in {self.language}"


class Collection(models.Model):
    """An ordered, annotated list of resources by a named person or organisation.

    .. pii: its owner's name as they chose to show it; erased with the owner unless
       other editors keep it
    """

    uid = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=12)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    #: The name it is published under: the person's or an organisation's.
    by_name = models.CharField(max_length=160)
    visibility = models.CharField(max_length=10, default=Visibility.PRIVATE)
    forked_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="forks"
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+"
    )
    topics = models.ManyToManyField("topics.Topic", blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_one_of("visibility", Visibility),
                name="collection_visibility_exists",
            )
        ]
        indexes = [
            models.Index(fields=["visibility", "-updated_at"], name="collection_newest")
        ]

    def __str__(self) -> str:
        return self.title


class CollectionItem(models.Model):
    """A resource's place in a collection, with a note.

    .. no_pii: notes pass the privacy guard
    """

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="items")
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "resource"], name="collectionitem_once"
            )
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.position}. {self.resource_id}"
