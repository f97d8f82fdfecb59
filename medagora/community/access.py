"""Who may: returns the object or refuses."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from medagora.community.domain.words import Audience, Part, State
from medagora.community.models import Picture, Post, Question
from medagora.community.queries import sanctions
from medagora.kernel.refusals import NotAllowed, NotFound
from medagora.people import access
from medagora.people.access import Permission
from medagora.people.queries.consents import may_write

if TYPE_CHECKING:
    from medagora.community.queries.footing import Footing
    from medagora.people.models import Person


def is_professional(person: "Person | None") -> bool:
    return person is not None and access.is_verified_professional(person)


def can_moderate(person: "Person | None") -> bool:
    return access.can(person, Permission.MODERATE)


def require_member(person: "Person | None") -> "Person":
    """Whoever writes has an account, under a name that they choose."""
    if person is None or not person.is_active:
        raise NotAllowed(_("Please sign in first. Reading needs no account."))
    return person


def get_question(uid: str, viewer: "Person | None") -> Question:
    """The conversation, if this viewer may read it.

    What waits, is hidden or was removed is there for its author and for moderators.
    """
    question = (
        Question.objects.select_related("author")
        .prefetch_related("topics")
        .filter(uid=uid)
        .first()
    )
    if question is None or not _has_page(question, viewer):
        raise NotFound(_("There is no such question, or not any more."))
    _require_audience(question, viewer)
    return question


def get_post(uid: str, viewer: "Person | None") -> Post:
    """A post with its conversation, if this viewer may read it."""
    with_all = Post.objects.select_related("author", "hat", "under", "question")
    post = with_all.filter(uid=uid).first()
    if (
        post is None
        or not _is_there(post.state, post.author_id, viewer)
        or not _has_page(post.question, viewer)
    ):
        raise NotFound(_("There is no such post, or not any more."))
    _require_audience(post.question, viewer)
    return post


def get_own_post(uid: str, person: "Person | None") -> Post:
    """A post that the person wrote and may still change."""
    author = require_member(person)
    post = get_post(uid, author)
    changeable = {State.SHOWN, State.HELD, State.HIDDEN}
    if post.author_id != author.pk or post.state not in changeable:
        raise NotAllowed(_("Only its author can change a post, while it stands."))
    return post


def get_answer_to_own(uid: str, person: "Person | None") -> Post:
    """An answer to a question that the person asked."""
    asker = require_member(person)
    post = get_post(uid, asker)
    if post.part != Part.ANSWER or post.question.author_id != asker.pk:
        raise NotAllowed(_("Only whoever asked says which answers helped."))
    return post


def is_open(question: Question) -> bool:
    """Whether people can add to the conversation now."""
    return question.closed_at is None and question.state == State.SHOWN


def require_open(question: Question) -> Question:
    """Refuses when nobody can add to the conversation any more."""
    if not is_open(question):
        raise NotAllowed(_("Nothing can be added to this conversation at the moment."))
    return question


def _has_page(question: Question, viewer: "Person | None") -> bool:
    """What others said under a question stays when whoever asked has left."""
    if question.state == State.ERASED:
        return question.answer_count > 0
    return _is_there(question.state, question.author_id, viewer)


def _is_there(state: str, author_id: int | None, viewer: "Person | None") -> bool:
    if state == State.SHOWN:
        return True
    is_author = viewer is not None and viewer.pk == author_id
    if state in {State.WITHDRAWN, State.ERASED}:
        return False
    return is_author or can_moderate(viewer)


def _require_audience(question: Question, viewer: "Person | None") -> None:
    if question.audience == Audience.EVERYONE:
        return
    if viewer is not None:
        restriction = sanctions.restriction_of(viewer, timezone.now())
        if restriction is not None and restriction.hides_members_parts:
            raise restriction.refusal()
    if question.audience == Audience.MEMBERS and viewer is None:
        raise NotAllowed(_("This conversation is read by members. Please sign in."))
    if (
        question.audience == Audience.PROFESSIONALS
        and not is_professional(viewer)
        and not can_moderate(viewer)
    ):
        raise NotAllowed(
            _("This conversation is among verified professionals. You can be verified.")
        )


def require_may_write(
    person: "Person | None", at: datetime, footing: "Footing | None" = None
) -> "Person":
    """The person, or a refusal that says why they cannot write now and until when.
    ``footing``: what was read of them already."""
    author = require_member(person)
    if not may_write(author):
        raise NotAllowed(
            _("Before you write for the first time we ask your age and your consent.")
        )
    if footing is not None and not footing.has_sanction:
        return author
    restriction = sanctions.restriction_of(author, at)
    if restriction is not None:
        raise restriction.refusal()
    return author


def require_may_edit(person: "Person | None", at: datetime) -> "Person":
    """Whoever may only read can still mend what they wrote; whoever is suspended
    cannot."""
    author = require_member(person)
    restriction = sanctions.restriction_of(author, at)
    if restriction is not None and restriction.hides_members_parts:
        raise restriction.refusal()
    return author


def get_own_picture(uid: str, person: "Person | None") -> Picture:
    """A picture that the person brought and that no post shows yet."""
    owner = require_member(person)
    picture = Picture.objects.filter(uid=uid, person=owner, post=None).first()
    if picture is None:
        raise NotFound(_("There is no such picture, or it is posted already."))
    return picture


def get_picture(uid: str, viewer: "Person | None") -> Picture:
    """A picture, if this viewer may read its post, or brought it."""
    picture = Picture.objects.select_related("post").filter(uid=uid).first()
    if picture is None:
        raise NotFound(_("There is no such picture, or not any more."))
    if picture.post is not None:
        get_post(picture.post.uid, viewer)
    elif viewer is None or picture.person_id != viewer.pk:
        raise NotFound(_("There is no such picture, or not any more."))
    return picture
