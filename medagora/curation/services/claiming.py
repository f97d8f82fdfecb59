"""Claiming items of the desk, so that two curators do not do the same work."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from medagora.curation.domain.claims import holds, oldest_valid
from medagora.curation.models import Suggestion
from medagora.kernel.refusals import Conflict

if TYPE_CHECKING:
    from medagora.people.models import Person


def claim(suggestion: Suggestion, *, by: "Person", at: datetime) -> None:
    """It is theirs for half an hour; Conflict when somebody else has it."""
    if not _take(suggestion.pk, by, at):
        raise Conflict(_("Somebody else is looking at this one just now."))


def _take(pk: int, by: "Person", at: datetime) -> bool:
    """One conditional write: whoever changes the row has it."""
    free = (
        Q(claimed_by=None)
        | Q(claimed_by=by)
        | Q(claimed_at__lte=oldest_valid(at))
        | Q(claimed_at=None)
    )
    rows = Suggestion.objects.filter(free, pk=pk, state=Suggestion.State.OPEN)
    return bool(rows.update(claimed_by=by, claimed_at=at))


def claim_next(
    queue: QuerySet[Suggestion], *, by: "Person", at: datetime
) -> Suggestion | None:
    """The first free item of the queue, claimed; None when there is none."""
    free = queue.exclude(~Q(claimed_by=by), claimed_at__gt=oldest_valid(at))
    for suggestion in free[:20]:
        if _take(suggestion.pk, by, at):
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
