"""Posts for which moderators were called: who wrote them may need words themselves."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from medagora.community.domain.moderation.matters import MatterKind
from medagora.community.models import Matter, Post, Question

if TYPE_CHECKING:
    from medagora.people.models import Person


def list_own_calls(
    question: Question, person: "Person", *, since: datetime
) -> list[Post]:
    """Their posts in a conversation, comments too, written or changed since then."""
    called = Matter.objects.filter(
        kind=MatterKind.CRISIS, person=person, post__question=question
    )
    written = Q(posted_at__gte=since) | Q(edited_at__gte=since)
    posts = Post.objects.filter(written, pk__in=called.values("post"), author=person)
    return list(posts.select_related("question").order_by("posted_at"))
