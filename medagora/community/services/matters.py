"""Matters: opened, claimed, handed over, closed because their post was mended."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from medagora.community.domain.moderation.deciding import merge_spans
from medagora.community.domain.moderation.matters import (
    HOLDS,
    MatterKind,
    MatterState,
    Outcome,
    due_at,
    is_hard,
    urgency_of,
)
from medagora.community.domain.words import State
from medagora.community.models import HardLook, Matter, Post
from medagora.community.queries import matters as queries
from medagora.community.queries import moderators
from medagora.community.queries.impartial import require_impartial
from medagora.community.services import covering, showing, telling
from medagora.community.services.copies import take_copy
from medagora.curation.domain.claims import holds
from medagora.kernel.refusals import Conflict
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person


@transaction.atomic
def open_matter(  # noqa: PLR0913 - what was seen, where, how grave; each by its name
    post: Post,
    kind: MatterKind | str,
    reasons: Sequence[str],
    *,
    by: "Person | None",
    at: datetime,
    note: str = "",
    spans: Sequence[tuple[int, int]] = (),
    grade: str = "",
) -> Matter:
    """Puts a post before the moderators; ``by`` is None for the machine.

    A second one of the same kind while the first waits joins it. A post that the
    machine holds is not shown any more; a call for help hides nothing and calls
    people. ``grade`` is a crisis's: low, medium, high. ``spans`` are places in the
    post's text.
    """
    kind = MatterKind(kind)
    urgency = urgency_of(kind, grade=grade, reasons=reasons)
    copy = take_copy(post, at=at)
    fields = {
        "copy": copy,
        "person": post.author,
        "urgency": urgency,
        "opened_at": at,
        "due_at": due_at(at, urgency),
    }
    matter, is_new = Matter.objects.get_or_create(
        post=post, kind=kind, state=MatterState.OPEN, defaults=fields
    )
    is_graver = urgency < matter.urgency
    same_words = matter.spans if matter.copy_id == copy.pk else []
    matter.copy = copy
    matter.seen = sorted({*matter.seen, *map(str, reasons)})
    matter.spans = merge_spans([*map(tuple, same_words), *spans], len(post.text))
    matter.note = "\n".join(filter(None, [matter.note, note]))
    if is_graver:
        matter.urgency = urgency
        matter.due_at = min(matter.due_at, due_at(at, urgency))
    matter.save(update_fields=["copy", "seen", "spans", "note", "urgency", "due_at"])
    if kind in HOLDS and post.state == State.SHOWN:
        showing.hide_post(post, State.HELD, at=at)
    if kind is MatterKind.CRISIS and (is_new or is_graver):
        telling.call_moderators(matter, at=at)
    audit.record("community.matter_opened", matter, by=by, kind=str(kind))
    return matter


# ---- one moderator at a time --------------------------------------------------------


def claim(matter: Matter, *, by: "Person", at: datetime) -> None:
    """It is theirs for half an hour; Conflict when somebody else has it.

    One conditional write: whoever changes the row has it. Looking at something hard
    counts, for nobody's eyes but their own.
    """
    moderators.require_for(by, matter)
    require_impartial(by, matter)
    with transaction.atomic():
        free = queries.unclaimed(at) | Q(claimed_by=by)
        rows = Matter.objects.filter(free, pk=matter.pk, state=MatterState.OPEN)
        if not rows.update(claimed_by=by, claimed_at=at):
            raise Conflict(_("Somebody else is looking at this one just now."))
        if is_hard(matter.kind, matter.seen):
            HardLook.objects.get_or_create(
                person=by, matter=matter, defaults={"at": at}
            )
    matter.claimed_by, matter.claimed_at = by, at


def release(matter: Matter, *, by: "Person") -> None:
    """Lets go of what is theirs; nothing happens when it is not."""
    rows = Matter.objects.filter(pk=matter.pk, claimed_by=by)
    rows.update(claimed_by=None, claimed_at=None)


@transaction.atomic
def hand_over(*, by: "Person", at: datetime) -> int:
    """Everything that this moderator has claimed goes back, without a reason given;
    the others are told that something waits."""
    moderators.require_moderator(by)
    mine = Matter.objects.filter(claimed_by=by, state=MatterState.OPEN)
    waiting = list(mine.select_related("post__question"))
    mine.update(claimed_by=None, claimed_at=None)
    for matter in waiting:
        telling.tell_handed_over(matter, by=by, at=at)
    return len(waiting)


def require_free(matter: Matter, *, by: "Person", at: datetime) -> None:
    """Conflict while somebody else holds a claim on it."""
    is_theirs = matter.claimed_by_id in {None, by.pk}
    if not is_theirs and holds(matter.claimed_at, at):
        raise Conflict(_("Somebody else is looking at this one just now."))


# ---- what its author does meanwhile -------------------------------------------------


@transaction.atomic
def note_edit(post: Post, *, is_clean: bool, at: datetime) -> None:
    """For ``posting.edit_post``, after the new words were looked at by the machine.

    What only the machine held is shown when it sees nothing any more. What a
    moderator asked to change, or hid, comes back to them.
    """
    covering.cover_again(post)
    held = Matter.objects.filter(
        post=post, state=MatterState.OPEN, kind__in=[kind.value for kind in HOLDS]
    )
    if is_clean and held.exists():
        _close(held, Outcome.MENDED, at=at)
        if post.state == State.HELD:
            showing.show_post(post, at=at)
        return
    if post.state == State.HIDDEN:
        _ask_moderators_again(post, at=at)


def _ask_moderators_again(post: Post, *, at: datetime) -> None:
    """The author changed what moderators had hidden or asked to change."""
    decided = Matter.objects.filter(post=post, settled_with=None).exclude(outcome="")
    last = decided.order_by("-decided_at", "-pk").first()
    if last is None or last.outcome not in {Outcome.EDIT, Outcome.HIDE}:
        return
    Matter.objects.filter(post=post, state=MatterState.AUTHOR).update(
        state=MatterState.CLOSED, closed_at=at
    )
    seen = [last.reason] if last.reason else last.seen
    open_matter(post, MatterKind.REPORT, seen, by=None, at=at)


@transaction.atomic
def note_withdrawal(post: Post, *, at: datetime) -> None:
    """For ``posting.withdraw_post``: what waits about the post's words is settled. A
    call for help is not: somebody still looks."""
    waiting = Matter.objects.filter(post=post, state=MatterState.OPEN).exclude(
        kind__in=[MatterKind.CRISIS, MatterKind.APPEAL]
    )
    _close(waiting, Outcome.WITHDRAWN, at=at)
    Matter.objects.filter(post=post, state=MatterState.AUTHOR).update(
        state=MatterState.CLOSED, closed_at=at
    )


def _close(matters: QuerySet[Matter], outcome: Outcome, *, at: datetime) -> None:
    for matter in matters:
        Matter.objects.filter(pk=matter.pk, state=MatterState.OPEN).update(
            state=MatterState.CLOSED,
            outcome=outcome,
            decided_at=at,
            closed_at=at,
            claimed_by=None,
            claimed_at=None,
        )
        matter.outcome = outcome
        telling.tell_reporters(matter, is_founded=True, at=at)
