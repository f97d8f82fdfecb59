"""What search engines read of a conversation: as much as everybody may."""

from collections.abc import Iterable
from html import unescape
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import strip_tags

from medagora.community.addresses import post_addresses
from medagora.community.domain.schema_org import Asked, Said, of_conversation
from medagora.community.domain.words import Audience, Part, State
from medagora.web.links import absolute

if TYPE_CHECKING:
    from medagora.community.models import Question
    from medagora.community.queries.conversations import Conversation, PostView


def structured_data(
    question: "Question", found: "Conversation", topic_names: Iterable[str]
) -> dict[str, Any] | None:
    """None for a conversation that is not for everybody. Asks no question of the
    database: what the page has already is enough."""
    if question.audience != Audience.EVERYONE or question.state != State.SHOWN:
        return None
    address = absolute(reverse("community:question", args=[question.uid]))
    asked = Asked(
        kind=question.kind,
        title=question.title,
        language=question.language,
        address=address,
        post=_said(found.asked, address),
        answer_count=question.answer_count,
        topics=tuple(topic_names),
    )
    return of_conversation(
        asked, [_said(one, address) for one in found.answers if one.is_shown]
    )


def _said(view: "PostView", page: str) -> Said:
    post = view.post
    path = post_addresses(post.uid).post
    return Said(
        text=" ".join(unescape(strip_tags(_spaced(post.html))).split()),
        name=view.name,
        address=page if post.part == Part.QUESTION else absolute(path),
        at=post.posted_at,
        changed_at=post.edited_at,
        is_accepted=post.accepted_at is not None,
    )


def _spaced(html: str) -> str:
    """With a space where one block of text follows another."""
    return html.replace("><", "> <").replace("<br>", " ")
