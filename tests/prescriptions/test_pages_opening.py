"""The patient's door: no account, no cookie, nothing said of who came."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from medagora.people.models import Notice, Person
from medagora.prescriptions.domain.codes import grouped, new_code
from medagora.prescriptions.models import Prescription
from medagora.prescriptions.services.handing import withdraw
from tests.prescriptions.making import (
    Thing,
    break_link,
    handed,
    make_collection,
    make_service,
)

MakeResource = Callable[..., Resource]
FREE = grouped(new_code(b"nobody"))


def make(*things: Thing, by: Person, **fields: object) -> Prescription:
    return handed(*things, by=by, at=timezone.now(), **fields)


@pytest.fixture
def sheet(member: Person, make_resource: MakeResource) -> Prescription:
    return make(make_resource(), by=member, title="Breathe", note="Read it slowly.")


def path_of(sheet: Prescription) -> str:
    return f"/rx/{grouped(sheet.code)}"


def test_the_sheet_opens_without_account_and_without_cookie(
    client: Client, sheet: Prescription
) -> None:
    answer = client.get(path_of(sheet))

    assert answer.status_code == 200
    assert "Breathe" in (page := answer.content.decode())
    assert "Read it slowly." in page
    assert not client.cookies
    assert "csrf" not in page


@pytest.mark.parametrize("way", ["", "/print", "/print?size=large", ".pdf", ".svg"])
def test_every_form_of_it_is_kept_from_caches_engines_and_other_sites(
    client: Client, sheet: Prescription, way: str
) -> None:
    answer = client.get(path_of(sheet) + way)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not client.cookies


def test_links_leave_without_saying_where_from(
    client: Client, sheet: Prescription
) -> None:
    page = client.get(path_of(sheet)).content.decode()

    assert page.count('rel="noopener noreferrer"') == 1
    assert '<meta name="referrer" content="no-referrer">' in page


def test_it_speaks_the_language_of_the_sheet_whatever_the_browser_asks(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource(
        texts={"ar": TextDraft("الربو", "لماذا.")}, languages=("ar",)
    )
    sheet = make(resource, by=member, language="ar")

    answer = client.get(path_of(sheet), headers={"Accept-Language": "hu"})

    assert answer.headers["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()


def test_another_language_is_marked(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    german = make_resource(
        texts={"de": TextDraft("Asthma", "Warum.")}, languages=("de",)
    )
    sheet = make(german, by=member, allow_other_languages=True)

    for way in ("", "/print"):
        page = client.get(path_of(sheet) + way).content.decode()
        assert 'lang="de"' in page
        assert ">German<" in page


def test_a_broken_link_is_said_and_no_link(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource("https://gone.example.org/page")
    sheet = make(resource, by=member)
    break_link(resource)

    page = client.get(path_of(sheet)).content.decode()

    assert "no longer works" in page
    assert "gone.example.org" not in page


def test_a_service_can_be_dialled(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    sheet = make(
        make_resource(), make_service(member, phone="+36 (1) 234-5678"), by=member
    )

    page = client.get(path_of(sheet)).content.decode()

    assert 'href="tel:+3612345678"' in page


def test_twenty_lines_cost_as_many_queries_as_two(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    def count(number: int) -> int:
        sheet = make(*(make_resource() for _ in range(number)), by=member)
        client.get(path_of(sheet))
        with CaptureQueriesContext(connection) as asked:
            client.get(path_of(sheet))
        return len(asked)

    assert count(2) == count(20)


# ---- the code ----------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/rx/", "/hu/prescriptions/code/"])
def test_the_code_is_asked_for_without_a_cookie(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert 'name="code"' in answer.content.decode()
    assert not client.cookies


def test_a_code_as_it_was_dictated_leads_to_its_sheet(
    client: Client, sheet: Prescription
) -> None:
    said = f" {sheet.code[:5].lower()}  {sheet.code[5:].lower()} "

    answer = client.get("/rx/", {"code": said})

    assert answer.status_code == 302
    assert answer.headers["Location"] == path_of(sheet)


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        (FREE, 404, "no sheet with this code"),
        ("ABC", 422, "ten letters and digits"),
        ("!!!!!-!!!!!", 422, "No code has the symbol"),
        ("x" * 4000, 422, "too long"),
        ("%00", 422, "No code has"),
    ],
)
def test_a_wrong_code_is_asked_for_again(
    client: Client, db: None, code: str, status: int, words: str
) -> None:
    answer = client.get(f"/rx/{code}")

    assert answer.status_code == status
    assert words in (page := answer.content.decode())
    assert 'name="code"' in page
    assert not client.cookies


def test_a_strange_code_is_escaped(client: Client, db: None) -> None:
    page = client.get("/rx/", {"code": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page


def test_guessing_ends(client: Client, sheet: Prescription) -> None:
    answers = [client.get(f"/rx/{FREE}").status_code for _try in range(40)]

    assert answers[0] == 404
    assert answers[-1] == 429
    assert client.get(path_of(sheet)).status_code == 429


def test_what_is_over_says_so_kindly(client: Client, sheet: Prescription) -> None:
    withdraw(sheet, by=sheet.author, at=timezone.now())  # type: ignore[arg-type]  # it has one

    answer = client.get(path_of(sheet))

    assert answer.status_code == 410
    assert "has taken it back" in answer.content.decode()
    assert client.get(f"{path_of(sheet)}.pdf").status_code == 410


def test_what_has_ended_says_so_kindly(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    at = timezone.now() - timedelta(days=91)
    sheet = handed(make_resource(), by=member, at=at)

    answer = client.get(path_of(sheet))

    assert answer.status_code == 410
    assert "has ended" in answer.content.decode()


# ---- the receipt -------------------------------------------------------------------


def test_nobody_is_told_that_it_was_opened(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    sheet = make(make_resource(), by=member, wants_receipt=True)

    client.get(path_of(sheet))

    sheet.refresh_from_db()
    assert sheet.opened_on is None
    assert not Notice.objects.exists()


def test_they_are_told_when_the_patient_says_yes(
    member: Person, make_resource: MakeResource
) -> None:
    client = Client(enforce_csrf_checks=True)
    sheet = make(make_resource(), by=member, wants_receipt=True)
    assert "Tell them that I opened it" in client.get(path_of(sheet)).content.decode()

    answer = client.post(
        f"{path_of(sheet)}/opened",
        headers={"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        follow=True,
    )

    sheet.refresh_from_db()
    assert sheet.opened_on == timezone.now().date()
    assert "Thank you." in (page := answer.content.decode())
    assert "Tell them that I opened it" not in page
    assert not client.cookies


def test_a_browser_that_hides_where_it_stands_can_say_yes(
    member: Person, make_resource: MakeResource
) -> None:
    """Without ``Sec-Fetch-Site``: old ones, and all of them where there is no TLS."""
    client = Client(enforce_csrf_checks=True)
    sheet = make(make_resource(), by=member, wants_receipt=True)

    client.post(f"{path_of(sheet)}/opened", headers={"Origin": "null"})

    sheet.refresh_from_db()
    assert sheet.opened_on


def test_nobody_is_thanked_for_what_they_did_not_say(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    sheet = make(make_resource(), by=member, wants_receipt=True)

    page = client.get(path_of(sheet), {"told": "yes"}).content.decode()

    assert "Thank you." not in page


def test_a_stroke_at_the_end_does_not_matter(
    client: Client, sheet: Prescription
) -> None:
    answer = client.get(f"{path_of(sheet)}/")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_no_receipt_is_offered_where_none_was_asked_for(
    client: Client, sheet: Prescription
) -> None:
    assert "Tell them" not in client.get(path_of(sheet)).content.decode()
    assert client.post(f"{path_of(sheet)}/opened").status_code == 409


def test_a_collection_stands_with_what_is_in_it(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    inside = make_resource(texts={"en": TextDraft("Inside it", "Why.")})
    collection = make_collection(inside, by=member)
    sheet = handed(collection, by=member, at=timezone.now())

    for way in ("", "/print"):
        assert "Inside it" in client.get(path_of(sheet) + way).content.decode()


def test_no_code_stands_in_the_log(
    client: Client,
    member: Person,
    make_resource: MakeResource,
    caplog: pytest.LogCaptureFixture,
) -> None:
    over = make(make_resource(), by=member)
    withdraw(over, by=member, at=timezone.now())
    path = path_of(over)

    asked = [
        client.get(path),
        client.get(f"{path}.pdf"),
        client.get(f"/rx/{FREE}"),
        client.get(f"/rx/{FREE[:-1]}"),
        client.post(path),
        client.get(f"{path}/opened"),
        client.get(f"{path}/"),
        client.get(f"{path}/print/"),
        client.get(f"{path}/x/y"),
        client.post(f"{path}/x"),
        client.post(f"{path}/opened", headers={"Sec-Fetch-Site": "cross-site"}),
        client.post(f"{path}/opened", headers={"Sec-Fetch-Site": "same-origin"}),
    ]

    refused = [410, 410, 404, 422, 405, 405, 410, 404, 404, 405, 410, 410]
    assert [answer.status_code for answer in asked] == refused
    assert over.code[:5] not in caplog.text
    assert FREE[:5] not in caplog.text
