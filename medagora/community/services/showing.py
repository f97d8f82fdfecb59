"""The one place that changes where a post stands, and what its question counts."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from medagora.community.domain.moderation.counts import Counted, can_move, change_of
from medagora.community.domain.words import Part, State
from medagora.community.models import Post, Question
from medagora.community.services import filing
from medagora.kernel.refusals import Conflict
from medagora.people.services import notifying
from medagora.web import news

_COUNTS = (
    "answer_count",
    "accepted_count",
    "professional_count",
    "state",
    "last_post_at",
)


def bring_in(post: Post, *, is_held: bool) -> None:
    """Stores a new post: held, or shown, counted and told. Call it inside a
    transaction. A question whose own text is shown is shown itself."""
    post.state = State.HELD if is_held else State.SHOWN
    post.save(force_insert=True)
    if is_held:
        return
    if post.part == Part.QUESTION:
        _count(post, State.HELD, State.SHOWN, at=post.posted_at)
        post.question.refresh_from_db(fields=_COUNTS)
        filing.file(post.question)
    else:
        _count_new(post)
        filing.note_new(post)
    _tell_shown(post)
    news.tell("conversation_changed", post.question.uid)


def _count_new(post: Post) -> None:
    """As ``_count`` does; what did not change is not written."""
    question, at = post.question, post.posted_at
    change = change_of(_counted(post), State.HELD, State.SHOWN)
    added = {
        "answer_count": change.answers,
        "professional_count": change.professional,
    }
    changed: dict[str, Any] = {n: F(n) + more for n, more in added.items() if more}
    changed["last_post_at"] = Greatest("last_post_at", at)
    Question.objects.filter(pk=question.pk).update(**changed)
    # as far as this process knows: others may write at the same time
    question.answer_count += change.answers
    question.professional_count += change.professional
    question.last_post_at = max(question.last_post_at, at)


def show_post(post: Post, *, at: datetime) -> None:
    """Everybody in its audience reads it from now on. It is told as news, also when it
    was hidden meanwhile, because that took its notices back or came before them:
    "post_shown", and for a question's own text "question_asked"."""
    before = post.state
    _move(post, State.SHOWN, at=at)
    if before != State.SHOWN:
        _tell_shown(post)


def _tell_shown(post: Post) -> None:
    news.tell("post_shown", post.uid)
    if post.part == Part.QUESTION:
        news.tell("question_asked", post.question.uid)


def hide_post(post: Post, state: State = State.HIDDEN, *, at: datetime) -> None:
    """Nobody else reads it: hidden or held until a moderator has decided, withdrawn
    or erased by its author."""
    _move(post, state, at=at)


def remove_post(post: Post, *, at: datetime) -> None:
    """Moderators took it away; an appeal can bring it back."""
    _move(post, State.REMOVED, at=at)


@transaction.atomic
def _move(post: Post, after: State, *, at: datetime) -> None:
    """One conditional write: of two that move the same post one meets a Conflict."""
    before = State(post.state)
    if before is after:
        return
    if not can_move(before, after):
        raise Conflict(_("Its author has taken this post back."))
    if not Post.objects.filter(pk=post.pk, state=before).update(state=after):
        raise Conflict(_("Somebody has changed this post meanwhile."))
    post.state = after
    question = post.question
    _count(post, before, after, at=at)
    question.refresh_from_db(fields=_COUNTS)
    if post.part == Part.QUESTION:
        filing.file(question)
    else:
        filing.refresh(question)
    if before is State.SHOWN:
        _take_notices_back(post)
    news.tell("conversation_changed", question.uid)


def _take_notices_back(post: Post) -> None:
    """What nobody reads any more is not announced, nor its title kept in notices."""
    about = f"question:{post.question.uid}"
    is_whole = post.part == Part.QUESTION
    notifying.take_back(about, keys=None if is_whole else [post.uid])


def _count(post: Post, before: State, after: State, *, at: datetime) -> None:
    """The counts are moved, not set, so that two posts at once both count."""
    change = change_of(_counted(post), before, after)
    changed: dict[str, Any] = {
        "answer_count": F("answer_count") + change.answers,
        "accepted_count": F("accepted_count") + change.accepted,
        "professional_count": F("professional_count") + change.professional,
    }
    if post.part == Part.QUESTION:
        changed["state"] = after
    if after is State.SHOWN:
        moment = at if before is State.HELD else post.posted_at
        changed["last_post_at"] = Greatest("last_post_at", moment)
    elif before is State.SHOWN:
        changed["last_post_at"] = _last_post_at(post)
    Question.objects.filter(pk=post.question_id).update(**changed)


def _counted(post: Post) -> Counted:
    return Counted(
        Part(post.part),
        is_accepted=post.accepted_at is not None,
        is_professional=post.is_professional,
    )


def _last_post_at(post: Post) -> datetime:
    shown = Post.objects.filter(question=post.question_id, state=State.SHOWN)
    last: datetime | None = shown.aggregate(last=Max("posted_at"))["last"]
    return last or post.question.asked_at
