"""What a resource covers, speaks and publishes, and what was seen of it."""

from django.db import models

from medagora.catalogue.models.resources import Resource


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
            models.Index(
                fields=["topic", "-published_at", "-resource", "kind", "audience"],
                name="listing_of_topic",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} under {self.topic_id} in {self.language}"
