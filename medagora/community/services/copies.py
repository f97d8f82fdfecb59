"""Copies of posts as they read when somebody said that something was wrong."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings

from medagora.community.domain.words import Part
from medagora.community.models import Matter, Post, PostCopy
from medagora.people.domain.hats import Standing

_VERIFIED = Standing.VERIFIED.value


def digest_of(post: Post) -> str:
    """The same for the same wording, title and text."""
    return hashlib.sha256(f"{_title_of(post)}\n{post.text}".encode()).hexdigest()


def _title_of(post: Post) -> str:
    return post.question.title if post.part == Part.QUESTION else ""


def take_copy(post: Post, *, at: datetime) -> PostCopy:
    """The post as it reads now; the same wording is kept once."""
    copy, _made = PostCopy.objects.get_or_create(
        post=post,
        digest=digest_of(post),
        defaults={
            "title": _title_of(post),
            "text": post.text,
            "html": post.html,
            "hat_role": post.hat.role if post.hat else "",
            "hat_was_verified": post.hat is not None and post.hat.standing == _VERIFIED,
            "posted_at": post.posted_at,
            "taken_at": at,
        },
    )
    return copy


def forget_old_copies(at: datetime) -> int:
    """Empties copies so many days after the last matter about the post was closed."""
    kept_for = timedelta(days=settings.CONFIG.moderation_days)
    recent = Matter.objects.exclude(closed_at__lte=at - kept_for)
    old = PostCopy.objects.filter(emptied_at=None, taken_at__lte=at - kept_for).exclude(
        post__in=recent.values("post")
    )
    return old.update(title="", text="", html="", hat_role="", emptied_at=at)
