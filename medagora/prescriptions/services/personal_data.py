"""What this room knows about somebody, and how it forgets them."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from medagora.people.services.notifying import take_back
from medagora.people.services.personal_data import Part, register_personal_data
from medagora.prescriptions.models import (
    BasketItem,
    LetterDay,
    LocalService,
    Prescription,
    PrescriptionItem,
    Template,
)
from medagora.prescriptions.services.telling import thread_of

if TYPE_CHECKING:
    from medagora.people.models import Person

COVERS = (
    "prescriptions.Prescription",
    "prescriptions.LocalService",
    "prescriptions.Template",
    "prescriptions.BasketItem",
    "prescriptions.LetterDay",
)
_SHEET = (
    "code",
    "language",
    "level",
    "title",
    "note",
    "allow_other_languages",
    "wants_receipt",
    "made_at",
    "expires_at",
    "withdrawn_at",
    "opened_on",
    "hat__role",
)
_LINE = ("kind", "uid", "title", "address", "note", "flag", "replacement_uid")
_SERVICE = (
    "name",
    "what",
    "phone",
    "place",
    "hours",
    "address",
    "language",
    "made_at",
)
_TEMPLATE = (
    "name",
    "language",
    "level",
    "title",
    "note",
    "allow_other_languages",
    "wants_receipt",
    "days",
    "items",
    "is_favourite",
    "made_at",
    "used_at",
)


def register() -> None:
    register_personal_data("prescriptions", covers=COVERS, export=export, erase=erase)


def export(person: "Person") -> list[Part]:
    services = LocalService.objects.filter(person=person).order_by("pk")
    templates = Template.objects.filter(person=person).order_by("pk")
    basket = BasketItem.objects.filter(person=person).order_by("added_at", "pk")
    letters = LetterDay.objects.filter(person=person).order_by("day")
    return [
        Part("sheets", _("Sheets that you handed over."), _sheets(person)),
        Part(
            "services",
            _("Services near you that you wrote down for sheets."),
            list(services.values(*_SERVICE)),
        ),
        Part(
            "templates",
            _("Your templates for sheets."),
            list(templates.values(*_TEMPLATE)),
        ),
        Part(
            "ticked",
            _("What you ticked for your next sheet."),
            list(basket.values("kind", "uid", "added_at")),
        ),
        Part(
            "letters",
            _("How many links you mailed on each of the last days; not to whom."),
            list(letters.values("day", "count")),
        ),
    ]


def _sheets(person: "Person") -> list[dict[str, Any]]:
    own = Prescription.objects.filter(author=person).order_by("pk")
    lines: dict[int, list[dict[str, Any]]] = {}
    items = PrescriptionItem.objects.filter(prescription__author=person)
    for row in items.order_by("pk").values("prescription_id", *_LINE):
        lines.setdefault(row.pop("prescription_id"), []).append(row)
    return [
        {**{name: row[name] for name in _SHEET}, "lines": lines.get(row["pk"], [])}
        for row in own.values("pk", *_SHEET)
    ]


def erase(person: "Person", at: datetime) -> None:
    """Their sheets open for nobody any more and say nothing; whoever types the code
    hears for a month that it was taken back."""
    own = Prescription.objects.filter(author=person)
    for prescription in own:
        take_back(thread_of(prescription))
    PrescriptionItem.objects.filter(prescription__author=person).delete()
    own.filter(withdrawn_at=None).update(withdrawn_at=at)
    own.update(author=None, hat=None, title="", note="", press="")
    for model in (LocalService, Template, BasketItem, LetterDay):
        model._default_manager.filter(person=person).delete()
