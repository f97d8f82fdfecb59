"""Answers, comments, edits: what people do in a conversation that stands."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from medagora.community import access
from medagora.community.domain import asks
from medagora.community.domain.drafts import PostDraft, answer_place, comment_place
from medagora.community.domain.moderation.limits import Wanted
from medagora.community.domain.words import Part, State
from medagora.community.models import Post, PostVersion, Question
from medagora.community.queries import footing as footings
from medagora.community.queries.footing import Footing
from medagora.community.queries.sanctions import require_within_limits
from medagora.community.services import (
    drafts,
    matters,
    pictures,
    screening,
    showing,
    writing,
)
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.web import audit, news

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Slips of the pen that were mended this soon leave no version behind.
GRACE = timedelta(minutes=5)
LONGEST_COMMENT = 2_000
#: Read anew and locked before an edit: a form that is sent twice changes a post once.
_WORDS = ("text", "html", "state", "edited_at")


@transaction.atomic
def answer(question: Question, draft: PostDraft, *, by: "Person", at: datetime) -> Post:
    place = answer_place(question.uid)
    footing = footings.look(
        access.require_member(by),
        at,
        text=asks.tidy_text(draft.text),
        authors=(question.author_id,),
        place=place,
    )
    access.require_may_write(by, at, footing)
    access.require_open(question)
    _require_welcome(footing)
    post = writing.write(question, draft, Part.ANSWER, by=by, at=at, footing=footing)
    if footing.has_draft:
        drafts.discard(by, place)
    audit.record("community.answered", post, by=by)
    return post


@transaction.atomic
def comment(under: Post, draft: PostDraft, *, by: "Person", at: datetime) -> Post:
    """A comment under the question's text or an answer; under a comment it joins the
    same row of comments."""
    target = under.under if under.part == Part.COMMENT else under
    place = comment_place(under.uid)
    footing = footings.look(
        access.require_member(by),
        at,
        text=asks.tidy_text(draft.text),
        authors=(under.question.author_id, target.author_id if target else None),
        place=place,
    )
    access.require_may_write(by, at, footing)
    access.require_open(under.question)
    if target is None or target.state != State.SHOWN:
        raise NotAllowed("Nothing can be added to this post at the moment.")
    _require_welcome(footing)
    _require_short(draft.text)
    post = writing.write(
        under.question,
        draft,
        Part.COMMENT,
        by=by,
        at=at,
        under=target,
        footing=footing,
    )
    if footing.has_draft:
        drafts.discard(by, place)
    audit.record("community.commented", post, by=by)
    return post


def _require_short(comment: str) -> None:
    if len(comment) > LONGEST_COMMENT:
        raise BadInput(
            "A comment has at most %(most)s characters; this one has %(length)s. An "
            "answer may be longer.",
            field="text",
            most=LONGEST_COMMENT,
            length=len(comment),
        )


def _require_welcome(footing: Footing) -> None:
    """Refuses whoever was blocked, in words that do not tell by whom."""
    if footing.is_blocked:
        raise NotAllowed("You cannot add to this conversation.")


@transaction.atomic
def edit_post(
    post: Post, draft: PostDraft, *, by: "Person", at: datetime, title: str = ""
) -> Post:
    """New words for a post, which keeps its hat; the earlier ones stay as a version.

    ``title`` is for the question's own text. What the engines hold back now waits for
    a moderator, as a new post would.
    """
    access.require_may_edit(by, at)
    if post.author_id != by.pk:
        raise NotAllowed("Only its author can change a post.")
    post.refresh_from_db(fields=_WORDS, from_queryset=Post.objects.select_for_update())
    text = asks.check_text(draft.text)
    if post.part == Part.COMMENT:
        _require_short(text)
    question = post.question
    written = writing.read(text, post.part)
    cited = writing.cite(written.pointers)
    wanted = Wanted(outside_links=cited.outside)
    require_within_limits(by, question, at, wanted=wanted, is_edit=True)
    new_title = _new_title(post, title)
    if text == post.text and new_title in ("", question.title):
        return post
    _keep_version(post, at=at)
    if new_title:
        question.title = new_title
        question.save(update_fields=["title"])
    post.text, post.html = text, written.html
    post.edited_at, post.was_confirmed = at, draft.was_confirmed
    post.save(update_fields=["text", "html", "edited_at", "was_confirmed"])
    post.links.all().delete()
    writing.link(post, cited)
    pictures.join(post, written.pictures)
    is_clean = not screening.look_at(post, by=by, at=at).is_held
    if not is_clean and post.state == State.SHOWN:
        showing.hide_post(post, State.HELD, at=at)
    matters.note_edit(post, is_clean=is_clean, at=at)
    audit.record("community.edited", post, by=by)
    news.tell("conversation_changed", question.uid)
    return post


def _new_title(post: Post, title: str) -> str:
    if post.part != Part.QUESTION or not title:
        return ""
    return asks.check_title(title)


def _keep_version(post: Post, *, at: datetime) -> None:
    """The words until now, unless they were mended within minutes of being written.
    Words that wait or were hidden are not for anybody to read afterwards."""
    if post.state != State.SHOWN:
        return
    is_slip = post.edited_at is None and at - post.posted_at < GRACE
    if is_slip and not post.comments.exists():
        return
    PostVersion.objects.create(
        post=post,
        number=post.versions.count() + 1,
        title=post.question.title if post.part == Part.QUESTION else "",
        text=post.text,
        html=post.html,
        replaced_at=at,
    )


@transaction.atomic
def withdraw_post(post: Post, *, by: "Person", at: datetime) -> None:
    """Its author takes a post back: nobody reads it any more. A question that others
    have answered already stays, so that their words keep their place."""
    if post.author_id != by.pk:
        raise NotAllowed("Only its author can take a post back.")
    if post.part == Part.QUESTION and post.question.answer_count:
        raise Conflict(
            "Others have answered already, so the question stays. You can change its "
            "words, or erase everything of yours in your account."
        )
    showing.hide_post(post, State.WITHDRAWN, at=at)
    matters.note_withdrawal(post, at=at)
    audit.record("community.withdrawn", post, by=by)


@transaction.atomic
def accept_answer(post: Post, *, by: "Person", at: datetime) -> None:
    """Whoever asked says that an answer helped; several may have. Twice is once."""
    if post.part != Part.ANSWER or post.question.author_id != by.pk:
        raise NotAllowed("Only whoever asked says which answers helped.")
    if post.author_id == by.pk:
        raise NotAllowed("Your own answer needs no mark: tell what helped you in it.")
    changed = Post.objects.filter(
        pk=post.pk, accepted_at=None, state=State.SHOWN
    ).update(accepted_at=at)
    if changed:
        _count_accepted(post.question_id, 1)
        audit.record("community.accepted", post, by=by)
        news.tell("answer_accepted", post.uid)


@transaction.atomic
def take_back_acceptance(post: Post, *, by: "Person") -> None:
    if post.question.author_id != by.pk:
        raise NotAllowed("Only whoever asked says which answers helped.")
    changed = Post.objects.filter(
        pk=post.pk, accepted_at__isnull=False, state=State.SHOWN
    ).update(accepted_at=None)
    if changed:
        _count_accepted(post.question_id, -1)
        audit.record("community.acceptance_taken_back", post, by=by)
        news.tell("conversation_changed", post.question.uid)


def _count_accepted(question_id: int, step: int) -> None:
    Question.objects.filter(pk=question_id).update(
        accepted_count=F("accepted_count") + step
    )
