"""The hat under which a sheet is signed."""

from datetime import datetime
from typing import TYPE_CHECKING

from medagora.kernel.refusals import BadInput, NotFound
from medagora.people.queries.hats import get_wearable

if TYPE_CHECKING:
    from medagora.people.models import Hat, Person


def hat_for(uid: str, person: "Person | None", at: datetime) -> "Hat | None":
    """None where none was chosen; BadInput for one that the person cannot wear now."""
    if not uid or person is None:
        return None
    try:
        return get_wearable(person, uid, at)
    except NotFound as refusal:
        raise BadInput(refusal.message, field="hat") from None
