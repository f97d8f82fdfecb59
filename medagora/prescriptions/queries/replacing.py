"""What could stand in the place of a line that leads nowhere any more."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience, State
from medagora.catalogue.queries import upkeep
from medagora.catalogue.queries.successors import successor_ids
from medagora.kernel.refusals import BadInput, NotFound
from medagora.prescriptions.domain.sheets import Line
from medagora.prescriptions.domain.words import LineKind, LineState
from medagora.prescriptions.models import Prescription, PrescriptionItem
from medagora.prescriptions.queries import suggest
from medagora.prescriptions.queries.things import state_of

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource

MOST = 8


def get_line(prescription: Prescription, line_id: int) -> PrescriptionItem:
    line = prescription.items.filter(pk=line_id).first()
    if line is None:
        raise NotFound("This line is not on the sheet any more.")
    return line


def replacements(
    prescription: Prescription, line_id: int, language: str = ""
) -> list[Line]:
    """Resources on the same topics that speak the sheet's language, work and are not
    on the sheet yet; the best first, before them what curators put in its place. Empty
    for what is no resource."""
    line = get_line(prescription, line_id)
    if line.kind != LineKind.RESOURCE:
        return []
    try:
        resource = catalogue.get_resource(line.uid)
    except NotFound:
        return []
    spoken = language or prescription.language
    ids = catalogue.similar_ids(
        resource.pk,
        [topic.pk for topic in resource.topics.all()],
        language=spoken,
        kind=resource.kind,
        limit=3 * MOST,
    )
    rows = prescription.items.values_list("uid", "replacement_uid")
    on_sheet = {uid for pair in rows for uid in pair}
    own = successor_ids([resource.pk]).get(resource.pk, 0)
    cards = [
        card
        for card in catalogue.cards_of(dict.fromkeys([own, *ids]), spoken)
        if card.uid not in on_sheet
        and card.audience != Audience.PROFESSIONALS
        and spoken in card.languages
    ]
    further = {card.id: int(card.id != own) for card in cards}
    return suggest.best_of(
        cards, spoken, level=prescription.level, limit=MOST, distance=further
    )


def successors(
    lines: Iterable[PrescriptionItem],
) -> dict[int, str]:
    """The catalogue's own replacement of each line, by the line's id; most have none.

    It names one where curators put it in the place of what they retired; or where the
    line's address, or the one that the last visit was led on to, belongs to another
    resource that is published and works.
    """
    rows = [line for line in lines if line.kind == LineKind.RESOURCE]
    ids = catalogue_ids([line.uid for line in rows])
    visits = upkeep.last_visits(list(ids.values()))
    found = _named(rows, ids)
    for line in rows:
        visit = visits.get(ids.get(line.uid, 0))
        further = visit.final_address if visit else ""
        for address in filter(None, (line.address, further)):
            other = _find(address)
            if other is not None and other.uid != line.uid and _is_fit(other, line):
                found.setdefault(line.pk, other.uid)
    return found


def _named(rows: Iterable[PrescriptionItem], ids: Mapping[str, int]) -> dict[int, str]:
    ends = successor_ids(ids.values())
    others = upkeep.all_resources().in_bulk(set(ends.values()))
    found: dict[int, str] = {}
    for line in rows:
        other = others.get(ends.get(ids.get(line.uid, 0), 0))
        if other is not None and _is_fit(other, line):
            found[line.pk] = other.uid
    return found


def catalogue_ids(uids: Iterable[str]) -> dict[str, int]:
    rows = upkeep.all_resources().filter(uid__in=set(uids))
    return dict(rows.values_list("uid", "pk"))


def _find(address: str) -> "Resource | None":
    try:
        return catalogue.find_by_address(address)
    except BadInput:
        return None


def _is_fit(resource: "Resource", line: PrescriptionItem) -> bool:
    """Published, working, and in the language that the line spoke."""
    if resource.state != State.PUBLISHED:
        return False
    (card,) = catalogue.cards_of([resource.pk], line.language or "en")
    return state_of(card) is LineState.OK and line.language in card.languages
