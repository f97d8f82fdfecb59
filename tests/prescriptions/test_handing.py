"""Handing over, withdrawing, receipts, and what is kept for the next sheet."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from medagora.catalogue.models import Resource
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people.models import Notice, Person
from medagora.prescriptions import access, queries
from medagora.prescriptions.domain.drafts import Chosen
from medagora.prescriptions.domain.refusals import SheetExpired, SheetWithdrawn
from medagora.prescriptions.models import Prescription, PrescriptionItem
from medagora.prescriptions.queries.prescriptions import list_services
from medagora.prescriptions.services import basket, handing, local_services, receipts
from medagora.prescriptions.services.handing import hand_over
from medagora.prescriptions.services.housekeeping import forget_old
from medagora.web.models import AuditEvent
from medagora.web.rates import TooOften
from tests.conftest import NOW
from tests.people.hats.building import give_hat
from tests.prescriptions.making import (
    break_link,
    chosen,
    draft,
    handed,
    make_collection,
    make_service,
)

MakePerson = Callable[..., Person]
MakeResource = Callable[..., Resource]
DAY = timedelta(days=1)


def test_a_sheet_is_found_by_its_code_however_it_is_typed(
    member: Person, make_resource: MakeResource
) -> None:
    made = handed(make_resource(), by=member)

    typed = made.code.lower()
    assert queries.by_code(f"{typed[:5]} {typed[5:]}", NOW) == made


def test_it_lasts_ninety_days_and_then_says_that_it_ended(
    member: Person, make_resource: MakeResource
) -> None:
    made = handed(make_resource(), by=member)

    queries.by_code(made.code, NOW + timedelta(days=90) - timedelta(seconds=1))
    with pytest.raises(SheetExpired, match="ask who gave it"):
        queries.by_code(made.code, NOW + timedelta(days=90))


def test_a_withdrawn_sheet_says_that_it_was_taken_back(
    member: Person, make_resource: MakeResource
) -> None:
    made = handed(make_resource(), by=member)

    handing.withdraw(made, by=member, at=NOW + DAY)
    handing.withdraw(made, by=member, at=NOW + 2 * DAY)

    with pytest.raises(SheetWithdrawn, match="taken it back"):
        queries.by_code(made.code, NOW + DAY)
    made.refresh_from_db()
    assert made.withdrawn_at == NOW + DAY


def test_a_code_that_opens_nothing_is_not_found(db: None) -> None:
    with pytest.raises(NotFound, match="no sheet with this code"):
        queries.by_code("0000000000", NOW)


def test_all_is_handed_over_or_nothing(
    member: Person, make_resource: MakeResource
) -> None:
    good, broken = make_resource(), make_resource()
    break_link(broken)

    with pytest.raises(BadInput, match="its link does not work"):
        handed(good, broken, by=member)

    assert not Prescription.objects.exists()
    assert not AuditEvent.objects.filter(verb__startswith="prescriptions").exists()


def test_a_candidate_cannot_be_handed_over(
    member: Person, make_resource: MakeResource
) -> None:
    with pytest.raises(BadInput, match="not there any more"):
        handed(make_resource(state="candidate"), by=member)


def test_a_program_cannot_hand_over_without_end(
    member: Person, make_resource: MakeResource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "MOST_A_DAY", 2)
    resource = make_resource()
    handed(resource, by=member)
    handed(resource, by=member)

    with pytest.raises(TooOften):
        handed(resource, by=member)
    handed(resource, by=member, at=NOW + DAY)


def test_whoever_is_not_signed_in_cannot_hand_over(make_resource: MakeResource) -> None:
    with pytest.raises(NotAllowed, match="without an account"):
        hand_over(draft(make_resource()), by=None, at=NOW)  # type: ignore[arg-type]


def test_a_sheet_is_signed_with_a_hat_or_not_at_all(
    make_person: MakePerson, make_resource: MakeResource
) -> None:
    nurse = make_person("Nora")
    nurse.alias = "quiet-heron"
    nurse.save(update_fields=["alias"])
    hat = give_hat(nurse, "nurse")
    resource = make_resource()

    signed = queries.sheet(handed(resource, by=nurse, hat=hat.uid), now=NOW)
    unsigned = queries.sheet(handed(resource, by=nurse), now=NOW)

    assert signed.author_name == "Nora"
    assert signed.author_hat == "Nurse, verified November 2026"
    assert signed.author_page.endswith(f"/en/community/hats/{hat.uid}/")
    assert (unsigned.author_name, unsigned.author_page) == ("", "")


def test_somebody_elses_hat_cannot_be_worn(
    member: Person, make_person: MakePerson, make_resource: MakeResource
) -> None:
    hat = give_hat(make_person("Nora"), "nurse")

    with pytest.raises(BadInput, match="cannot wear"):
        handed(make_resource(), by=member, hat=hat.uid)


def test_a_collection_comes_with_what_it_holds_that_day(
    member: Person, make_resource: MakeResource
) -> None:
    first, second, later = make_resource(), make_resource(), make_resource()
    collection = make_collection(first, second, by=member, visibility="unlisted")
    made = handed(collection, by=member)
    break_link(second)

    (line,) = queries.sheet(made, now=NOW).lines

    assert line.is_collection
    assert line.address.endswith(f"/en/collections/{collection.uid}/")
    assert [(item.uid, item.state) for item in line.items] == [
        (first.uid, "ok"),
        (second.uid, "broken"),
    ]
    assert later.uid not in {item.uid for item in line.items}


def test_a_private_collection_cannot_be_handed_over(
    member: Person, make_person: MakePerson, make_resource: MakeResource
) -> None:
    collection = make_collection(make_resource(), by=member, visibility="private")

    with pytest.raises(BadInput, match="Make it unlisted"):
        handed(collection, by=member)
    with pytest.raises(BadInput, match="not there"):
        handed(collection, by=make_person("Eve"))


def test_a_service_is_copied_as_it_was(
    member: Person, make_person: MakePerson, make_resource: MakeResource
) -> None:
    service = make_service(member, place="12 High Street", hours="Tuesdays at six")
    made = handed(service, by=member)
    local_services.remove_service(service, by=member)

    (line,) = queries.sheet(made, now=NOW).services

    assert (line.title, line.phone) == ("Asthma class", "+36 1 234 5678")
    assert (line.place, line.hours) == ("12 High Street", "Tuesdays at six")
    assert not line.is_gone


def test_nobody_hands_over_services_of_others(
    member: Person, make_person: MakePerson
) -> None:
    with pytest.raises(BadInput, match="not there"):
        handed(make_service(member), by=make_person("Eve"))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "", "place": ""}, "phone"),
        ({"phone": "ask the nurse"}, "phone"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"language": "zz"}, "language"),
    ],
)
def test_a_service_that_cannot_be_reached_says_so(
    member: Person, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        make_service(member, **fields)

    assert refused.value.field == field
    assert not list_services(member)


def test_what_was_handed_over_leaves_the_basket(
    member: Person, make_resource: MakeResource
) -> None:
    first, second = make_resource(), make_resource()
    for resource in (first, second):
        basket.tick("resource", resource.uid, by=member, at=NOW)

    handed(first, by=member)

    assert queries.basket(member) == (Chosen("resource", second.uid),)


def test_ticking_twice_is_as_once_and_full_is_full(
    member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource()
    for _time in range(2):
        basket.tick("resource", resource.uid, by=member, at=NOW)
    assert len(queries.basket(member)) == 1

    basket.untick("resource", resource.uid, by=member)
    assert not queries.basket(member)
    for kind, uid in [("resource", "nothing"), ("service", "x"), ("resource", "\x00")]:
        with pytest.raises(BadInput):
            basket.tick(kind, uid, by=member, at=NOW)


def test_what_was_ticked_before_signing_in_is_taken_over(
    member: Person, make_resource: MakeResource
) -> None:
    first, second = make_resource(), make_resource()
    basket.tick("resource", first.uid, by=member, at=NOW - DAY)
    ticked = (*chosen(second, first), Chosen("resource", "gone"), Chosen("x", "y"))

    assert basket.take_over(ticked, by=member, at=NOW) == 1
    assert queries.basket(member) == chosen(first, second)


# ---- receipts, and the end -----------------------------------------------------------


def test_the_author_hears_of_an_opening_only_after_the_patients_yes(
    member: Person, make_resource: MakeResource
) -> None:
    made = handed(make_resource(), by=member, wants_receipt=True, title="Asthma")
    queries.sheet(queries.by_code(made.code, NOW), now=NOW)
    assert not Notice.objects.exists()

    receipts.say_opened(made, at=NOW + DAY)
    receipts.say_opened(made, at=NOW + 2 * DAY)

    made.refresh_from_db()
    assert made.opened_on == (NOW + DAY).date()
    (notice,) = Notice.objects.filter(person=member)
    assert notice.kind == "prescription_opened"
    seen = timezone.localtime(notice.made_at)
    assert (seen.date(), seen.hour, seen.minute) == (made.opened_on, 0, 0)  # no hour
    assert notice.url_path.endswith(f"{made.code[:5]}-{made.code[5:]}/")


def test_nobody_can_say_yes_where_nobody_asked(
    member: Person, make_resource: MakeResource
) -> None:
    with pytest.raises(Conflict, match="Nobody asked"):
        receipts.say_opened(handed(make_resource(), by=member), at=NOW)


def test_sheets_of_others_are_not_there(
    member: Person, make_person: MakePerson, make_resource: MakeResource
) -> None:
    made = handed(make_resource(), by=member)
    eve = make_person("Eve")

    assert access.get_own(made.code, member) == made
    for code in (made.code, "nonsense", "", "x" * 5000):
        with pytest.raises(NotFound, match="no such sheet"):
            access.get_own(code, eve)
    with pytest.raises(NotAllowed):
        handing.withdraw(made, by=eve, at=NOW)


def test_a_sheet_is_deleted_a_month_after_it_ended_or_was_withdrawn(
    member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource()
    short, long = handed(resource, by=member, days=7), handed(resource, by=member)
    back = handed(resource, by=member)
    handing.withdraw(back, by=member, at=NOW)

    assert forget_old(NOW + 30 * DAY) == 0
    assert forget_old(NOW + 31 * DAY) == 1
    assert forget_old(NOW + 38 * DAY) == 1
    assert short.pk != back.pk
    assert list(Prescription.objects.all()) == [long]
    left = {item.prescription_id for item in PrescriptionItem.objects.all()}
    assert left == {long.pk}


def test_ones_own_sheets_are_listed_with_their_counts(
    member: Person, make_resource: MakeResource, django_assert_num_queries: Any
) -> None:
    first = handed(make_resource(), make_resource(), by=member)
    second = handed(make_resource(), by=member, at=NOW + DAY)

    with django_assert_num_queries(1):
        found = list(queries.list_own(member))

    assert [row.pk for row in found] == [second.pk, first.pk]
    counts = [(vars(row)["line_count"], vars(row)["flag_count"]) for row in found]
    assert counts == [(1, 0), (2, 0)]
