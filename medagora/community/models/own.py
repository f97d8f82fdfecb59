"""What a reader does for themselves: good words, bookmarks, whom they do not hear."""

from django.conf import settings
from django.db import models

from medagora.community.domain.words import Word
from medagora.community.models.conversations import Post, Question, new_uid
from medagora.web.columns import one_of


class GoodWord(models.Model):
    """A good word for a post. Its author alone sees whose; nobody sees a count.

    .. pii: who gave it; removed when they erase themselves
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="good_words")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    word = models.CharField(max_length=12)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=one_of("word", Word), name="goodword_word_exists"
            ),
            models.UniqueConstraint(
                fields=["post", "person", "word"], name="goodword_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} for {self.post_id}"


class Bookmark(models.Model):
    """A conversation that somebody wants to find again; nobody else knows.

    .. pii: what a person keeps; removed when they erase themselves
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "question"], name="bookmark_once")
        ]

    def __str__(self) -> str:
        return f"{self.question_id}"


class Tie(models.Model):
    """Whom somebody muted (folded away) or blocked (cannot answer them either).

    .. pii: who does not want to hear whom; removed when either erases themselves
    """

    class Kind(models.TextChoices):
        MUTE = "mute"
        BLOCK = "block"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    other = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="tie_once"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("other")), name="tie_not_to_self"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["mute", "block"]), name="tie_kind_exists"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.other_id}"


class Picture(models.Model):
    """A picture of somebody for a post, without metadata; ``name`` is its file.

    .. pii: it may show somebody, and who brought it; removed with its post or its
       owner, or after a day without a post
    """

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    post = models.ForeignKey(
        Post, models.SET_NULL, null=True, blank=True, related_name="pictures"
    )
    name = models.CharField(max_length=100)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    is_blurred = models.BooleanField(default=False)
    brought_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["post", "brought_at"], name="picture_loose")]

    def __str__(self) -> str:
        return self.uid
