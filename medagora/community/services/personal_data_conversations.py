"""What conversations know about one person: given out, or forgotten."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from medagora.community.domain.words import Part, State
from medagora.community.models import (
    Bookmark,
    Draft,
    GoodWord,
    Picture,
    Post,
    PostVersion,
    Question,
    Tie,
)
from medagora.community.services import pictures, showing
from medagora.people.services.personal_data import Part as File

if TYPE_CHECKING:
    from medagora.people.models import Person

COVERS = (
    "community.Question",
    "community.Post",
    "community.PostVersion",
    "community.Draft",
    "community.GoodWord",
    "community.Bookmark",
    "community.Tie",
    "community.Picture",
)
#: Tables whose rows are somebody's own: the words about them, and what is given out.
_OWN: dict[str, tuple[Any, Any, tuple[str, ...]]] = {
    "drafts": (
        _("What you began to write."),
        Draft,
        ("place", "fields", "saved_at"),
    ),
    "pictures": (
        _("Pictures that you brought."),
        Picture,
        ("uid", "width", "height", "is_blurred", "brought_at", "taken_out_at"),
    ),
    "good-words": (
        _("Good words that you gave."),
        GoodWord,
        ("word", "given_at", "post__uid"),
    ),
    "bookmarks": (
        _("Conversations that you keep."),
        Bookmark,
        ("question__uid", "question__title", "kept_at"),
    ),
    "unheard": (
        _("People whom you muted or blocked."),
        Tie,
        ("kind", "other__alias", "made_at"),
    ),
}


def export(person: "Person") -> Iterable[File]:
    yield File("posts", _("What you asked, answered and commented."), _posts(person))
    for name, (label, table, fields) in _OWN.items():
        own = table.objects.filter(person=person).order_by("pk")
        yield File(name, label, list(own.values(*fields)))


def erase(person: "Person", at: datetime) -> None:
    """Takes the person's words out of every conversation. What others said under them
    stays, under a place that says that its author has left."""
    for post in Post.objects.filter(author=person).select_related("question"):
        _erase_post(post, at=at)
    for picture in Picture.objects.filter(person=person):
        pictures.forget(picture)
    for table in (Draft, GoodWord, Bookmark):
        table.objects.filter(person=person).delete()
    Tie.objects.filter(person=person).delete()
    Tie.objects.filter(other=person).delete()


def _erase_post(post: Post, *, at: datetime) -> None:
    for picture in post.pictures.all():
        pictures.forget(picture)
    post.versions.all().delete()
    post.links.all().delete()
    post.good_words.all().delete()
    showing.hide_post(post, State.ERASED, at=at)
    Post.objects.filter(pk=post.pk).update(text="", html="", hat=None, author=None)
    if post.part == Part.QUESTION:
        Question.objects.filter(pk=post.question_id).update(title="", author=None)


def _posts(person: "Person") -> list[dict[str, Any]]:
    posts = Post.objects.filter(author=person).select_related("question", "hat")
    return [
        {
            "what": post.part,
            "question": post.question.title,
            "address": f"/community/p/{post.uid}/",
            "text": post.text,
            "hat": post.hat.uid if post.hat else "",
            "state": post.state,
            "posted_at": post.posted_at,
            "edited_at": post.edited_at,
            "earlier": _versions(post),
        }
        for post in posts.prefetch_related("versions").order_by("posted_at")
    ]


def _versions(post: Post) -> list[dict[str, Any]]:
    rows: Iterable[PostVersion] = post.versions.all()
    return [
        {"title": row.title, "text": row.text, "until": row.replaced_at} for row in rows
    ]
