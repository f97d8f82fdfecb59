"""Verdicts: what curators say, and what follows from it at once."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.words import State
from medagora.catalogue.queries import draft_of, upkeep
from medagora.curation import access
from medagora.curation.domain import verdicts
from medagora.curation.domain.readiness import check_ready
from medagora.curation.domain.states import Move
from medagora.curation.domain.verdicts import (
    Decision,
    Given,
    Opinion,
    Verdict,
)
from medagora.curation.models import Review, Suggestion
from medagora.curation.services import claiming, log, publishing
from medagora.curation.services.succeeding import named_successor
from medagora.curation.services.suggesting import put_on_desk
from medagora.kernel.refusals import BadInput, Conflict
from medagora.people import queries as people

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person


_ABOUT_CANDIDATES = frozenset({Verdict.AGREE, Verdict.DECLINE})


@transaction.atomic
def review_suggestion(
    suggestion: Suggestion, opinion: Opinion, *, by: "Person", at: datetime
) -> Decision:
    """Stores a verdict on a candidate and does what follows: publish, decline, wait.

    Two people who agree at the same moment publish it once: the second one waits
    for the first one's transaction and then sees what it did.
    """
    held = _hold_suggestion(suggestion.pk)
    resource = access.get_resource_to_review(by, held.resource.uid)
    claiming.require_free(held, by=by, at=at)
    decision = verdicts.decide(
        _given_in_this_round(held), opinion, single_review=settings.CONFIG.single_review
    )
    if opinion.verdict is Verdict.AGREE:
        check_ready(draft_of(resource))
    _store(resource, opinion, by=by, at=at, suggestion=held)
    if decision.move is None:
        _wait_for_another(held, resource, opinion, by=by, at=at)
        return decision
    _close(held, at)
    if decision.move is Move.PUBLISH:
        catalogue.note_review(resource, on=at.date())
    publishing.move(
        resource,
        decision.move,
        by=by,
        at=at,
        facts=_facts(opinion, decision),
        personal=_personal(opinion, by, resource),
    )
    return decision


def _hold_suggestion(pk: int) -> Suggestion:
    """The row, locked until the end of the transaction, fresh from the database.

    SQLite has no row locks and needs none: its transactions begin IMMEDIATE.
    """
    row = Suggestion.objects.select_for_update(of=("self",)).select_related("resource")
    suggestion = row.filter(pk=pk).first()
    if suggestion is None or suggestion.state != Suggestion.State.OPEN:
        raise Conflict(_("Somebody has decided about this one meanwhile."))
    return suggestion


def _given_in_this_round(suggestion: Suggestion) -> list[Given]:
    rows = suggestion.reviews.order_by("pk").values_list("by_pseudonym", "verdict")
    return [Given(by, Verdict(verdict)) for by, verdict in rows]


def _store(
    resource: "Resource",
    opinion: Opinion,
    *,
    by: "Person",
    at: datetime,
    suggestion: Suggestion | None = None,
) -> Review:
    return Review.objects.create(
        resource=resource, suggestion=suggestion, by=by, given_at=at, **_row(opinion)
    )


def _row(opinion: Opinion) -> dict[str, Any]:
    fields = asdict(opinion)
    return {"by_pseudonym": fields.pop("by"), **fields}


def _wait_for_another(
    suggestion: Suggestion,
    resource: "Resource",
    opinion: Opinion,
    *,
    by: "Person",
    at: datetime,
) -> None:
    suggestion.first_agreed_at = at
    suggestion.claimed_by, suggestion.claimed_at = None, None
    suggestion.save(update_fields=["first_agreed_at", "claimed_by", "claimed_at"])
    log.append(
        "resource_agreed",
        publishing.subject_of(resource),
        by=by,
        at=at,
        personal=_personal(opinion, by, resource),
    )


def _close(suggestion: Suggestion, at: datetime) -> None:
    suggestion.state, suggestion.closed_at = Suggestion.State.CLOSED, at
    suggestion.claimed_by, suggestion.claimed_at = None, None
    suggestion.save(update_fields=["state", "closed_at", "claimed_by", "claimed_at"])


def _facts(opinion: Opinion, decision: Decision) -> dict[str, Any]:
    facts: dict[str, Any] = {"reason": opinion.reason} if opinion.reason else {}
    if decision.move is Move.PUBLISH:
        facts["agreed_by"] = list(decision.agreed_by)
    if decision.is_single_review:
        facts["single_review"] = True
    return facts


def _personal(
    opinion: Opinion, by: "Person", resource: "Resource"
) -> dict[str, Any] | None:
    """Words and interests for the log's part that can be erased.

    The interests stand as they were declared at that moment. The address of what
    was never published is here too: a stranger wrote it.
    """
    personal: dict[str, Any] = {
        "words": opinion.words,
        "interest": opinion.interest_words,
        "declared": [str(interest) for interest in people.list_interests(by)],
    }
    if opinion.verdict in _ABOUT_CANDIDATES:
        personal["address"] = resource.address
    return {name: value for name, value in personal.items() if value} or None


# ---- resources that are published ------------------------------------------------


@transaction.atomic
def review_due(
    resource: "Resource",
    opinion: Opinion,
    *,
    by: "Person",
    at: datetime,
    successor: str = "",
) -> Decision:
    """Renews a published resource (its dates move on) or retires it. ``successor``:
    what takes its place then, as ``named_successor`` reads it."""
    resource = _hold_resource(resource)
    access.get_resource_to_review(by, resource.uid)
    if opinion.verdict is Verdict.RETIRE:
        access.require_retire(by)
    elif successor.strip():
        raise BadInput("Only what is retired has a successor.", field="successor")
    decision = verdicts.decide_due(opinion)
    other = named_successor(successor, of=resource)
    _store(resource, opinion, by=by, at=at)
    personal = _personal(opinion, by, resource)
    if decision.move:
        facts = _facts(opinion, decision)
        if other:
            resource = catalogue.name_successor(resource, other)
            facts["successor"] = other.uid
        publishing.move(
            resource, decision.move, by=by, at=at, facts=facts, personal=personal
        )
        return decision
    publishing.renew(resource, by=by, at=at, personal=personal)
    return decision


def _hold_resource(resource: "Resource") -> "Resource":
    return upkeep.all_resources().select_for_update().get(pk=resource.pk)


@transaction.atomic
def bring_back(
    resource: "Resource", *, words: str, by: "Person", at: datetime
) -> Suggestion:
    """Puts a retired or declined resource on the desk again: two people decide."""
    access.require_retire(by)
    resource = _hold_resource(resource)
    step = Move.RESTORE if resource.state == State.RETIRED else Move.REOPEN
    publishing.move(
        resource, step, by=by, at=at, personal={"words": words} if words else None
    )
    return put_on_desk(resource, by=by, at=at, note=words)
