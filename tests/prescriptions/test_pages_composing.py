"""From what is ticked to a sheet: one page, with and without an account."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.prescriptions.domain.codes import grouped
from medagora.prescriptions.models import Prescription
from medagora.prescriptions.services import basket
from medagora.prescriptions.services.local_services import MOST_SERVICES
from medagora.prescriptions.services.templates import save_template
from medagora.topics.models import Topic
from tests.conftest import NOW
from tests.people.hats.building import give_hat
from tests.prescriptions.making import break_link, draft, make_service

MakeResource = Callable[..., Resource]
PAGE = "/en/prescriptions/"


def words(*things: Resource, do: str = "print", **fields: Any) -> dict[str, Any]:
    """What the form sends when everything that it offers is ticked."""
    sent: dict[str, Any] = {
        "offered": [f"resource:{thing.uid}" for thing in things],
        "language": "en",
        "level": "any",
        "title": "",
        "note": "",
        "hat": "",
        "days": "90",
        "do": do,
    }
    sent |= {f"on_resource_{thing.uid}": "on" for thing in things}
    return {**sent, **fields}


def test_a_stranger_prints_at_once_and_nothing_is_stored(
    client: Client, make_resource: MakeResource
) -> None:
    resource = make_resource("https://www.example.org/asthma/")

    answer = client.post(PAGE, words(resource, title="Breathe", note="Slowly."))

    page = answer.content.decode()
    assert "Breathe" in page
    assert "Slowly." in page
    assert "example.org/asthma<" in page  # as somebody types it
    assert page.count('class="qr"') == 1  # one beside each address, as there is no link
    assert not Prescription.objects.exists()


def test_a_stranger_gets_a_pdf(client: Client, make_resource: MakeResource) -> None:
    answer = client.post(PAGE, words(make_resource(), do="pdf"))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_member_hands_over(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource()
    client.force_login(member)
    basket.tick("resource", resource.uid, by=member, at=NOW)

    sent = words(resource, do="hand", wants_receipt="on", days="30")
    sent[f"note_resource_{resource.uid}"] = "Page 4."
    answer = client.post(PAGE, sent)

    made = Prescription.objects.get()
    assert answer.headers["Location"] == f"/en/prescriptions/made/{grouped(made.code)}/"
    assert made.wants_receipt
    assert made.items.get().note == "Page 4."
    assert "Nothing is ticked yet" in client.get(PAGE).content.decode()


def test_a_stranger_cannot_hand_over(
    client: Client, make_resource: MakeResource
) -> None:
    client.post(PAGE, words(make_resource(), do="hand"))

    assert not Prescription.objects.exists()


def test_a_diagnosis_code_fills_the_page(
    client: Client, make_topic: Callable[..., Topic], make_resource: MakeResource
) -> None:
    make_topic("asthma", codes=(("icd10", "J45"),))
    resource = make_resource(topics=("asthma",))

    answer = client.get("/en/prescriptions/new/", {"code": "J45"}, follow=True)

    page = answer.content.decode()
    assert f'value="resource:{resource.uid}"' in page
    assert f'id="id_on_resource_{resource.uid}" checked' in page
    assert 'value="Asthma"' in page  # the heading


def test_a_diagnosis_that_nobody_knows_is_said(client: Client, db: None) -> None:
    page = client.get(PAGE, {"code": "Zz99.qq"}).content.decode()

    assert "We know no topic for this." in page


def test_the_note_passes_the_privacy_guard(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    client.force_login(member)
    note = "For John Smith, born 12 March 1961, john.smith@example.com"

    answer = client.post(PAGE, words(make_resource(), do="hand", note=note))

    assert answer.status_code == 200
    assert "What may identify somebody" in answer.content.decode()
    assert not Prescription.objects.exists()


def test_a_word_about_a_line_passes_the_guard_too(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    client.force_login(member)
    resource = make_resource()
    sent = words(resource, do="hand")
    sent[f"note_resource_{resource.uid}"] = "Write to john.smith@example.com"

    answer = client.post(PAGE, sent)

    assert "What may identify somebody" in answer.content.decode()
    assert not Prescription.objects.exists()


def test_another_language_is_never_mixed_in_unasked(
    client: Client, make_resource: MakeResource
) -> None:
    german = make_resource(
        texts={"de": TextDraft("Asthma", "Warum.")}, languages=("de",)
    )

    refused = client.post(PAGE, words(german)).content.decode()
    taken = client.post(PAGE, words(german, allow_other_languages="on"))

    assert "not in the language of the sheet" in refused
    assert "German" in refused
    assert ">German<" in taken.content.decode()


def test_a_link_that_broke_since_it_was_ticked_is_named_and_not_left_out(
    client: Client, make_resource: MakeResource
) -> None:
    works = make_resource()
    broke = make_resource(texts={"en": TextDraft("Gone since", "Why.")})
    break_link(broke)

    page = client.post(PAGE, words(works, broke)).content.decode()

    assert "Cannot be handed over now" in page
    assert "“Gone since”. Please leave it out." in page
    sent = words(works, broke)
    del sent[f"on_resource_{broke.uid}"]  # as its box cannot be ticked any more
    assert "Gone since" not in client.post(PAGE, sent).content.decode()


def test_the_last_of_many_services_can_be_ticked(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    names = [f"Class {number:03}" for number in range(MOST_SERVICES)]
    services = [make_service(member, name=name) for name in names]
    client.force_login(member)
    sent = words(make_resource())
    sent["offered"] += [f"service:{service.uid}" for service in services]
    sent[f"on_service_{services[-1].uid}"] = "on"

    assert names[-1] in client.post(PAGE, sent).content.decode()


def test_a_template_fills_the_page(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource()
    client.force_login(member)
    kept = save_template(
        "New inhaler", draft(resource, note="Twice a day."), by=member, at=NOW
    )

    page = client.get(PAGE, {"template": kept.uid}).content.decode()

    assert "Twice a day." in page
    assert f'id="id_on_resource_{resource.uid}" checked' in page


def test_templates_and_services_of_others_are_not_there(
    client: Client, member: Person, make_person: Callable[..., Person]
) -> None:
    other = make_person("Other")
    service = make_service(other, name="Somebody else's class")
    client.force_login(member)

    assert client.get(PAGE, {"template": "none"}).status_code == 404
    sent = {**words(), "offered": f"service:{service.uid}"}
    sent[f"on_service_{service.uid}"] = "on"
    assert "Somebody else" not in client.post(PAGE, sent).content.decode()


def test_own_services_are_offered(client: Client, member: Person) -> None:
    make_service(member, name="Breathing class")
    client.force_login(member)

    assert "Breathing class" in client.get(PAGE).content.decode()


def test_it_is_signed_with_a_verified_hat(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    hat = give_hat(member)
    client.force_login(member)

    page = client.get(PAGE).content.decode()
    client.post(PAGE, words(make_resource(), do="hand", hat=hat.uid))

    assert f'value="{hat.uid}" selected' in page
    assert Prescription.objects.get().hat == hat


def test_it_needs_no_script_and_the_token(make_resource: MakeResource) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post(PAGE, words(make_resource())).status_code == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"language": "xx"},
        {"language": "\x00"},
        {"level": "hardest"},
        {"days": "1000000000000"},
        {"days": "x"},
        {"title": "t" * 5000},
        {"note": "n" * 100_000},
        {"note": "a\x00b"},
        {"hat": "nobody"},
        {"offered": ["nonsense", ":", "resource:", "resource:\x00", "service:x" * 99]},
        {"do": "\x00"},
        {"on_resource_%00": "on"},
    ],
)
def test_hostile_words_are_answered_kindly(
    client: Client, member: Person, make_resource: MakeResource, changes: dict[str, Any]
) -> None:
    client.force_login(member)

    answer = client.post(PAGE, {**words(make_resource(), do="hand"), **changes})

    assert answer.status_code in {200, 302}


@pytest.mark.parametrize(
    "query",
    [
        {"code": "\x00"},
        {"code": "x" * 5000},
        {"language": "\x00"},
        {"language": "x" * 5000},
        {"level": "\x00"},
    ],
)
def test_hostile_questions_are_answered_kindly(
    client: Client, db: None, query: dict[str, str]
) -> None:
    assert client.get(PAGE, query).status_code == 200


def test_ten_more_ticked_things_cost_no_more_queries(
    client: Client,
    member: Person,
    make_resource: MakeResource,
    django_assert_max_num_queries: Any,
) -> None:
    client.force_login(member)
    for _number in range(12):
        basket.tick("resource", make_resource().uid, by=member, at=NOW)
    client.get(PAGE)

    with django_assert_max_num_queries(16):
        client.get(PAGE)


def test_the_address_for_records_keeps_its_question(client: Client, db: None) -> None:
    answer = client.get(reverse("prescriptions:new"), {"code": "E11.9"})

    assert answer.headers["Location"] == f"{PAGE}?code=E11.9"
