"""Claiming items of the desk, so that two curators do not do the same work."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from medagora.curation.domain.claims import holds, oldest_valid
from medagora.curation.models import Suggestion
from medagora.kernel.refusals import Conflict
from medagora.web import news

if TYPE_CHECKING:
    from medagora.people.models import Person


def claim(suggestion: Suggestion, *, by: "Person", at: datetime) -> None:
    """It is theirs for half an hour; Conflict when somebody else has it."""
    if not _take(suggestion, by, at):
        raise Conflict(_("Somebody else is looking at this one just now."))


@transaction.atomic
def _take(suggestion: Suggestion, by: "Person", at: datetime) -> bool:
    """One conditional write: whoever changes the row has it.

    Imported suggestions were not looked at by the machine when they came by the
    thousand; it looks now that a person does.
    """
    free = (
        Q(claimed_by=None)
        | Q(claimed_by=by)
        | Q(claimed_at__lte=oldest_valid(at))
        | Q(claimed_at=None)
    )
    rows = Suggestion.objects.filter(
        free, pk=suggestion.pk, state=Suggestion.State.OPEN
    )
    is_taken = bool(rows.update(claimed_by=by, claimed_at=at))
    if is_taken and suggestion.inspected_at is None and suggestion.batch_id:
        news.tell("suggestion_made", str(suggestion.pk))
    return is_taken


def claim_next(
    queue: QuerySet[Suggestion], *, by: "Person", at: datetime
) -> Suggestion | None:
    """The first free item of the queue, claimed; None when there is none."""
    free = queue.exclude(~Q(claimed_by=by), claimed_at__gt=oldest_valid(at))
    for suggestion in free[:20]:
        if _take(suggestion, by, at):
            return suggestion
    return None


def release(suggestion: Suggestion, *, by: "Person") -> None:
    """Lets go of what is theirs; nothing happens when it is not."""
    rows = Suggestion.objects.filter(pk=suggestion.pk, claimed_by=by)
    rows.update(claimed_by=None, claimed_at=None)


def require_free(suggestion: Suggestion, *, by: "Person", at: datetime) -> None:
    """Conflict while somebody else holds a claim on it."""
    is_theirs = suggestion.claimed_by_id in {None, by.pk}
    if not is_theirs and holds(suggestion.claimed_at, at):
        raise Conflict(_("Somebody else is looking at this one just now."))
