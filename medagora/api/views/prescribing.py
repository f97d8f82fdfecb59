"""Information prescriptions from a record system: nothing says who they are for."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router, Status

from medagora.api import forms
from medagora.api.domain import limits
from medagora.api.domain.scopes import Scope
from medagora.api.entrance import rates
from medagora.api.entrance.callers import NeedsKey, require_key
from medagora.api.entrance.cursors import Order, part_of_rows
from medagora.api.entrance.parameters import Paged
from medagora.api.schemas import own as shapes
from medagora.api.schemas import public as schemas
from medagora.kernel.refusals import BadInput, NotFound
from medagora.prescriptions import queries
from medagora.prescriptions.domain.codes import grouped, path_of, read_code
from medagora.prescriptions.domain.drafts import Chosen, Draft
from medagora.prescriptions.services import handing
from medagora.web.links import absolute

if TYPE_CHECKING:
    from medagora.people.models import Person
    from medagora.prescriptions.models import Prescription

router = Router()
NEEDED = NeedsKey(Scope.PRESCRIBE)


@router.get(
    "/prescriptions",
    auth=NEEDED,
    response={200: schemas.Page[shapes.Prescription]},
    summary="What you handed over, the newest first",
)
def list_prescriptions(request: HttpRequest, filters: Query[Paged]) -> Any:
    rows = queries.list_own(require_key(request).person)
    part = part_of_rows(rows, filters.asked, Order("made_at"), name="prescriptions")
    return part.with_items([_data(row) for row in part.rows])


@router.post(
    "/prescriptions",
    auth=NEEDED,
    response={201: shapes.Prescription},
    summary="Hand over resources, collections and services: a code and a link",
)
def hand_over(
    request: HttpRequest, body: shapes.PrescriptionBody, response: HttpResponse
) -> Any:
    """Send no name, number or date of birth of a patient, in no member: none is
    needed, and words that look like one are refused. Whoever has the code or the link
    can read the sheet until it ends or is withdrawn."""
    rates.require(request, limits.WRITING)
    person = require_key(request).person
    made = handing.hand_over(_draft(body), by=person, at=timezone.now())
    data = _data(_own(person, made.code))
    response.headers["Location"] = reverse("api:get_prescription", args=[data["code"]])
    return Status(201, data)


def _draft(body: shapes.PrescriptionBody) -> Draft:
    words = forms.guarded(
        forms.SheetWords,
        title=body.title,
        note=body.note,
        line="\n".join(line.note for line in body.lines),
        identifies_nobody=body.identifies_nobody,
    )
    return Draft(
        language=body.language,
        lines=tuple(Chosen(line.kind, line.uid, line.note) for line in body.lines),
        title=words["title"],
        note=words["note"],
        level=body.level,
        allow_other_languages=body.allow_other_languages,
        wants_receipt=body.wants_receipt,
        days=body.days,
        hat=body.hat,
    )


@router.get(
    "/prescriptions/{code}",
    auth=NEEDED,
    response={200: shapes.Prescription, 404: schemas.Problem},
    summary="One of your own: whether its links still work, whether it was opened",
)
def get_prescription(request: HttpRequest, code: str) -> Any:
    return _data(_own(require_key(request).person, code))


@router.delete(
    "/prescriptions/{code}",
    auth=NEEDED,
    response={200: shapes.Prescription, 404: schemas.Problem},
    summary="Withdraw one: nobody can open it from now on",
)
def withdraw(request: HttpRequest, code: str) -> Any:
    rates.require(request, limits.WRITING)
    person = require_key(request).person
    handing.withdraw(_own(person, code), by=person, at=timezone.now())
    return _data(_own(person, code))


def _own(person: "Person", code: str) -> "Prescription":
    """With its lines counted; what is not a code of one's own is not there."""
    try:
        plain = read_code(code[:40])
    except BadInput:
        plain = ""
    found = queries.list_own(person).filter(code=plain).first() if plain else None
    if found is None:
        raise NotFound("You have made no such sheet.")
    return found


def _data(row: "Prescription") -> dict[str, Any]:
    names = ("title", "language", "made_at", "expires_at", "withdrawn_at", "opened_on")
    return {name: getattr(row, name) for name in names} | {
        "code": grouped(row.code),
        "link": absolute(path_of(row.code)),
        "lines": getattr(row, "line_count", 0),
        "flagged": getattr(row, "flag_count", 0),
    }
