"""The same step for many resources, in a few writes: imports and restores."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from medagora.catalogue import services as catalogue
from medagora.curation.domain.states import Move, next_state
from medagora.curation.services import log
from medagora.curation.services.publishing import PAST, TELLS_ADDRESS, subject_of
from medagora.web import news

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person


@transaction.atomic
def move_many(
    resources: Sequence["Resource"],
    step: Move,
    *,
    by: "Person | str",
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    quietly: bool = False,
) -> None:
    """As ``publishing.move`` for each of the resources, which stand in one state.

    The log gets an entry for every resource. ``quietly`` leaves the news to the
    caller, who tells "catalogue_changed" once when everything is done.
    """
    if not resources:
        return
    (state,) = {next_state(resource.state, step) for resource in resources}
    catalogue.set_states(resources, state, at=at)
    events = []
    for resource in resources:
        address = {"address": resource.address} if step in TELLS_ADDRESS else {}
        told = {**address, **(facts or {})}
        events.append(
            log.Event(f"resource_{PAST[step]}", subject_of(resource), facts=told)
        )
    log.append_many(events, by=by, at=at)
    for resource in resources if not quietly else ():
        news.tell("resource_changed", resource.uid)
