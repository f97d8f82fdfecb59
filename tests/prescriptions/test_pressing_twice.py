"""Pressing "Hand it over" twice makes one sheet."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.people.services import erase_person
from medagora.prescriptions.domain.drafts import Draft, press_of
from medagora.prescriptions.models import Prescription
from medagora.prescriptions.services import basket, handing
from medagora.prescriptions.services.handing import hand_over
from tests.conftest import NOW
from tests.prescriptions.making import draft

MakeResource = Callable[..., Resource]
PAGE = "/en/prescriptions/"
FORM = "Zm9ybS1vbmUtYW"


def fields_of(html: str) -> dict[str, Any]:
    names = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)"', html)
    offered = re.findall(r'name="offered" value="([^"]+)"', html)
    ticked = {f"on_{one.replace(':', '_')}": "on" for one in offered}
    sent = {"language": "en", "level": "any", "days": "90", "do": "hand", "note": ""}
    return dict(names) | sent | ticked | {"offered": offered}


def send(client: Client, fields: dict[str, Any]) -> str:
    return client.post(PAGE, fields).headers["Location"]


@pytest.fixture
def page(client: Client, member: Person, make_resource: MakeResource) -> dict[str, Any]:
    """What the form of a page sends, with one thing ticked."""
    basket.tick("resource", make_resource().uid, by=member, at=NOW)
    client.force_login(member)
    return fields_of(client.get(PAGE).content.decode())


def test_the_second_press_shows_the_first_sheet(
    client: Client, page: dict[str, Any]
) -> None:
    first, second = send(client, page), send(client, page)

    assert first == second
    assert Prescription.objects.count() == 1


def test_what_was_changed_in_between_is_a_sheet_of_its_own(
    client: Client, page: dict[str, Any]
) -> None:
    first, second = send(client, page), send(client, page | {"title": "For the week"})

    assert first != second
    assert Prescription.objects.count() == 2


def test_each_page_has_a_form_of_its_own(client: Client, page: dict[str, Any]) -> None:
    again = fields_of(client.get(PAGE).content.decode())

    assert page["form"] != again["form"]
    assert send(client, page) != send(client, page | {"form": again["form"]})


def test_a_form_that_says_nothing_usable_is_handed_over_all_the_same(
    client: Client, page: dict[str, Any]
) -> None:
    for hostile in ("", "<b>", "x" * 5000, "a b"):
        send(client, page | {"form": hostile})

    assert Prescription.objects.filter(press="").count() == 4


def test_whoever_is_not_signed_in_is_given_no_form(client: Client, db: None) -> None:
    assert 'name="form"' not in client.get(PAGE).content.decode()


def test_a_withdrawn_sheet_can_be_handed_over_anew(
    member: Person, make_resource: MakeResource
) -> None:
    sheet = draft(make_resource())
    first = hand_over(sheet, by=member, at=NOW, form=FORM)
    handing.withdraw(first, by=member, at=NOW)

    second = hand_over(sheet, by=member, at=NOW, form=FORM)

    assert second.pk != first.pk


def test_a_sheet_that_ran_out_is_made_anew(
    member: Person, make_resource: MakeResource
) -> None:
    """A page that stayed open for months: its old sheet helps nobody."""
    sheet = draft(make_resource())
    first = hand_over(sheet, by=member, at=NOW, form=FORM)

    second = hand_over(sheet, by=member, at=first.expires_at, form=FORM)
    third = hand_over(sheet, by=member, at=first.expires_at, form=FORM)

    assert second.pk != first.pk
    assert third.pk == second.pk


def test_two_presses_at_the_same_moment_make_one(
    member: Person, make_resource: MakeResource, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second had looked before the first was stored."""
    sheet = draft(make_resource())
    first = hand_over(sheet, by=member, at=NOW, form=FORM)
    looked, look = [], handing._made_before

    def late(person: Person, word: str, at: datetime) -> Prescription | None:
        looked.append(word)
        return look(person, word, at) if len(looked) > 1 else None

    monkeypatch.setattr(handing, "_made_before", late)

    assert hand_over(sheet, by=member, at=NOW, form=FORM).pk == first.pk
    assert Prescription.objects.count() == 1


def test_the_database_keeps_one_for_a_press_of_one_author(
    member: Person, make_person: Callable[..., Person], make_resource: MakeResource
) -> None:
    sheet = draft(make_resource())
    first = hand_over(sheet, by=member, at=NOW, form=FORM)
    other = hand_over(sheet, by=make_person("Bob"), at=NOW, form=FORM)
    days = {"made_at": NOW, "expires_at": NOW + timedelta(days=1)}

    assert other.press == first.press
    with pytest.raises(IntegrityError), transaction.atomic():
        Prescription.objects.create(
            code="ZZZZZZZZZZ", author=member, press=first.press, **days
        )


def test_erased_people_leave_no_press(
    member: Person, make_resource: MakeResource
) -> None:
    hand_over(draft(make_resource()), by=member, at=NOW, form=FORM)

    erase_person(member, by=member, at=NOW)

    assert Prescription.objects.get().press == ""


@given(st.text(max_size=30), st.text(max_size=20), st.text(max_size=20))
def test_a_press_is_told_by_its_form_and_its_draft(
    form: str, title: str, other: str
) -> None:
    one, two = Draft("en", (), title=title), Draft("en", (), title=other)

    assert (press_of(form, one) == press_of(form, two)) == (
        title == other or not press_of(form, one)
    )
    assert len(press_of(form, one)) in {0, 32}
