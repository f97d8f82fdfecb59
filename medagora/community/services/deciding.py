"""Deciding a matter: what a moderator says, and what follows from it at once."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from medagora.community import notices_moderation as notices
from medagora.community.domain.moderation import deciding as rules
from medagora.community.domain.moderation.covering import would_show_picture
from medagora.community.domain.moderation.deciding import (
    VERB_OF_OUTCOME,
    Case,
    Plan,
    Verdict,
)
from medagora.community.domain.moderation.matters import (
    ABOUT_WORDS,
    AGAINST_THE_AUTHOR,
    HOLDS,
    MatterKind,
    MatterState,
    Outcome,
    is_pain,
)
from medagora.community.domain.words import State
from medagora.community.models import Matter, MatterMessage
from medagora.community.queries import moderators
from medagora.community.queries.impartial import require_impartial
from medagora.community.services import covering, sanctions, showing, telling
from medagora.community.services.matters import require_free
from medagora.curation.services import log
from medagora.kernel.refusals import Conflict
from medagora.web import audit

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from medagora.people.models import Person


@transaction.atomic
def decide(
    matter: Matter,
    verdict: Verdict,
    *,
    by: "Person",
    at: datetime,
    note: str = "",
    prepared: str = "",
) -> Plan:
    """Stores a verdict and does what follows: the post, the sanction, the log, the
    people who are told.

    A serious sanction waits for a second moderator; what becomes of the post does
    not. ``note`` is for moderators only; ``prepared`` words go to the author of a call
    for help. Of two who decide at once, the second meets a Conflict.
    """
    held = hold(matter.pk)
    moderators.require_for(by, held)
    require_impartial(by, held)
    require_free(held, by=by, at=at)
    plan = rules.decide(_case(held), verdict)
    if plan.needs_second:
        moderators.require_serious(by, held)
    _store(held, verdict, plan, by=by, at=at, note=note)
    _move_post(held, plan, at=at)
    _write_log(held, verdict, by=by, at=at)
    if plan.sanction:
        sanctions.propose(held, plan.sanction, by=by, at=at)
    _settle_others(held, verdict, by=by, at=at)
    if prepared and held.kind == MatterKind.CRISIS:
        _send_prepared(held, prepared, by=by, at=at)
    _tell(held, verdict, at=at)
    audit.record("community.matter_decided", held, by=by, outcome=str(verdict.outcome))
    return plan


def hold(pk: int) -> Matter:
    """The row, locked until the end of the transaction, fresh from the database.

    SQLite has no row locks and needs none: its transactions begin IMMEDIATE.
    """
    rows = Matter.objects.select_for_update(of=("self",)).select_related(
        "post__question", "post__author", "copy", "person", "appeals"
    )
    return rows.get(pk=pk)


def _case(matter: Matter) -> Case:
    return Case(
        kind=MatterKind(matter.kind),
        state=MatterState(matter.state),
        post_state=State(matter.post.state),
        has_author=matter.person_id is not None,
        has_crisis_call=_tells_of_pain(matter),
        moderators=moderators.count_serious(
            matter.post.question, without=matter.person_id
        ),
        has_picture=would_show_picture(matter.post.html),
        is_held_besides=matter.kind not in ABOUT_WORDS and _is_held_besides(matter),
    )


def _tells_of_pain(matter: Matter) -> bool:
    calls = Matter.objects.filter(post=matter.post_id, kind=MatterKind.CRISIS)
    return any(is_pain(seen) for seen in calls.values_list("seen", flat=True))


def _is_held_besides(matter: Matter) -> bool:
    """Whether a decision about the post's words waits, or the last one was against
    them and no appeal has overturned it."""
    kinds = [kind.value for kind in ABOUT_WORDS]
    if _others_open(matter).filter(kind__in=kinds).exists():
        return True
    decided = Matter.objects.filter(
        post=matter.post_id, kind__in=kinds, settled_with=None
    ).exclude(outcome="")
    last = decided.select_related("appeal").order_by("-decided_at", "-pk").first()
    if last is None or last.outcome not in AGAINST_THE_AUTHOR:
        return False
    appeal: Matter | None = getattr(last, "appeal", None)
    return appeal is None or appeal.outcome != Outcome.OVERTURNED


def _others_open(matter: Matter) -> "QuerySet[Matter]":
    """What else about the post waits; calls for help and appeals go their own way."""
    own_way = [MatterKind.CRISIS.value, MatterKind.APPEAL.value]
    return (
        Matter.objects.filter(post=matter.post_id, state=MatterState.OPEN)
        .exclude(pk=matter.pk)
        .exclude(kind__in=own_way)
    )


def _store(
    matter: Matter,
    verdict: Verdict,
    plan: Plan,
    *,
    by: "Person",
    at: datetime,
    note: str,
) -> None:
    said = "\n".join(filter(None, [matter.note, note]))
    fields: dict[str, Any] = {
        **_decided(plan.state, verdict, by=by, at=at),
        "note": said,
        "words": verdict.words,
        "concerned": verdict.spans,
    }
    rows = Matter.objects.filter(pk=matter.pk, state=MatterState.OPEN)
    if not rows.update(**fields):
        raise Conflict(_("Somebody has decided about this one meanwhile."))
    matter.refresh_from_db(fields=[*fields])


def _decided(
    state: MatterState, verdict: Verdict, *, by: "Person", at: datetime
) -> dict[str, Any]:
    return {
        "state": state,
        "outcome": verdict.outcome,
        "reason": verdict.reason or "",
        "decided_by": by,
        "decided_pseudonym": by.pseudonym,
        "decided_at": at,
        "closed_at": at if state is MatterState.CLOSED else None,
        "claimed_by": None,
        "claimed_at": None,
    }


def _move_post(matter: Matter, plan: Plan, *, at: datetime) -> None:
    if plan.post_state is State.SHOWN:
        showing.show_post(matter.post, at=at)
    elif plan.post_state is State.REMOVED:
        showing.remove_post(matter.post, at=at)
    elif plan.post_state is State.HIDDEN:
        showing.hide_post(matter.post, at=at)


def _write_log(matter: Matter, verdict: Verdict, *, by: "Person", at: datetime) -> None:
    """What was taken from sight stands in the public log: why, never whose or what."""
    verb = VERB_OF_OUTCOME.get(verdict.outcome)
    if verb is None:
        return
    facts = {"kind": matter.kind, "reason": str(verdict.reason)}
    log.append(verb, sanctions.subject_of(matter), by=by, at=at, facts=facts)


def _settle_others(
    matter: Matter, verdict: Verdict, *, by: "Person", at: datetime
) -> None:
    """One decision about a post's words settles all that waited about them, pictures
    too: what is shown of it is shown whole, or without its pictures for good."""
    if matter.kind not in ABOUT_WORDS:
        return
    kinds = [kind.value for kind in ABOUT_WORDS]
    for other in _others_open(matter).filter(kind__in=kinds):
        fields = _decided(MatterState.CLOSED, verdict, by=by, at=at)
        fields["outcome"] = _same_for(MatterKind(other.kind), verdict.outcome)
        Matter.objects.filter(pk=other.pk).update(**fields, settled_with=matter)
        telling.tell_reporters(other, is_founded=_is_founded(verdict), at=at)
    if verdict.outcome is Outcome.PICTURES:
        covering.take_out(matter.post, at=at)
    else:
        covering.uncover_pictures(matter.post)


def _same_for(kind: MatterKind, outcome: Outcome) -> Outcome:
    """What was held is released, what was reported is kept: the same in their words."""
    if outcome not in {Outcome.KEEP, Outcome.RELEASE, Outcome.PICTURES}:
        return outcome
    if kind in HOLDS:
        return Outcome.RELEASE
    return Outcome.PICTURES if outcome is Outcome.PICTURES else Outcome.KEEP


def _is_founded(verdict: Verdict) -> bool:
    return verdict.outcome in AGAINST_THE_AUTHOR or verdict.sanction is not None


def _send_prepared(
    matter: Matter, prepared: str, *, by: "Person", at: datetime
) -> None:
    MatterMessage.objects.create(
        matter=matter, by=by, is_from_moderators=True, prepared=prepared, at=at
    )
    telling.tell_author(matter, notices.WORDS, key=f"words:{matter.uid}", at=at)


def _tell(matter: Matter, verdict: Verdict, *, at: datetime) -> None:
    """The author reads every decision about their post; after a call for help only
    what was written to them. The readers who reported hear how it ended."""
    if matter.kind != MatterKind.CRISIS:
        key = f"decision:{matter.uid}"
        telling.tell_author(matter, notices.DECISION, key=key, at=at)
    telling.tell_reporters(matter, is_founded=_is_founded(verdict), at=at)
