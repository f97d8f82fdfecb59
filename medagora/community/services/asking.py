"""Asking: a question and its first post, in one transaction."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.community import access
from medagora.community.domain import asks
from medagora.community.domain.drafts import ASK, QuestionDraft, check_question
from medagora.community.domain.words import Part, State
from medagora.community.models import Question
from medagora.community.queries import footing as footings
from medagora.community.services import drafts, writing
from medagora.kernel.refusals import BadInput
from medagora.topics import queries as topics
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person


@transaction.atomic
def ask(draft: QuestionDraft, *, by: "Person", at: datetime) -> Question:
    """A new conversation. What the engines hold back waits for a moderator; its author
    sees it with the reason. BadInput names the field to mend."""
    text = asks.tidy_text(draft.post.text)
    footing = footings.look(access.require_member(by), at, text=text, place=ASK)
    access.require_may_write(by, at, footing)
    check_question(draft, is_professional=access.is_professional(by))
    ids = topics.ids_by_slug(draft.topics)
    for slug in draft.topics:
        if slug not in ids:
            raise BadInput("There is no topic %(topic)s.", topic=slug, field="topics")
    question = Question.objects.create(
        kind=draft.kind,
        audience=draft.audience,
        language=draft.language,
        title=asks.check_title(draft.title),
        author=by,
        asked_at=at,
        last_post_at=at,
        state=State.HELD,  # until its text has been looked at, below
    )
    question.topics.set(ids.values())
    writing.write(question, draft.post, Part.QUESTION, by=by, at=at, footing=footing)
    if footing.has_draft:
        drafts.discard(by, ASK)
    audit.record("community.asked", question, by=by)
    return question
