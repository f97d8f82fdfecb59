"""Readers who worry about whoever wrote a post: moderators are called, no more.

It is no report: nothing is held against the author, nothing is hidden, and who worried
is not kept beside the post.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.community.domain.moderation.matters import (
    WORRIED,
    MatterKind,
    Outcome,
)
from medagora.community.models import Matter, Post
from medagora.community.services.copies import digest_of
from medagora.community.services.matters import open_matter

if TYPE_CHECKING:
    from medagora.people.models import Person

#: As what the machine hears going on: today, not this minute.
GRADE = "medium"
#: Moderators who have read these very words are not called again so soon.
READ_LATELY = timedelta(hours=12)


@transaction.atomic
def call_moderators(post: Post, *, by: "Person | None", at: datetime) -> Matter | None:
    """Asks moderators to look whether the author needs help; ``by`` is None without an
    account. None where one has read the same words: a member calls again half a day
    later, a visitor does not, so that nobody can keep the desk ringing.

    Any number of readers are one call, and join the one that the machine made.
    """
    read = Matter.objects.filter(
        post=post,
        kind=MatterKind.CRISIS,
        outcome=Outcome.LOOKED,
        copy__digest=digest_of(post),
    )
    if by is not None:
        read = read.filter(decided_at__gt=at - READ_LATELY)
    if read.exists():
        return None
    return open_matter(post, MatterKind.CRISIS, [WORRIED], by=by, at=at, grade=GRADE)
