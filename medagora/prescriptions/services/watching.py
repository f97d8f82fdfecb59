"""Sheets that were handed over follow the catalogue: what is gone is replaced or
flagged, and whoever made the sheet hears of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from medagora.catalogue import access as catalogue_access
from medagora.kernel.refusals import NotFound
from medagora.prescriptions.domain import watching
from medagora.prescriptions.domain.watching import Seen, Verdict
from medagora.prescriptions.domain.words import LineKind, LineState
from medagora.prescriptions.models import Prescription, PrescriptionItem
from medagora.prescriptions.queries.prescriptions import live_things
from medagora.prescriptions.queries.replacing import successors
from medagora.prescriptions.queries.things import resources_by_uid
from medagora.prescriptions.services import telling

#: Resources looked at in one transaction.
AT_ONCE = 200

_TOLD = (LineState.BROKEN, LineState.REPLACED)
_Told = dict[str, dict[int, list[PrescriptionItem]]]


def look_at_all(now: datetime) -> None:
    """Every thing on a sheet that can be opened. Links break without any news."""
    resources = list(live_things(LineKind.RESOURCE, now))
    for start in range(0, len(resources), AT_ONCE):
        look_at_resources(resources[start : start + AT_ONCE], now)
    for uid in live_things(LineKind.COLLECTION, now):
        look_at_collection(uid, now)


@transaction.atomic
def look_at_resources(uids: Iterable[str], now: datetime) -> None:
    """Flags or replaces the lines of these resources on live sheets; idempotent."""
    lines = _live_lines(LineKind.RESOURCE, uids, now)
    if not lines:
        return
    led_to = {line.replacement_uid or line.uid for line in lines}
    things = resources_by_uid(led_to, "en", with_readings=False)
    states = {uid: thing.state for uid, thing in things.items()}
    doubtful = [
        line
        for line in lines
        if watching.decide(Seen("", _state(line, states))) is not None
    ]
    named = successors(doubtful)
    _act(
        (
            (line, Seen(line.flag, _state(line, states), named.get(line.pk, "")))
            for line in lines
        ),
        now,
    )


@transaction.atomic
def look_at_collection(uid: str, now: datetime) -> None:
    """A collection that became private or was deleted opens for nobody."""
    lines = _live_lines(LineKind.COLLECTION, [uid], now)
    if lines:
        state = LineState.OK if _is_open(uid) else LineState.RETIRED
        _act(((line, Seen(line.flag, state)) for line in lines), now)


def _state(line: PrescriptionItem, states: dict[str, str]) -> str:
    return states.get(line.replacement_uid or line.uid, LineState.RETIRED)


def _is_open(uid: str) -> bool:
    try:
        catalogue_access.get_collection_to_read(uid, viewer=None)
    except NotFound:
        return False
    return True


def _live_lines(
    kind: str, uids: Iterable[str], now: datetime
) -> list[PrescriptionItem]:
    wanted = set(uids)
    rows = PrescriptionItem.objects.filter(
        kind=kind,
        prescription__withdrawn_at=None,
        prescription__expires_at__gt=now,
    ).select_for_update(of=("self",))
    found = rows.filter(uid__in=wanted) | rows.filter(replacement_uid__in=wanted)
    return list(found.order_by("pk"))


def _act(seen: Iterable[tuple[PrescriptionItem, Seen]], now: datetime) -> None:
    told: _Told = {state: defaultdict(list) for state in _TOLD}
    changed = []
    for line, what in seen:
        verdict = watching.decide(what)
        if verdict is None:
            continue
        _apply(line, verdict, now)
        changed.append(line)
        if verdict.tells:
            told[verdict.tells][line.prescription_id].append(line)
    PrescriptionItem.objects.bulk_update(
        changed, ["flag", "flagged_at", "replacement_uid"]
    )
    _tell(told, now)


def _apply(line: PrescriptionItem, verdict: Verdict, now: datetime) -> None:
    line.flag = verdict.flag
    line.flagged_at = now if verdict.flag else None
    if verdict.replacement:
        line.replacement_uid = verdict.replacement


def _tell(told: _Told, now: datetime) -> None:
    ids = {pk for by_sheet in told.values() for pk in by_sheet}
    sheets = Prescription.objects.in_bulk(ids)
    for pk, lines in told[LineState.BROKEN].items():
        telling.tell_broken(sheets[pk], lines, at=now)
    for pk, lines in told[LineState.REPLACED].items():
        telling.tell_replaced(sheets[pk], lines, at=now)
