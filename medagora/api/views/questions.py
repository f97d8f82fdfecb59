"""Conversations of the community that everybody may read."""

from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import Field

from medagora.api.entrance import answers
from medagora.api.entrance.cursors import Order as RowOrder
from medagora.api.entrance.cursors import part_of_rows
from medagora.api.entrance.parameters import Language, Paged, Reader
from medagora.api.schemas import public as schemas
from medagora.api.schemas import questions as shapes
from medagora.community import access
from medagora.community.domain.words import Audience, Kind, Order, State
from medagora.community.queries import conversations, questions
from medagora.kernel.refusals import NotFound
from medagora.web.links import absolute
from medagora.web.paging import LAST_PAGE

if TYPE_CHECKING:
    from medagora.community.models import Post, Question
    from medagora.community.queries.conversations import PostView

router = Router()


#: As plain words: the description knows the kinds of resources by the same name.
QuestionKind = Literal["result", "living", "treatment", "resource", "support", "peer"]


class QuestionFilters(Paged):
    topic: str = Field("", max_length=80, description="Its slug; those below it too.")
    language: Language = ""
    kind: QuestionKind | None = None
    order: Literal["active", "new"] = Field(
        "active", description="The latest post, or the latest question, first."
    )
    waiting: bool = Field(False, description="Only those that nobody answered yet.")


@router.get(
    "/questions",
    response={200: schemas.Page[shapes.QuestionLine]},
    summary="Questions that everybody may read",
)
def list_questions(request: HttpRequest, filters: Query[QuestionFilters]) -> Any:
    search = questions.QuestionSearch(
        topic=filters.topic,
        language=filters.language,
        kind=Kind(filters.kind) if filters.kind else None,
        order=Order.WAITING if filters.waiting else Order.ACTIVE,
    )
    by = "asked_at" if filters.order == "new" else "last_post_at"
    rows = questions.list_questions(search, None)
    part = part_of_rows(rows, filters.asked, RowOrder(by), name=f"questions {by}")
    return part.with_items([_line(question) for question in part.rows])


class ConversationFilters(Schema):
    reader: Reader = "en"
    page: int = Field(1, ge=1, le=LAST_PAGE, description="Of the answers.")


@router.get(
    "/questions/{uid}",
    response={200: shapes.QuestionDetail, 404: schemas.Problem},
    summary="One conversation with its answers and comments",
)
def get_question(
    request: HttpRequest, uid: str, filters: Query[ConversationFilters]
) -> Any:
    question = access.get_question(uid, None) if _is_open(uid) else None
    if question is None:
        raise NotFound("There is no such question, or not for everybody.")
    answers.changed_at(request, question.last_post_at)
    with translation.override(filters.reader):
        found = conversations.get_conversation(
            question, None, page=filters.page, language=filters.reader
        )
        return _line(question) | {
            "topics": sorted(topic.slug for topic in question.topics.all()),
            "asked": _answer(found.asked),
            "items": [_answer(view) for view in found.answers],
            "number": found.answers.number,
            "pages": found.answers.pages,
        }


def _is_open(uid: str) -> bool:
    """That it is there for members alone, or was taken away, is not told either."""
    rows = questions.readable_by(None).filter(uid=uid, audience=Audience.EVERYONE)
    return rows.exists()


def _line(question: "Question") -> dict[str, Any]:
    path = reverse("community:question", args=[question.uid])
    return {
        "uid": question.uid,
        "title": question.title,
        "kind": question.kind,
        "language": question.language,
        "asked_at": question.asked_at,
        "last_post_at": question.last_post_at,
        "answers": question.answer_count,
        "professional_answers": question.professional_count,
        "accepted": question.accepted_count,
        "is_closed": question.closed_at is not None,
        "page": absolute(path),
    }


def _answer(view: "PostView") -> dict[str, Any]:
    return _post(view) | {"comments": [_post(comment) for comment in view.comments]}


def _post(view: "PostView") -> dict[str, Any]:
    post = view.post
    is_shown = post.state == State.SHOWN
    return {
        "uid": post.uid,
        "part": post.part,
        "state": post.state,
        "by": view.name if is_shown else "",
        "hat": _hat(post) if is_shown else None,
        "text": post.text if is_shown else "",
        "html": post.html if is_shown else "",
        "posted_at": post.posted_at,
        "edited_at": post.edited_at,
        "accepted_at": post.accepted_at,
        "cites": _cited(view) if is_shown else [],
    }


def _hat(post: "Post") -> dict[str, Any] | None:
    if post.hat is None:
        return None
    return {
        "uid": post.hat.uid,
        "role": post.hat.role,
        "is_professional": post.is_professional,
    }


def _cited(view: "PostView") -> list[dict[str, str]]:
    resources = [
        {
            "kind": "resource",
            "value": cited.card.uid,
            "title": cited.card.title,
            "address": cited.card.address,
            "notice": "",
        }
        for cited in view.cards.resources
    ]
    papers = [
        {
            "kind": paper.kind,
            "value": paper.value,
            "title": paper.title,
            "address": paper.address,
            "notice": paper.notice,
        }
        for paper in view.cards.papers
    ]
    return resources + papers
