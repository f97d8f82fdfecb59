"""What people agree to before they write, and from which age."""

from collections.abc import Callable
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given

from medagora.kernel.refusals import BadInput
from medagora.people.domain.consents import (
    AGES,
    USUAL_AGE,
    VERSIONS,
    Given,
    Purpose,
    age_of_consent,
    holds,
)
from medagora.people.models import Consent, Person
from medagora.people.queries.consents import has_consented, may_write
from medagora.people.services import consents
from tests.conftest import NOW
from tests.people.agreeing import agree

BEFORE = "people:before-writing"


@pytest.mark.parametrize(
    ("country", "age"), [("HU", 16), ("at", 14), ("FR", 15), ("US", 13), ("JP", 16)]
)
def test_each_country_has_its_age_and_an_unknown_one_the_strictest(
    country: str, age: int
) -> None:
    assert age_of_consent(country) == age


@given(st.text(max_size=3))
def test_no_country_is_outside_what_the_law_allows(country: str) -> None:
    assert 13 <= age_of_consent(country) <= USUAL_AGE
    assert set(AGES.values()) <= {13, 14, 15, 16}


def test_a_consent_holds_while_its_sentence_is_the_present_one() -> None:
    present = VERSIONS[Purpose.WRITING]

    assert holds(Given(present, None), Purpose.WRITING)
    assert not holds(Given(present - 1, None), Purpose.WRITING)
    assert not holds(Given(present, NOW), Purpose.WRITING)
    assert not holds(None, Purpose.WRITING)


def test_consent_is_kept_once_can_be_taken_back_and_given_again(member: Person) -> None:
    agree(member)
    agree(member)
    assert Consent.objects.count() == 1
    assert may_write(member)

    consents.withdraw_consent(member, Purpose.WRITING, at=NOW)
    assert not may_write(member)

    agree(member, at=NOW + timedelta(days=1))
    assert may_write(member)
    assert Consent.objects.count() == 2
    assert Consent.objects.filter(withdrawn_at=None).count() == 1


def test_whoever_is_too_young_does_not_write_whatever_they_agreed_to(
    member: Person,
) -> None:
    agree(member)

    consents.declare_age(member, country="HU", is_old_enough=False, at=NOW)

    assert has_consented(member, Purpose.WRITING)
    assert not may_write(member)


def test_a_country_that_there_is_not_is_refused(member: Person) -> None:
    with pytest.raises(BadInput):
        consents.declare_age(member, country="ZZ", is_old_enough=True, at=NOW)


def answer(client: Client, **form: str) -> str:
    path = reverse(BEFORE)
    return client.post(path, {"country": "HU", **form}).content.decode()


def test_the_page_asks_once_and_leads_back(client: Client, member: Person) -> None:
    client.force_login(member)
    wanted = "/en/topics/"
    page = client.get(reverse(BEFORE), {"next": wanted}).content.decode()
    assert "16 years old" in page or "years old or older" in page

    form = {"country": "HU", "is_old_enough": "yes", "agrees": "on", "next": wanted}
    done = client.post(reverse(BEFORE), form)

    assert done.headers["Location"] == wanted
    assert may_write(member)


def test_a_young_person_is_told_kindly_and_nothing_is_agreed(
    client: Client, member: Person
) -> None:
    client.force_login(member)

    html = answer(client, is_old_enough="no", agrees="on")

    assert "Please let a parent write for you" in html
    assert not may_write(member)
    assert not Consent.objects.exists()


def test_without_consent_the_page_says_why_it_is_needed(
    client: Client, member: Person
) -> None:
    client.force_login(member)

    assert "Without this we may not store" in answer(client, is_old_enough="yes")


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "x"])
def test_nobody_is_led_elsewhere(client: Client, member: Person, wanted: str) -> None:
    client.force_login(member)
    form = {"country": "", "is_old_enough": "yes", "agrees": "on", "next": wanted}

    assert client.post(reverse(BEFORE), form).headers["Location"] == "/"


def test_one_can_see_and_take_back_what_one_agreed_to(
    client: Client, make_person: Callable[..., Person]
) -> None:
    person = agree(make_person())
    client.force_login(person)

    html = client.get(reverse("people:consents")).content.decode()
    assert "I agree that what I write here" in html
    client.post(reverse("people:withdraw-consent"))

    assert not may_write(person)
    assert "Taken back on" in client.get(reverse("people:consents")).content.decode()
