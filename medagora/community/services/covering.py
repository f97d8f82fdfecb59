"""Pictures of a post covered while somebody looks at them, and shown again."""

from collections.abc import Callable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

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
    _change(post, rules.uncover)
    for version in post.versions.filter(html__contains=rules.MARK):
        version.html = rules.uncover(version.html)
        version.save(update_fields=["html"])


def cover_again(post: Post) -> None:
    """For the new words of a post of which a picture is still to be looked at."""
    if not rules.has_picture(post.html):
        return
    waits = Matter.objects.filter(
        post=post, kind=MatterKind.PICTURE, state=MatterState.OPEN
    )
    if waits.exists():
        cover_pictures(post)


@transaction.atomic
def _change(post: Post, change: Callable[[str], str]) -> None:
    rows = Post.objects.select_for_update().filter(pk=post.pk)
    before = rows.values_list("html", flat=True).get()
    post.html = change(before)
    if post.html != before:
        rows.update(html=post.html)
        news.tell("conversation_changed", post.question.uid)
