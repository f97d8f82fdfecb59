"""Hats in a browser: asking, deciding, and what everybody sees."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medagora.people.models import (
    DeclaredInterest,
    Hat,
    HatRequest,
    MailDomain,
    Person,
)
from tests.people.hats.building import NOW, give_hat
from tests.people.hats.conftest import PDF

BrowserOf = Callable[[Person], Client]
MakePerson = Callable[..., Person]
Ask = Callable[..., HatRequest]
HATS = "/en/account/hats/"


def text_of(page: object) -> str:
    html = page.content.decode()  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_patient_says_what_they_live_with(
    member: Person, browser_of: BrowserOf, lend_topics: Callable[..., None]
) -> None:
    lend_topics(asthma="Asthma", gout="Gout")
    browser = browser_of(member)

    chosen = browser.get(f"{HATS}new/", {"role": "living_with"})
    assert chosen.headers["Location"] == f"{HATS}new/living_with/"
    browser.post(f"{HATS}new/living_with/", {"topic": "asthma"})

    page = text_of(browser.get(HATS))
    assert "Living with Asthma (their own word)" in page
    assert "Posts show your alias" in page


def test_a_doctor_asks_with_a_number_and_a_moderator_decides(
    make_person: MakePerson,
    moderator: Person,
    browser_of: BrowserOf,
    lend_topics: Callable[..., None],
    run_tasks: Callable[[], None],
) -> None:
    lend_topics(paediatrics="Paediatrics")
    doctor = make_person("Anna Kovacs")
    browser = browser_of(doctor)
    assert "Number in a professional register" in text_of(
        browser.get(f"{HATS}new/physician/")
    )
    wrong = browser.post(
        f"{HATS}new/physician/register/", {"register": "npi", "number": "1234567890"}
    )
    assert "mistyped" in text_of(wrong)

    browser.post(
        f"{HATS}new/physician/register/",
        {
            "register": "npi",
            "number": "1234567893",
            "specialty": "paediatrics",
            "shows_name": "on",
        },
    )
    asked = HatRequest.objects.get()
    desk = browser_of(moderator)
    assert "Paediatrician" in text_of(desk.get(f"{HATS}desk/"))
    decide = text_of(desk.get(f"{HATS}desk/{asked.uid}/"))
    assert "Nothing was looked up" in decide
    assert "1234567893" in decide
    desk.post(f"{HATS}desk/{asked.uid}/", {"answer": "yes"})

    hat = Hat.objects.get()
    everybody = text_of(Client().get(f"/en/account/hat/{hat.uid}/"))
    assert "Anna Kovacs wears this hat" in everybody
    assert "npiregistry.cms.hhs.gov/provider-view/1234567893" in everybody


def test_a_refusal_is_read_by_the_person(
    ask: Ask, moderator: Person, browser_of: BrowserOf
) -> None:
    asked = ask()
    browser = browser_of(moderator)
    address = f"{HATS}desk/{asked.uid}/"

    assert "This field is required" in text_of(browser.post(address, {"answer": "no"}))
    browser.post(address, {"answer": "no", "reason": "Another name stands there."})

    page = browser_of(asked.person).get(f"{HATS}requests/{asked.uid}/")
    assert "Another name stands there." in text_of(page)


def test_papers_are_added_seen_and_never_run(
    ask: Ask, moderator: Person, member: Person, browser_of: BrowserOf
) -> None:
    asked = ask("documents", role="nurse")
    owner = browser_of(asked.person)
    steps = f"{HATS}requests/{asked.uid}/continue/"
    wrong = owner.post(
        steps, {"step": "paper", "file": SimpleUploadedFile("a.pdf", b"<html>")}
    )
    assert "Choose a PDF" in text_of(wrong)
    owner.post(steps, {"step": "paper", "file": SimpleUploadedFile("a.pdf", PDF)})
    owner.post(steps, {"step": "submit"})
    paper = asked.documents.get()
    address = f"{HATS}requests/{asked.uid}/papers/{paper.uid}/"

    seen = browser_of(moderator).get(address)

    assert seen.content == PDF
    assert "sandbox" in seen.headers["Content-Security-Policy"]
    assert seen.headers["Content-Disposition"].startswith("attachment")
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in seen.headers["Cache-Control"]
    assert browser_of(member).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_an_address_is_asked_for_only_where_an_institution_is_listed(
    operator: Person, member: Person, browser_of: BrowserOf
) -> None:
    ways = f"{HATS}new/nurse/"
    assert "Address of an institution" not in text_of(browser_of(member).get(ways))
    browser_of(operator).post(
        f"{HATS}domains/",
        {"domain": "hospital.example", "organisation": "H", "roles": ["nurse"]},
    )

    assert "Address of an institution" in text_of(browser_of(member).get(ways))
    domain = MailDomain.objects.get()
    assert "hospital.example" in text_of(browser_of(operator).get(f"{HATS}domains/"))
    browser_of(operator).post(f"{HATS}domains/{domain.pk}/remove/")
    assert not MailDomain.objects.exists()


def test_a_code_goes_round(
    member: Person,
    browser_of: BrowserOf,
    mails: Callable[[], list[object]],
) -> None:
    MailDomain.objects.create(
        domain="h.example", organisation="H", roles=["nurse"], added_at=NOW
    )
    browser = browser_of(member)
    browser.post(f"{HATS}new/nurse/mail/", {"shows_name": "on"})
    asked = HatRequest.objects.get()
    steps = f"{HATS}requests/{asked.uid}/continue/"
    assert "We know no institution" in text_of(
        browser.post(steps, {"step": "address", "address": "a@b.example"})
    )
    browser.post(steps, {"step": "address", "address": "a@h.example"})
    code = re.search(r"\b\d{6}\b", mails()[-1].body)  # type: ignore[attr-defined]
    assert code

    browser.post(steps, {"step": "code", "code": code[0]})

    page = text_of(browser.get(f"{HATS}requests/{asked.uid}/"))
    assert "lies on the moderators’ desk" in page


def test_two_colleagues_follow_the_link(
    ask: Ask, make_person: MakePerson, member: Person, browser_of: BrowserOf
) -> None:
    asked = ask("vouching", role="nurse")
    link = f"{HATS}vouch/{asked.uid}/"
    assert (
        link
        in browser_of(asked.person).get(f"{HATS}requests/{asked.uid}/").content.decode()
    )
    assert "Only verified peers" in text_of(browser_of(member).get(link))
    assert browser_of(member).post(link).status_code == 403
    for name in ("First", "Second"):
        peer = make_person(name)
        give_hat(peer, "nurse")
        browser_of(peer).post(link)

    assert Hat.objects.get(person=asked.person).evidence == "vouching"


def test_the_alias_is_changed_or_taken_from_a_proposal(
    member: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)
    page = browser.get("/en/account/alias/").content.decode()
    proposal = re.search(r'name="alias" value="([^"]+)">', page)
    assert proposal
    assert "title" in text_of(browser.post("/en/account/alias/", {"alias": "Dr Who"}))

    browser.post("/en/account/alias/", {"alias": proposal[1]})

    member.refresh_from_db()
    assert member.alias == proposal[1]


def test_ones_own_hat_is_changed_and_taken_off(
    member: Person, operator: Person, browser_of: BrowserOf
) -> None:
    hat = give_hat(member, "nurse")
    change = f"{HATS}{hat.uid}/change/"
    browser_of(member).post(change, {"action": "show-alias"})
    assert not Hat.objects.get().shows_name
    assert browser_of(operator).post(change, {"action": "doff"}).status_code == 404

    browser_of(member).post(change, {"action": "doff"})

    assert "Taken off by the wearer" in text_of(browser_of(member).get(HATS))


def test_a_moderator_takes_a_hat_back_on_its_page(
    member: Person, moderator: Person, browser_of: BrowserOf
) -> None:
    hat = give_hat(member, "nurse")
    address = f"/en/account/hat/{hat.uid}/"
    assert "Take this hat back" not in text_of(browser_of(member).get(address))
    words = {"because": "licence_ended", "words": "The register says so."}
    browser_of(member).post(address, words)
    assert Hat.objects.get().doffed_at is None

    browser_of(moderator).post(address, words)

    page = text_of(Client().get(address))
    assert "The licence or the post has ended" in page
    assert "The register says so." not in page


def test_interests_give_no_alias_away(member: Person) -> None:
    hat = give_hat(member, "physician")
    DeclaredInterest.objects.create(
        person=member, organisation="Small Clinic", nature="employment"
    )
    address = f"/en/account/hat/{hat.uid}/"
    assert "Small Clinic" in text_of(Client().get(address))
    Hat.objects.update(shows_name=False)

    page = text_of(Client().get(address))

    assert "Small Clinic" not in page
    assert "Employment" in page
    assert member.name not in page


def test_the_page_of_a_register_gives_no_alias_away(member: Person) -> None:
    register = "https://npiregistry.cms.hhs.gov/provider-view/1234567893"
    hat = give_hat(member, "physician", evidence_link=register)
    address = f"/en/account/hat/{hat.uid}/"
    assert register in Client().get(address).content.decode()
    Hat.objects.update(shows_name=False)

    page = Client().get(address).content.decode()

    assert register not in page
    assert "Number in a professional register" in page


@pytest.mark.parametrize("path", ["", "new/", "desk/", "domains/", "desk/x/"])
def test_strangers_are_asked_to_sign_in(db: None, path: str) -> None:
    assert Client().get(f"{HATS}{path}").status_code == 302


@pytest.mark.parametrize("path", ["desk/", "domains/", "desk/x/"])
def test_members_have_no_desk(member: Person, browser_of: BrowserOf, path: str) -> None:
    assert browser_of(member).get(f"{HATS}{path}").status_code == 403


def test_ten_more_requests_cost_no_more_queries(
    ask: Ask, moderator: Person, make_person: MakePerson, browser_of: BrowserOf
) -> None:
    browser = browser_of(moderator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(f"{HATS}desk/").status_code == 200
        return len(asked)

    ask()
    few = [queries(), queries()][-1]
    for number in range(10):
        ask(register="gmc", number=f"70123{number:02}", by=make_person(f"N{number}"))

    assert queries() == few


def test_ten_more_hats_cost_no_more_queries(
    member: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(HATS).status_code == 200
        return len(asked)

    give_hat(member, "carer", "asthma")
    few = [queries(), queries()][-1]
    for number in range(10):
        give_hat(member, "carer", f"topic-{number}")

    assert queries() == few
