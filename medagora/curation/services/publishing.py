"""Moving a resource and telling the log and the search index about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from medagora.catalogue import services as catalogue
from medagora.curation.domain.states import Move, next_state
from medagora.curation.services import log
from medagora.web import news

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person


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
    log.append(
        f"resource_{_PAST[step]}",
        f"resource:{resource.uid}",
        by=by,
        at=at,
        facts={"address": resource.address, **(facts or {})},
        personal=personal,
    )
    news.tell("resource_changed", resource.uid)
    return resource


_PAST = {
    Move.PUBLISH: "published",
    Move.DECLINE: "declined",
    Move.REOPEN: "reopened",
    Move.RETIRE: "retired",
    Move.RESTORE: "restored",
}
