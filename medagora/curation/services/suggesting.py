"""Writes about suggestions: an address is enough, no account is needed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.drafts import ResourceDraft
from medagora.curation.models import Suggestion
from medagora.kernel.refusals import Conflict
from medagora.kernel.text import tidy_lines
from medagora.web import news

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person

LONGEST_NOTE = 2000


@transaction.atomic
def suggest(address: str, *, by: "Person | None", at: datetime) -> Suggestion:
    """Puts a candidate on the desk and asks the machine to look at the page.

    ``catalogue.AlreadyThere`` tells the uid when we have the address already.
    """
    resource = catalogue.add_resource(ResourceDraft(address=address))
    return put_on_desk(resource, by=by, at=at)


def put_on_desk(
    resource: "Resource", *, by: "Person | None", at: datetime, note: str = ""
) -> Suggestion:
    """An open suggestion for a candidate; call it inside a transaction."""
    suggestion = Suggestion.objects.create(
        resource=resource, suggested_by=by, suggested_at=at, note=note
    )
    news.tell("suggestion_made", str(suggestion.pk))
    return suggestion


@transaction.atomic
def correct_suggestion(
    suggestion: Suggestion, draft: ResourceDraft, *, note: str
) -> Suggestion:
    """What whoever suggested it says about it; until a curator has begun to decide."""
    held = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if not is_still_open(held):
        raise Conflict(
            _("The curators have begun to decide, so this can no longer be changed.")
        )
    catalogue.change_resource(suggestion.resource, draft)
    held.note = tidy_lines(note)[:LONGEST_NOTE]
    held.save(update_fields=["note"])
    return held


def is_still_open(suggestion: Suggestion) -> bool:
    """True while nobody has given a verdict on it."""
    is_open = suggestion.state == Suggestion.State.OPEN
    return is_open and suggestion.first_agreed_at is None
