"""Papers, addresses of institutions and the word of colleagues."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people.gateways import documents
from medagora.people.models import EvidenceOwner, Hat, HatRequest, MailDomain, Person
from medagora.people.services import hats_documents, hats_mail
from medagora.people.services.hats_deciding import agree, refuse, vouch
from medagora.web.models import AuditEvent
from tests.people.hats.building import NOW, give_hat
from tests.people.hats.conftest import PDF

Ask = Callable[..., HatRequest]
MakePerson = Callable[..., Person]


@pytest.fixture
def papers(ask: Ask) -> HatRequest:
    """A request with one paper, on the desk."""
    request = ask("documents", role="midwife")
    hats_documents.add_document(request, PDF, by=request.person, at=NOW)
    return hats_documents.submit_documents(request, by=request.person, at=NOW)


def see(request: HatRequest, *moderators: Person) -> None:
    for moderator in moderators:
        paper = request.documents.get()
        hats_documents.open_document(paper, by=moderator, at=NOW)


def test_two_moderators_see_the_papers_which_are_then_deleted(
    papers: HatRequest,
    moderator: Person,
    second_moderator: Person,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    see(papers, moderator, second_moderator)

    assert agree(papers, by=moderator, at=NOW) is None
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        hat = agree(papers, by=second_moderator, at=NOW)

    assert hat is not None
    assert (hat.evidence, hat.evidence_link) == ("documents", "")
    assert documents.stored() == []
    assert not papers.documents.exists()


def test_one_moderator_counts_once(papers: HatRequest, moderator: Person) -> None:
    see(papers, moderator)
    agree(papers, by=moderator, at=NOW)

    with pytest.raises(Conflict, match="Another moderator"):
        agree(papers, by=moderator, at=NOW)


def test_who_has_not_opened_the_papers_cannot_say_yes(
    papers: HatRequest, moderator: Person
) -> None:
    with pytest.raises(Conflict, match="Open the papers"):
        agree(papers, by=moderator, at=NOW)


def test_a_new_paper_must_be_looked_at_by_those_who_said_yes(
    papers: HatRequest, moderator: Person, second_moderator: Person
) -> None:
    see(papers, moderator, second_moderator)
    agree(papers, by=moderator, at=NOW)
    hats_documents.add_document(papers, PDF, by=papers.person, at=NOW)

    with pytest.raises(Conflict, match="Open the papers"):
        agree(papers, by=second_moderator, at=NOW)


def test_a_refusal_deletes_the_papers_too(
    papers: HatRequest,
    moderator: Person,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        refuse(papers, by=moderator, at=NOW, reason="It cannot be read.")

    assert documents.stored() == []


def test_every_look_of_a_moderator_is_recorded(
    papers: HatRequest, moderator: Person
) -> None:
    see(papers, moderator, papers.person)

    seen = AuditEvent.objects.filter(verb="people.hat_document_seen")
    assert [event.actor_id for event in seen] == [moderator.pk]


def test_nobody_else_sees_a_paper(
    papers: HatRequest, member: Person, curator: Person
) -> None:
    for person in (member, curator):
        with pytest.raises(NotAllowed):
            see(papers, person)


def test_papers_lie_in_the_home_readable_by_the_site_alone(
    papers: HatRequest, tmp_path: Path
) -> None:
    (file,) = (tmp_path / "hat-documents").iterdir()

    assert file.read_bytes() == PDF
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"MZ\x90", b"GIF89a", b" %PDF-1.7", b"PK\x03\x04"]
)
def test_only_pdf_jpeg_and_png_are_taken(ask: Ask, content: bytes) -> None:
    request = ask("documents", role="nurse")

    with pytest.raises(BadInput):
        hats_documents.add_document(request, content, by=request.person, at=NOW)


def test_a_paper_is_no_larger_than_five_megabytes(ask: Ask) -> None:
    request = ask("documents", role="nurse")

    with pytest.raises(BadInput, match="5 MB"):
        hats_documents.add_document(
            request, PDF + bytes(documents.MOST_BYTES), by=request.person, at=NOW
        )


def test_a_request_without_papers_is_not_on_the_desk(
    ask: Ask, moderator: Person
) -> None:
    request = ask("documents", role="nurse")

    with pytest.raises(Conflict, match="Add a paper"):
        hats_documents.submit_documents(request, by=request.person, at=NOW)
    with pytest.raises(Conflict, match="not complete"):
        agree(request, by=moderator, at=NOW)


# ---- addresses ---------------------------------------------------------------
@pytest.fixture
def hospital(operator: Person) -> MailDomain:
    return hats_mail.add_mail_domain(
        "Hospital.example", "The hospital", ["nurse", "x"], by=operator, at=NOW
    )


def code_in(mails: list[EmailMessage]) -> str:
    found = re.search(r"^\d{6}$", str(mails[-1].body), re.MULTILINE)
    assert found
    return found[0]


def test_an_address_is_proved_by_a_code_and_forgotten(
    ask: Ask,
    hospital: MailDomain,
    moderator: Person,
    mails: Callable[[], list[EmailMessage]],
) -> None:
    request = ask("mail", role="nurse")
    address = "Anna.K@ward.hospital.example"
    hats_mail.send_code(request, address, by=request.person, at=NOW)
    code = code_in(mails())
    assert mails()[-1].to == ["anna.k@ward.hospital.example"]

    spaced = f"{code[:3]} {code[3:]}"
    hats_mail.prove_address(request, spaced, by=request.person, at=NOW)
    hat = agree(request, by=moderator, at=NOW)

    assert hat is not None
    assert hat.expires_at == NOW + timedelta(days=365)
    stored = str(HatRequest.objects.values()) + str(AuditEvent.objects.values())
    assert "anna.k" not in stored
    assert EvidenceOwner.objects.get().kind == "mail"


def test_a_code_is_guessed_five_times_and_no_more(
    ask: Ask, hospital: MailDomain, mails: Callable[[], list[EmailMessage]]
) -> None:
    request = ask("mail", role="nurse")
    hats_mail.send_code(request, "a@hospital.example", by=request.person, at=NOW)
    code = code_in(mails())
    wrong = f"{(int(code) + 1) % 10**6:06}"

    for _try in range(5):
        with pytest.raises(BadInput, match="not the code"):
            hats_mail.prove_address(request, wrong, by=request.person, at=NOW)
    with pytest.raises(Conflict, match="too often"):
        hats_mail.prove_address(request, code, by=request.person, at=NOW)


def test_a_code_grows_old(
    ask: Ask, hospital: MailDomain, mails: Callable[[], list[EmailMessage]]
) -> None:
    request = ask("mail", role="nurse")
    hats_mail.send_code(request, "a@hospital.example", by=request.person, at=NOW)

    with pytest.raises(Conflict, match="too old"):
        hats_mail.prove_address(
            request,
            code_in(mails()),
            by=request.person,
            at=NOW + timedelta(minutes=31),
        )


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org",
        "a@nothospital.example",
        "a@hospital.example.evil.org",
        "@hospital.example",
        "a@",
    ],
)
def test_only_listed_institutions_count(
    ask: Ask, hospital: MailDomain, address: str
) -> None:
    request = ask("mail", role="nurse")

    with pytest.raises(BadInput):
        hats_mail.send_code(request, address, by=request.person, at=NOW)


def test_an_institution_counts_for_its_roles_only(hospital: MailDomain) -> None:
    assert hats_mail.find_domain("a@hospital.example", "nurse") == hospital
    assert hats_mail.find_domain("a@hospital.example", "midwife") is None


def test_codes_are_not_sent_without_end(ask: Ask, hospital: MailDomain) -> None:
    request = ask("mail", role="nurse")
    for _number in range(5):
        hats_mail.send_code(request, "a@hospital.example", by=request.person, at=NOW)

    with pytest.raises(Conflict, match="Several codes"):
        hats_mail.send_code(request, "a@hospital.example", by=request.person, at=NOW)


def test_only_operators_keep_the_list(moderator: Person, hospital: MailDomain) -> None:
    with pytest.raises(NotAllowed):
        hats_mail.add_mail_domain("b.org", "B", ["nurse"], by=moderator, at=NOW)
    with pytest.raises(NotAllowed):
        hats_mail.remove_mail_domain(hospital, by=moderator)


def test_the_list_takes_domains_only_and_once(
    operator: Person, hospital: MailDomain
) -> None:
    for domain in ("org", "a b.org", "-x.org", "http://a.org", ""):
        with pytest.raises(BadInput):
            hats_mail.add_mail_domain(domain, "A", ["nurse"], by=operator, at=NOW)
    with pytest.raises(Conflict):
        hats_mail.add_mail_domain(
            "@hospital.example", "A", ["nurse"], by=operator, at=NOW
        )
    assert hospital.roles == ["nurse"]


# ---- colleagues --------------------------------------------------------------
def test_two_verified_peers_give_their_word(ask: Ask, make_person: MakePerson) -> None:
    request = ask("vouching", role="nurse")
    first, second = make_person("First"), make_person("Second")
    for peer in (first, second):
        give_hat(peer, "nurse")

    assert vouch(request, by=first, at=NOW) is None
    hat = vouch(request, by=second, at=NOW)

    assert hat is not None
    assert (hat.evidence, hat.person) == ("vouching", request.person)


def test_a_peer_counts_once(ask: Ask, member: Person) -> None:
    request = ask("vouching", role="nurse")
    give_hat(member, "nurse")
    vouch(request, by=member, at=NOW)

    with pytest.raises(Conflict, match="already"):
        vouch(request, by=member, at=NOW)


def test_who_was_vouched_for_cannot_vouch(ask: Ask, make_person: MakePerson) -> None:
    request = ask("vouching", role="nurse")
    others: dict[str, dict[str, Any]] = {
        "vouched": {"evidence": "vouching"},
        "expired": {"expires_at": NOW},
        "doffed": {"doffed_at": NOW, "doffed_because": "own_wish"},
    }
    for name, fields in others.items():
        peer = make_person(name)
        give_hat(peer, "nurse", **fields)
        with pytest.raises(NotAllowed, match="verified peers"):
            vouch(request, by=peer, at=NOW)


def test_other_professions_and_oneself_do_not_count(ask: Ask, member: Person) -> None:
    request = ask("vouching", role="nurse")
    give_hat(member, "physician")
    Hat.objects.filter(person=request.person).delete()

    for person in (member, request.person):
        with pytest.raises(NotAllowed):
            vouch(request, by=person, at=NOW)


def test_moderators_do_not_decide_what_peers_decide(
    ask: Ask, moderator: Person
) -> None:
    with pytest.raises(Conflict, match="not complete"):
        agree(ask("vouching", role="nurse"), by=moderator, at=NOW)
