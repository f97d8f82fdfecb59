"""Corrections: what curators change about a resource, with a trace."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.drafts import ResourceDraft, clean
from medagora.catalogue.domain.words import State
from medagora.catalogue.queries import draft_of
from medagora.curation import access
from medagora.curation.domain.readiness import changed_parts, check_ready
from medagora.curation.services import log
from medagora.curation.services.publishing import subject_of
from medagora.web import audit, news

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person


@transaction.atomic
def correct_resource(
    resource: "Resource", draft: ResourceDraft, *, by: "Person", at: datetime
) -> list[str]:
    """Stores the corrected parts and gives their names; none is a correction too.

    The public log tells of corrections to what readers see, the private trail of
    the rest. An old address stays known, so that nobody suggests it anew.
    """
    access.require_correct(by, resource)
    before = clean(draft_of(resource))
    after = clean(draft)
    if after.address != before.address:
        further = (*after.further_addresses, before.address)
        after = replace(after, further_addresses=further)
    parts = changed_parts(before, after)
    if not parts:
        return []
    if resource.state == State.PUBLISHED:
        check_ready(after)
    catalogue.change_resource(resource, after)
    if "address" in parts:
        catalogue.ask_for_link_check(resource, at=at)
    _tell(resource, parts, by=by, at=at)
    return parts


def _tell(
    resource: "Resource", parts: list[str], *, by: "Person", at: datetime
) -> None:
    if resource.state == State.CANDIDATE:
        audit.record("curation.candidate_corrected", resource, by=by, parts=parts)
        return
    facts = {"changed": parts, "address": resource.address}
    log.append("resource_corrected", subject_of(resource), by=by, at=at, facts=facts)
    news.tell("resource_changed", resource.uid)
