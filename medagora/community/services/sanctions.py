"""Sanctions: proposed, agreed to by a second moderator, in force, ended."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from medagora.community import notices_moderation as notices
from medagora.community.domain.moderation import deciding as rules
from medagora.community.domain.moderation.deciding import VERB_OF_SANCTION
from medagora.community.domain.moderation.matters import MatterState, Outcome
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.sanctions import (
    SECOND_WITHIN,
    SanctionDraft,
    SanctionKind,
    SanctionState,
    is_serious,
    until_of,
)
from medagora.community.models import Matter, Sanction
from medagora.community.queries import moderators
from medagora.community.queries.impartial import require_impartial
from medagora.community.services import telling
from medagora.curation.services import log
from medagora.kernel.dates import iso_utc
from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.domain.hats import Doffed
from medagora.people.queries import hats
from medagora.people.services.hats import doff_hat
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Hat, Person


def subject_of(matter: Matter) -> str:
    """What the public log calls a matter: a random name that tells nothing."""
    return f"matter:{matter.uid}"


@transaction.atomic
def propose(
    matter: Matter, draft: SanctionDraft, *, by: "Person", at: datetime
) -> Sanction:
    """For ``deciding.decide``: a mild one is in force at once, a serious one waits."""
    is_grave = is_serious(draft)
    sanction = Sanction.objects.create(
        matter=matter,
        person=matter.person,
        kind=draft.kind,
        state=SanctionState.PROPOSED,
        is_serious=is_grave,
        length=draft.length,
        seconds=draft.seconds,
        hat=_hat_of(matter, draft.hat) if draft.hat else None,
        proposed_pseudonym=by.pseudonym,
        proposed_at=at,
    )
    if is_grave:
        telling.tell_second_wanted(sanction, by=by, at=at)
    else:
        _begin(sanction, {}, by=by, at=at)
    return sanction


def _hat_of(matter: Matter, public_id: str) -> "Hat":
    """A hat of the author; BadInput for another one."""
    own = hats.list_hats(matter.person) if matter.person else []
    for hat in own:
        if hat.uid == public_id and hat.doffed_at is None:
            return hat
    raise BadInput("Choose the hat that is taken off.", field="hat")


@transaction.atomic
def agree(sanction: Sanction, *, by: "Person", at: datetime) -> None:
    """The second voice: another moderator, who is no part of the matter."""
    held = _require_second(sanction, by=by)
    _begin(held, _second(by, at), by=by, at=at)
    _close_matter(held.matter, at=at)
    key = f"sanction:{held.uid}"
    telling.tell_author(held.matter, notices.DECISION, key=key, at=at)
    audit.record("community.sanction_agreed", held, by=by)


@transaction.atomic
def decline(sanction: Sanction, *, by: "Person", at: datetime) -> None:
    """The second moderator does not agree: it does not come into force."""
    held = _require_second(sanction, by=by)
    _move(held, SanctionState.DECLINED, **_second(by, at), ended_at=at)
    _close_matter(held.matter, at=at)
    audit.record("community.sanction_declined", held, by=by)


def _require_second(sanction: Sanction, *, by: "Person") -> Sanction:
    rows = Sanction.objects.select_for_update(of=("self",)).select_related(
        "matter__post__question", "matter__person", "person", "hat"
    )
    held = rows.get(pk=sanction.pk)
    moderators.require_for(by, held.matter)
    moderators.require_serious(by, held.matter)
    require_impartial(by, held.matter)
    rules.require_second(held.proposed_pseudonym, by.pseudonym)
    return held


def _second(by: "Person", at: datetime) -> dict[str, Any]:
    return {"second_pseudonym": by.pseudonym, "second_at": at}


def _begin(
    sanction: Sanction, fields: dict[str, Any], *, by: "Person", at: datetime
) -> None:
    """In force from now on, and in the public log: what and how long, never who."""
    fields = {**fields, "starts_at": at, "until": until_of(sanction.length, at)}
    _move(sanction, SanctionState.IN_FORCE, **fields)
    if sanction.kind == SanctionKind.DOFFED and sanction.hat:
        doff_hat(
            sanction.hat,
            by=by,
            at=at,
            because=_because(sanction.matter),
            words=sanction.matter.words[:500],
        )
    log.append(
        VERB_OF_SANCTION[SanctionKind(sanction.kind)],
        subject_of(sanction.matter),
        by=by,
        at=at,
        facts=_facts(sanction),
    )


def _because(matter: Matter) -> Doffed:
    is_false = matter.reason == Reason.FALSE_HAT
    return Doffed.NOT_TRUE if is_false else Doffed.MISUSED


def _facts(sanction: Sanction) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "kind": sanction.matter.kind,
        "reason": sanction.matter.reason,
    }
    if sanction.until:
        facts["until"] = iso_utc(sanction.until)
    if sanction.seconds:
        facts["seconds"] = sanction.seconds
    if sanction.is_serious:
        facts["agreed_by"] = [sanction.proposed_pseudonym, sanction.second_pseudonym]
    return facts


_BEFORE = {
    SanctionState.IN_FORCE: SanctionState.PROPOSED,
    SanctionState.DECLINED: SanctionState.PROPOSED,
    SanctionState.LAPSED: SanctionState.PROPOSED,
    SanctionState.ENDED: SanctionState.IN_FORCE,
}


def _move(sanction: Sanction, state: SanctionState, **fields: Any) -> None:
    """One conditional write: of two second voices one counts."""
    rows = Sanction.objects.filter(pk=sanction.pk, state=_BEFORE[state])
    if not rows.update(state=state, **fields):
        raise Conflict(_("Somebody has decided about this one meanwhile."))
    sanction.refresh_from_db(fields=["state", *fields])


def _close_matter(matter: Matter, *, at: datetime) -> None:
    """After the second voice, or without it; what the author was asked still waits."""
    is_with_author = matter.outcome == Outcome.EDIT
    Matter.objects.filter(pk=matter.pk, state=MatterState.SECOND).update(
        state=MatterState.AUTHOR if is_with_author else MatterState.CLOSED,
        closed_at=None if is_with_author else at,
    )


@transaction.atomic
def lapse_old_proposals(at: datetime) -> int:
    """Ends proposals to which nobody agreed in time; the log says so."""
    rows = Sanction.objects.filter(
        state=SanctionState.PROPOSED, proposed_at__lte=at - SECOND_WITHIN
    ).select_related("matter")
    count = 0
    for sanction in rows:
        _move(sanction, SanctionState.LAPSED, ended_at=at)
        _close_matter(sanction.matter, at=at)
        facts = {"kind": sanction.matter.kind, "reason": sanction.matter.reason}
        log.append(
            "sanction_lapsed",
            subject_of(sanction.matter),
            by="system",
            at=at,
            facts=facts,
        )
        count += 1
    return count


# ---- after an appeal ---------------------------------------------------------------


def end(sanction: Sanction, *, by: "Person", at: datetime) -> None:
    """For ``appeals``: what was in force ends, what was proposed does not begin."""
    if sanction.state == SanctionState.PROPOSED:
        _move(sanction, SanctionState.DECLINED, **_second(by, at), ended_at=at)
    else:
        _move(sanction, SanctionState.ENDED, ended_at=at)


def shorten(sanction: Sanction, until: datetime) -> None:
    """For ``appeals``: what is in force ends earlier."""
    rows = Sanction.objects.filter(pk=sanction.pk, state=SanctionState.IN_FORCE)
    if not rows.update(until=until):
        raise Conflict(_("Somebody has decided about this one meanwhile."))
