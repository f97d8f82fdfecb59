"""Pictures of a post: covered while somebody looks, shown again, or taken out."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from medagora.community.domain.markdown import PICTURES
from medagora.community.domain.moderation import covering as rules
from medagora.community.domain.moderation.matters import MatterKind, MatterState
from medagora.community.models import Matter, Post
from medagora.web import news


def cover_pictures(post: Post) -> None:
    """Readers see a sentence in their place, in the language of the conversation; the
    files are given to nobody but their owner and moderators."""
    with translation.override(post.question.language):
        sentence = _("A picture here is being looked at.")
    _change(post, lambda html: rules.cover(html, sentence))


def uncover_pictures(post: Post) -> None:
    """After a decision about the post, which may hide all of it; in the wordings that
    were kept of it meanwhile, too."""
    _change_everywhere(post, rules.uncover, where=rules.MARK)


def take_out(post: Post, *, at: datetime) -> None:
    """A moderator leaves the words and takes the pictures out, of earlier wordings too.
    Their owner can still see the files; only an appeal brings them back."""
    uncover_pictures(post)
    post.pictures.filter(taken_out_at=None).update(taken_out_at=at)
    _leave_out(post, _taken_out(post))


def bring_back(post: Post, *, taken_out_at: datetime) -> None:
    """After an appeal: the decision of that moment was wrong, others stand."""
    post.pictures.filter(taken_out_at=taken_out_at).update(taken_out_at=None)

    def shown(html: str) -> str:
        return rules.uncover(html, mark=rules.GONE)

    _change_everywhere(post, shown, where=rules.GONE)
    _leave_out(post, _taken_out(post))


def _taken_out(post: Post) -> list[str]:
    gone = post.pictures.exclude(taken_out_at=None).values_list("uid", flat=True)
    return [f"{PICTURES}{uid}" for uid in gone]


def _leave_out(post: Post, addresses: Collection[str]) -> None:
    if not addresses:
        return
    with translation.override(post.question.language):
        sentence = _("A moderator took a picture out here.")

    def without(html: str) -> str:
        return rules.cover(html, sentence, mark=rules.GONE, only=addresses)

    _change_everywhere(post, without, where="<img")


def cover_again(post: Post) -> None:
    """For the new words of a post of which a picture was taken out, or is still to be
    looked at."""
    _leave_out(post, _taken_out(post))
    if not rules.has_picture(post.html):
        return
    waits = Matter.objects.filter(
        post=post, kind=MatterKind.PICTURE, state=MatterState.OPEN
    )
    if waits.exists():
        cover_pictures(post)


def _change_everywhere(post: Post, change: Callable[[str], str], *, where: str) -> None:
    """In the post, and in its earlier wordings that hold these letters."""
    _change(post, change)
    for version in post.versions.filter(html__contains=where):
        version.html = change(version.html)
        version.save(update_fields=["html"])


@transaction.atomic
def _change(post: Post, change: Callable[[str], str]) -> None:
    rows = Post.objects.select_for_update().filter(pk=post.pk)
    before = rows.values_list("html", flat=True).get()
    post.html = change(before)
    if post.html != before:
        rows.update(html=post.html)
        news.tell("conversation_changed", post.question.uid)
