"""What an author does with a sheet that was handed over, and what they keep."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.prescriptions.domain.codes import grouped
from medagora.prescriptions.models import LocalService, Prescription, Template
from tests.prescriptions.making import break_link, handed, make_service

MakeResource = Callable[..., Resource]


@pytest.fixture
def author(client: Client, member: Person) -> Person:
    client.force_login(member)
    return member


@pytest.fixture
def sheet(author: Person, make_resource: MakeResource) -> Prescription:
    return handed(
        make_resource(), make_resource(), by=author, at=timezone.now(), title="Breathe"
    )


def path_of(sheet: Prescription, further: str = "") -> str:
    return f"/en/prescriptions/made/{grouped(sheet.code)}/{further}"


def test_the_page_shows_code_link_and_ways(client: Client, sheet: Prescription) -> None:
    page = client.get(path_of(sheet)).content.decode()

    code = grouped(sheet.code)
    assert f"/rx/{code}.pdf" in page
    assert f"/rx/{code}/print?size=large" in page
    assert 'class="qr"' in page


@pytest.mark.parametrize("further", ["", "withdraw/"])
def test_it_is_not_there_for_anybody_else(
    client: Client,
    sheet: Prescription,
    make_person: Callable[..., Person],
    further: str,
) -> None:
    client.force_login(make_person("Other"))

    assert client.get(path_of(sheet, further)).status_code == 404
    client.logout()
    assert client.get(path_of(sheet, further)).status_code == 302


def test_withdrawing_asks_first(client: Client, sheet: Prescription) -> None:
    asked = client.get(path_of(sheet, "withdraw/"))
    assert client.get(f"/rx/{grouped(sheet.code)}").status_code == 200

    client.post(path_of(sheet, "withdraw/"))

    assert "cannot be undone" in asked.content.decode()
    assert client.get(f"/rx/{grouped(sheet.code)}").status_code == 410
    assert "nobody can open it" in client.get(path_of(sheet)).content.decode()


def test_the_link_is_mailed(
    client: Client, sheet: Prescription, run_tasks: Callable[[], None]
) -> None:
    client.post(path_of(sheet, "mail/"), {"address": "patient@example.org"})
    run_tasks()

    assert mail.outbox[0].to == ["patient@example.org"]
    assert grouped(sheet.code) in mail.outbox[0].body


def test_an_address_with_a_slip_is_asked_for_again(
    client: Client, sheet: Prescription
) -> None:
    page = client.post(path_of(sheet, "mail/"), {"address": "patient@"})

    assert page.status_code == 200
    assert not mail.outbox
    assert 'value="patient@"' in page.content.decode()


def test_a_broken_line_is_replaced_and_the_patient_sees_the_new_one(
    client: Client, author: Person, make_resource: MakeResource
) -> None:
    broken, better = (
        make_resource(texts={"en": TextDraft(title, "Why.")})
        for title in ("The old one", "The better one")
    )
    sheet = handed(broken, by=author, at=timezone.now())
    break_link(broken)
    line = sheet.items.get()

    asked = client.get(path_of(sheet, f"line/{line.pk}/")).content.decode()
    client.post(path_of(sheet, f"line/{line.pk}/"), {"uid": better.uid})

    assert "Remove this line" in asked
    shown = client.get(f"/rx/{grouped(sheet.code)}").content.decode()
    assert "The better one" in shown
    assert "It takes the place of “The old one”" in shown


def test_a_line_is_removed(client: Client, sheet: Prescription) -> None:
    first, second = sheet.items.all()

    client.post(path_of(sheet, f"line/{first.pk}/"), {"remove": "1"})
    last = client.post(
        path_of(sheet, f"line/{second.pk}/"), {"remove": "1"}, follow=True
    )

    assert list(sheet.items.all()) == [second]
    assert "Withdraw the sheet instead" in last.content.decode()


@pytest.mark.parametrize("line_id", [0, 10**6, 10**30])
def test_a_line_that_is_not_there(
    client: Client, sheet: Prescription, line_id: int
) -> None:
    path = path_of(sheet, f"line/{line_id}/")

    assert client.get(path).status_code == 404
    assert client.post(path, {"uid": "x"}).status_code == 404


def test_it_is_kept_as_a_template_and_used_again(
    client: Client, sheet: Prescription
) -> None:
    client.post(path_of(sheet, "template/"), {"name": "New inhaler"})

    kept = Template.objects.get()
    page = client.get("/en/prescriptions/templates/").content.decode()
    assert f"?template={kept.uid}" in page
    twice = client.post(path_of(sheet, "template/"), {"name": "New inhaler"})
    assert "of this name already" in twice.content.decode()


def test_templates_are_renamed_loved_and_deleted(
    client: Client, sheet: Prescription
) -> None:
    client.post(path_of(sheet, "template/"), {"name": "New inhaler"})
    path = f"/en/prescriptions/templates/{Template.objects.get().uid}/"

    client.post(path, {"name": "Inhaler, children"})
    client.post(f"{path}change/", {"do": "favourite"})
    kept = Template.objects.get()
    assert (kept.name, kept.is_favourite) == ("Inhaler, children", True)

    client.post(f"{path}change/", {"do": "delete"})
    assert not Template.objects.exists()


def test_services_are_added_changed_and_removed(client: Client, author: Person) -> None:
    new = "/en/prescriptions/services/new/"
    words = {"name": "Breathing class", "phone": "+36 1 234 5678", "language": "en"}

    client.post(new, words)
    service = LocalService.objects.get()
    path = f"/en/prescriptions/services/{service.uid}/"
    client.post(path, {**words, "hours": "Tuesdays at five"})
    service.refresh_from_db()
    assert service.hours == "Tuesdays at five"

    client.post(f"{path}remove/")
    assert not LocalService.objects.exists()


def test_a_service_that_nobody_can_reach_is_asked_about(
    client: Client, author: Person
) -> None:
    page = client.post(
        "/en/prescriptions/services/new/", {"name": "Class", "language": "en"}
    )

    assert "Say how to reach it" in page.content.decode()


def test_services_of_others_are_not_there(
    client: Client, author: Person, make_person: Callable[..., Person]
) -> None:
    service = make_service(make_person("Other"))

    assert client.get(f"/en/prescriptions/services/{service.uid}/").status_code == 404


def test_ten_more_sheets_cost_no_more_queries(
    client: Client, author: Person, make_resource: MakeResource
) -> None:
    resource = make_resource()

    def count(more: int) -> int:
        for _number in range(more):
            handed(resource, by=author, at=timezone.now())
        client.get("/en/prescriptions/mine/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/en/prescriptions/mine/").status_code == 200
        return len(asked)

    assert count(2) == count(10)
