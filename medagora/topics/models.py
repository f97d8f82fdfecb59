"""Topics with their names in many languages and their codes in other systems."""

from django.db import models

from medagora.topics.domain.words import (
    BodySystem,
    CodeSystem,
    Register,
    TopicKind,
)


class Topic(models.Model):
    """A medical subject.

    .. no_pii:
    """

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, db_index=True)
    body_system = models.CharField(max_length=20, db_index=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    related = models.ManyToManyField("self", blank=True)
    #: "starter", "medlineplus" or "operator": who brought it here.
    origin = models.CharField(max_length=20, default="operator")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in TopicKind]),
                name="topic_kind_exists",
            ),
            models.CheckConstraint(
                condition=models.Q(body_system__in=[b.value for b in BodySystem]),
                name="topic_body_system_exists",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="topic_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class TopicText(models.Model):
    """A topic's preferred name and plain description in one language.

    .. no_pii:
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    name = models.CharField(max_length=160)
    #: ``names.sort_name`` of the name, so that the database sorts an A-Z list.
    sort_name = models.CharField(max_length=160, db_index=True)
    #: The heading of that list under which the name stands.
    letter = models.CharField(max_length=2, default="#")
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language"], name="topictext_once_per_language"
            )
        ]
        indexes = [
            models.Index(fields=["language", "sort_name"], name="topictext_a_to_z")
        ]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A synonym of a topic in one language, lay or clinical.

    .. no_pii:
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="terms")
    language = models.CharField(max_length=12)
    text = models.CharField(max_length=160)
    folded = models.CharField(max_length=160, db_index=True)
    register = models.CharField(max_length=10)
    is_ambiguous = models.BooleanField(default=False)
    #: The source that brought it ("medlineplus"); empty: whoever wrote the topic.
    origin = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language", "folded"], name="term_once_per_topic"
            ),
            models.CheckConstraint(
                condition=models.Q(register__in=[r.value for r in Register]),
                name="term_register_exists",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Code(models.Model):
    """A topic's identifier in a code system.

    .. no_pii:
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="codes")
    system = models.CharField(max_length=10)
    value = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "system", "value"], name="code_once_per_topic"
            ),
            models.CheckConstraint(
                condition=models.Q(system__in=[s.value for s in CodeSystem]),
                name="code_system_exists",
            ),
        ]
        indexes = [models.Index(fields=["system", "value"], name="code_lookup")]

    def __str__(self) -> str:
        return f"{self.system} {self.value}"
