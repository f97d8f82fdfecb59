"""What other rooms ask about hats."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from medagora.kernel.refusals import NotFound
from medagora.people import access
from medagora.people import queries as people
from medagora.people.labels_hats import hat_line
from medagora.people.models import Person
from medagora.people.queries import hats
from tests.people.hats.building import NOW, give_hat

MakePerson = Callable[..., Person]
LATER = NOW + timedelta(days=731)


def test_the_verified_hats_are_offered_first(member: Person) -> None:
    own = give_hat(member, "living_with", "asthma")
    verified = give_hat(member, "nurse")

    assert hats.list_wearable(member, NOW) == [verified, own]


def test_an_expired_hat_is_not_worn_for_a_new_post(member: Person) -> None:
    hat = give_hat(member, "nurse")

    assert hats.get_wearable(member, hat.uid, NOW) == hat
    with pytest.raises(NotFound):
        hats.get_wearable(member, hat.uid, LATER)


def test_nobody_wears_the_hat_of_another(member: Person, operator: Person) -> None:
    hat = give_hat(operator, "nurse")

    with pytest.raises(NotFound):
        hats.get_wearable(member, hat.uid, NOW)


def test_only_verified_roles_count(member: Person, operator: Person) -> None:
    give_hat(member, "living_with", "asthma")
    give_hat(member, "nurse")
    give_hat(operator, "librarian")
    both = [member.pk, operator.pk]

    assert hats.verified_roles_of(both, NOW) == {
        member.pk: {"nurse"},
        operator.pk: {"librarian"},
    }
    assert hats.verified_roles_of(both, LATER) == {}


@pytest.mark.parametrize(
    ("role", "counts"),
    [("physician", True), ("midwife", True), ("librarian", False), ("carer", False)],
)
def test_professionals_are_those_with_a_verified_hat_of_a_profession(
    member: Person, role: str, counts: bool
) -> None:
    give_hat(member, role)

    assert access.is_verified_professional(member, NOW) is counts
    assert people.verified_professional_ids(NOW) == [member.pk] * counts
    assert access.is_verified_professional(member, LATER) is False


def test_a_role_on_the_site_makes_nobody_a_professional(curator: Person) -> None:
    assert access.is_verified_professional(curator) is False
    assert access.is_verified_professional(None) is False


def test_closed_accounts_are_no_professionals(member: Person) -> None:
    give_hat(member, "nurse")
    member.is_active = False
    member.save()

    assert people.verified_professional_ids(NOW) == []
    assert access.is_verified_professional(member, NOW) is False


def test_a_hat_says_its_role_and_since_when(member: Person) -> None:
    doctor = give_hat(member, "physician", "paediatrics")

    assert hat_line(doctor) == "Paediatrician, verified November 2026"
    with translation.override("de"):
        assert "November 2026" in hat_line(doctor)


def test_what_nobody_verified_is_marked_so(
    member: Person, lend_topics: Callable[..., None]
) -> None:
    lend_topics(asthma="Asthma")
    hat = give_hat(member, "living_with", "asthma")

    assert hat_line(hat) == "Living with Asthma (their own word)"


def test_a_hat_taken_back_says_so_on_old_posts(member: Person) -> None:
    hat = give_hat(member, "nurse", doffed_at=NOW, doffed_because="not_true")

    assert hat_line(hat) == "Nurse: hat taken back, November 2026"


def test_lines_of_many_hats_ask_for_topics_once(
    make_person: MakePerson, lend_topics: Callable[..., None]
) -> None:
    worn = [give_hat(make_person(), "carer", f"topic-{n}") for n in range(9)]

    with CaptureQueriesContext(connection) as asked:
        pages = [render_to_string("people/hats/_hat.html", {"hat": h}) for h in worn]

    assert len(pages) == 9
    assert len(asked) <= 1
