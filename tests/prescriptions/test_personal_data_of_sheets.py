"""Everything about somebody leaves with them."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest

from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.people.services import erase_person, export_person
from medagora.prescriptions import queries
from medagora.prescriptions.domain.refusals import SheetWithdrawn
from medagora.prescriptions.models import (
    BasketItem,
    LetterDay,
    LocalService,
    Prescription,
    PrescriptionItem,
    Template,
)
from medagora.prescriptions.services import basket
from medagora.prescriptions.services.housekeeping import forget_old
from medagora.prescriptions.services.letters import send_link
from medagora.prescriptions.services.templates import save_template
from tests.conftest import NOW
from tests.people.hats.building import give_hat
from tests.prescriptions.making import draft, handed, make_service

MakeResource = Callable[..., Resource]


@pytest.fixture
def made(member: Person, make_resource: MakeResource) -> Prescription:
    hat = give_hat(member, "nurse")
    resource = make_resource()
    made = handed(
        resource, make_service(member), by=member, hat=hat.uid, note="Twice a day."
    )
    save_template("Asthma", draft(resource), by=member, at=NOW)
    basket.tick("resource", resource.uid, by=member, at=NOW)
    send_link(made, "patient@example.org", by=member, at=NOW)
    return made


def test_everything_is_exported(member: Person, made: Prescription) -> None:
    with zipfile.ZipFile(io.BytesIO(export_person(member, at=NOW))) as archive:
        parts = {
            name: json.loads(archive.read(f"prescriptions/{name}.json"))
            for name in ("sheets", "services", "templates", "ticked", "letters")
        }

    (sheet,) = parts["sheets"]
    assert (sheet["code"], sheet["note"]) == (made.code, "Twice a day.")
    assert [line["kind"] for line in sheet["lines"]] == ["resource", "service"]
    assert parts["services"][0]["name"] == "Asthma class"
    assert parts["templates"][0]["name"] == "Asthma"
    assert parts["ticked"][0]["kind"] == "resource"
    assert parts["letters"][0]["count"] == 1


def test_sheets_of_whoever_left_are_withdrawn_and_emptied(
    member: Person, made: Prescription
) -> None:
    erase_person(member, by=member, at=NOW)

    with pytest.raises(SheetWithdrawn):
        queries.by_code(made.code, NOW)
    made.refresh_from_db()
    assert (made.author_id, made.hat_id, made.note) == (None, None, "")
    for model in (PrescriptionItem, LocalService, Template, BasketItem, LetterDay):
        assert not model._default_manager.exists()
    assert forget_old(NOW + timedelta(days=31)) == 1
