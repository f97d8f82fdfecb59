"""What is ticked for the next sheet, and how it looks on the page."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from medagora.prescriptions.domain.drafts import Chosen
from medagora.prescriptions.domain.sheets import Line
from medagora.prescriptions.domain.things import gone, line_of
from medagora.prescriptions.models import BasketItem
from medagora.prescriptions.queries.things import find_things

if TYPE_CHECKING:
    from medagora.people.models import Person


def basket(person: "Person") -> tuple[Chosen, ...]:
    """What somebody ticked, in that order; one query."""
    rows = BasketItem.objects.filter(person=person).order_by("added_at", "pk")
    return tuple(Chosen(kind, uid) for kind, uid in rows.values_list("kind", "uid"))


def basket_lines(
    chosen: Iterable[Chosen], language: str, *, viewer: "Person | None"
) -> list[Line]:
    """The things as lines, in order. What cannot be handed over now stands there as
    gone, so that it can be taken out; the queries are those of ``find_things``."""
    wanted = list(chosen)
    things = find_things(wanted, language, viewer=viewer)
    return [
        line_of(things.get(line.key) or gone(*line.key), language, note=line.note)
        for line in wanted
    ]
