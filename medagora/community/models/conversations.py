"""Questions and what is said under them."""

import secrets

from django.conf import settings
from django.db import models

from medagora.community.domain.words import (
    Audience,
    Kind,
    LinkKind,
    Part,
    State,
)
from medagora.web.columns import one_of

#: Thirty letters and digits that nobody mistakes for one another on the telephone.
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"


def new_uid() -> str:
    """Twelve random characters: an address that tells nothing and cannot be guessed."""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))


class Question(models.Model):
    """A conversation: one ask, its answers and comments; or a thread for support.

    .. pii: its title is its author's words; taken out when they erase themselves
    """

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    kind = models.CharField(max_length=12)
    audience = models.CharField(max_length=16, default=Audience.EVERYONE)
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=160)
    topics = models.ManyToManyField("topics.Topic", related_name="+")
    #: The same as its first post's, so that lists need one table.
    state = models.CharField(max_length=12, default=State.SHOWN)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    last_post_at = models.DateTimeField()
    answer_count = models.PositiveIntegerField(default=0)  # shown answers
    accepted_count = models.PositiveIntegerField(default=0)
    professional_count = models.PositiveIntegerField(default=0)  # under verified hats
    #: Nobody can add to it any more: why is in the moderators' records.
    closed_at = models.DateTimeField(null=True, blank=True)
    #: Slow mode: the least number of seconds between two posts of one person.
    slow_seconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("kind", Kind), name="question_kind_exists"
            ),
            models.CheckConstraint(
                condition=one_of("audience", Audience), name="question_audience_exists"
            ),
            models.CheckConstraint(
                condition=one_of("state", State), name="question_state_exists"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=Kind.PEER)
                | models.Q(audience=Audience.PROFESSIONALS),
                name="question_of_peers_is_theirs",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-last_post_at"], name="question_newest"),
            models.Index(
                fields=["language", "state", "-last_post_at"],
                name="question_newest_in_language",
            ),
            models.Index(fields=["author", "-asked_at"], name="question_by_author"),
            models.Index(
                fields=["language", "state", "-asked_at"],
                name="question_latest_in_language",
            ),
            models.Index(
                fields=["language", "asked_at"],
                condition=models.Q(state=State.SHOWN, answer_count=0),
                name="question_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class QuestionPlace(models.Model):
    """Where a shown question is listed: under its topics and all topics above them.

    Derived by ``services.filing``, so that a topic's page reads one range of an index.

    .. no_pii:
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="places")
    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    audience = models.CharField(max_length=16)
    kind = models.CharField(max_length=12)
    is_waiting = models.BooleanField(default=True)  # wants an answer, has none
    asked_at = models.DateTimeField()
    last_post_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "topic"], name="questionplace_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["topic", "language", "-last_post_at"],
                name="questionplace_newest",
            ),
            models.Index(
                fields=["topic", "-last_post_at"], name="questionplace_everywhere"
            ),
            models.Index(
                fields=["topic", "language", "is_waiting", "last_post_at"],
                name="questionplace_waiting",
            ),
            models.Index(
                fields=["topic", "language", "-asked_at"], name="questionplace_latest"
            ),
            models.Index(
                fields=["topic", "-asked_at"], name="questionplace_latest_anywhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} under {self.topic_id}"


class Post(models.Model):
    """What one person said once: the question's own text, an answer, a comment.

    .. pii: a person's words, and that they wrote them; taken out when they erase
       themselves
    """

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="posts")
    part = models.CharField(max_length=12)
    #: What a comment is about: the question's text or an answer.
    under = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="comments"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    #: What the author wore when they wrote it; it stays when the hat is taken off.
    hat = models.ForeignKey(
        "people.Hat", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    #: Whether the hat was verified and in force when the post was written.
    is_professional = models.BooleanField(default=False)
    text = models.TextField()  # Markdown as it was written
    html = models.TextField()  # the same, rendered and cleaned
    state = models.CharField(max_length=12, default=State.SHOWN)
    posted_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    #: The author's word that what the privacy guard saw identifies nobody.
    was_confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("part", Part), name="post_part_exists"
            ),
            models.CheckConstraint(
                condition=one_of("state", State), name="post_state_exists"
            ),
            models.CheckConstraint(
                condition=models.Q(part=Part.COMMENT, under__isnull=False)
                | (~models.Q(part=Part.COMMENT) & models.Q(under__isnull=True)),
                name="post_comment_is_under_something",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True)
                | models.Q(part=Part.ANSWER),
                name="post_only_answers_are_accepted",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(part=Part.QUESTION),
                name="post_one_text_a_question",
            ),
        ]
        indexes = [
            models.Index(fields=["question", "posted_at"], name="post_in_order"),
            models.Index(fields=["author", "-posted_at"], name="post_by_author"),
            models.Index(fields=["state", "posted_at"], name="post_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.uid}"


class PostVersion(models.Model):
    """How a post read before an edit.

    .. pii: a person's earlier words; removed when they erase themselves
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    html = models.TextField()
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "number"], name="postversion_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.number}"


class PostLink(models.Model):
    """What a post points to: it becomes a card under the post.

    .. no_pii: a resource, a DOI or a PMID
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=12)
    value = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("kind", LinkKind), name="postlink_kind_exists"
            ),
            models.UniqueConstraint(
                fields=["post", "kind", "value"], name="postlink_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "value"], name="postlink_what")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Draft(models.Model):
    """What somebody has begun to write, kept until they post it.

    .. pii: unfinished words, seen by their author alone; removed with the account and
       after 90 days
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    #: What it is for, as ``domain.drafts`` names it: "ask", "answer:<question uid>".
    place = models.CharField(max_length=40)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "place"], name="draft_one_a_place"
            )
        ]

    def __str__(self) -> str:
        return self.place
