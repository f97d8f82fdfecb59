"""Appeals: opened by the author, talked over in a thread, decided by somebody else."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from medagora.community import notices_moderation as notices
from medagora.community.domain.moderation import appeals as rules
from medagora.community.domain.moderation.appeals import (
    AppealPlan,
    AppealVerdict,
    Standing,
)
from medagora.community.domain.moderation.matters import (
    MatterKind,
    MatterState,
    Outcome,
    due_at,
    urgency_of,
)
from medagora.community.domain.moderation.sanctions import SanctionKind, SanctionState
from medagora.community.domain.words import State
from medagora.community.models import Matter, MatterMessage, PostReport, Sanction
from medagora.community.queries import moderators
from medagora.community.queries.appeals import (
    decided_of,
    require_hearer,
    standing_sanction,
)
from medagora.community.queries.impartial import require_impartial
from medagora.community.services import covering, sanctions, showing, telling
from medagora.community.services.deciding import hold
from medagora.community.services.matters import require_free
from medagora.community.services.threads import check_message
from medagora.curation.services import log
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person


@transaction.atomic
def open_appeal(matter: Matter, text: str, *, by: "Person", at: datetime) -> Matter:
    """The author asks other moderators to look again; once for each decision, within
    six months. It goes into the same queue."""
    held = hold(matter.pk)
    if held.person_id != by.pk:
        raise NotAllowed("Only its author can appeal.")
    rules.require_appeal(decided_of(held), at)
    words = check_message(text)
    urgency = urgency_of(MatterKind.APPEAL)
    appeal = Matter.objects.create(
        kind=MatterKind.APPEAL,
        post=held.post,
        copy=held.copy,
        person=by,
        appeals=held,
        seen=held.seen,
        spans=held.concerned,
        urgency=urgency,
        opened_at=at,
        due_at=due_at(at, urgency),
    )
    MatterMessage.objects.create(
        matter=appeal, by=by, is_from_moderators=False, text=words, at=at
    )
    telling.tell_appeal(appeal, at=at)
    audit.record("community.appeal_opened", appeal, by=by)
    return appeal


@transaction.atomic
def decide_appeal(
    appeal: Matter, verdict: AppealVerdict, *, by: "Person", at: datetime
) -> AppealPlan:
    """Upheld, changed or overturned, by somebody who did not decide first; what
    changes, changes at once, and the log says how it ended."""
    held = hold(appeal.pk)
    if held.kind != MatterKind.APPEAL or held.appeals is None:
        raise BadInput("This cannot be decided like that.", field="outcome")
    moderators.require_for(by, held)
    require_impartial(by, held)
    require_hearer(by, held)
    require_free(held, by=by, at=at)
    first = hold(held.appeals.pk)
    sanction = standing_sanction(first, at)
    plan = rules.decide_appeal(_standing(first, sanction, at), verdict)
    _store(held, verdict, by=by, at=at)
    if plan.shows_post:
        showing.show_post(first.post, at=at)
    if sanction and plan.ends_sanction:
        sanctions.end(sanction, by=by, at=at)
    elif sanction and plan.remaining:
        sanctions.shorten(sanction, at + plan.remaining)
    _settle_first(first, verdict, at=at)
    _write_log(first, verdict.outcome, plan, by=by, at=at)
    key = f"appeal:{held.uid}"
    telling.tell_author(held, notices.APPEAL_DECIDED, key=key, at=at)
    audit.record("community.appeal_decided", held, by=by, outcome=str(verdict.outcome))
    return plan


def _standing(first: Matter, sanction: Sanction | None, at: datetime) -> Standing:
    if sanction is None:
        return Standing(State(first.post.state), has_sanction=False)
    is_waiting = sanction.state == SanctionState.PROPOSED
    return Standing(
        State(first.post.state),
        has_sanction=True,
        is_endless=sanction.kind == SanctionKind.CLOSED and not is_waiting,
        remaining=sanction.until - at if sanction.until else None,
    )


def _store(
    appeal: Matter, verdict: AppealVerdict, *, by: "Person", at: datetime
) -> None:
    rows = Matter.objects.filter(pk=appeal.pk, state=MatterState.OPEN)
    done = rows.update(
        state=MatterState.CLOSED,
        outcome=verdict.outcome,
        words=verdict.words,
        decided_by=by,
        decided_pseudonym=by.pseudonym,
        decided_at=at,
        closed_at=at,
        claimed_by=None,
        claimed_at=None,
    )
    if not done:
        raise Conflict(_("Somebody has decided about this one meanwhile."))


def _settle_first(first: Matter, verdict: AppealVerdict, *, at: datetime) -> None:
    """An overturned decision asks nothing of the author any more, and those who
    reported were not right after all."""
    if verdict.outcome is not Outcome.OVERTURNED:
        return
    waiting = [MatterState.AUTHOR.value, MatterState.SECOND.value]
    Matter.objects.filter(pk=first.pk, state__in=waiting).update(
        state=MatterState.CLOSED, closed_at=at
    )
    if first.outcome == Outcome.PICTURES and first.decided_at:
        covering.bring_back(first.post, taken_out_at=first.decided_at)
    about = Q(matter=first) | Q(matter__settled_with=first)
    PostReport.objects.filter(about).update(was_founded=False)


def _write_log(
    first: Matter,
    outcome: Outcome,
    plan: AppealPlan,
    *,
    by: "Person",
    at: datetime,
) -> None:
    log.append(
        f"appeal_{outcome}",
        sanctions.subject_of(first),
        by=by,
        at=at,
        facts={
            "kind": first.kind,
            "reason": first.reason,
            "shown_again": plan.shows_post,
            "sanction_ended": plan.ends_sanction,
        },
    )
