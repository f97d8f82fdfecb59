"""Questions as items of a feed."""

from django.urls import reverse

from medagora.community.queries.for_search import QuestionRow
from medagora.kernel.text import tidy
from medagora.web.feeds import FeedItem
from medagora.web.links import absolute

#: So many letters of a question's text stand in a feed.
_SUMMARY = 300


def item_of_question(row: QuestionRow) -> FeedItem:
    """It names nobody and leads to the conversation."""
    return FeedItem(
        id=absolute(f"/community/q/{row.uid}/"),  # the same in every language
        address=absolute(reverse("community:question", args=[row.uid])),
        title=row.title,
        summary=tidy(row.text, limit=_SUMMARY),
        published_at=row.asked_at,
        updated_at=row.last_post_at,
        language=row.language,
        tags=(row.kind,),
    )
