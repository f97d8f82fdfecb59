"""Moving a resource and telling the log and the search index about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.words import State
from medagora.curation.domain.states import Move, next_state
from medagora.curation.services import log
from medagora.kernel.refusals import Conflict
from medagora.web import news

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person

PAST = {
    Move.PUBLISH: "published",
    Move.DECLINE: "declined",
    Move.REOPEN: "reopened",
    Move.RETIRE: "retired",
    Move.RESTORE: "restored",
}
#: Strangers write the addresses of what was never published; such an address goes
#: into the log's personal part, which can be erased, or nowhere.
TELLS_ADDRESS = frozenset({Move.PUBLISH, Move.RETIRE, Move.RESTORE})


@transaction.atomic
def move(
    resource: "Resource",
    step: Move,
    *,
    by: "Person | str",
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> "Resource":
    """Takes the step if the states allow it, writes the log, spreads the news."""
    resource = catalogue.set_state(resource, next_state(resource.state, step), at=at)
    address = {"address": resource.address} if step in TELLS_ADDRESS else {}
    log.append(
        f"resource_{PAST[step]}",
        subject_of(resource),
        by=by,
        at=at,
        facts={**address, **(facts or {})},
        personal=personal,
    )
    news.tell("resource_changed", resource.uid)
    return resource


@transaction.atomic
def renew(
    resource: "Resource",
    *,
    by: "Person",
    at: datetime,
    personal: Mapping[str, Any] | None = None,
) -> "Resource":
    """A published resource was looked at and stays: its dates move on."""
    if resource.state != State.PUBLISHED:
        raise Conflict("Only a published resource can be renewed.")
    is_first = resource.first_reviewed_on is None
    resource = catalogue.note_review(resource, on=at.date())
    log.append(
        "resource_confirmed" if is_first else "resource_renewed",
        subject_of(resource),
        by=by,
        at=at,
        facts={"due": str(resource.review_due_on)},
        personal=personal,
    )
    news.tell("resource_changed", resource.uid)
    return resource


def subject_of(resource: "Resource") -> str:
    return f"resource:{resource.uid}"
