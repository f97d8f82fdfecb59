"""How a hat is asked for, decided about and taken off."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from medagora.curation.queries import log
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people import access
from medagora.people.models import EvidenceOwner, Hat, HatRequest, Person
from medagora.people.models.notices import Notice
from medagora.people.queries import hat_requests, hats
from medagora.people.services import hats as hat_services
from medagora.people.services import hats_asking
from medagora.people.services.hats import HatDraft
from medagora.people.services.hats_deciding import agree, refuse
from medagora.web.models import AuditEvent
from tests.people.hats.building import NOW, give_hat

Ask = Callable[..., HatRequest]
MakePerson = Callable[..., Person]


def test_a_patient_wears_a_declared_hat_at_once(member: Person) -> None:
    draft = HatDraft("living_with", topic="asthma")

    hat = hat_services.declare_hat(draft, by=member, at=NOW)

    assert hats.list_wearable(member, NOW) == [hat]
    assert (hat.standing, hat.expires_at) == ("self_declared", None)


def test_nobody_declares_a_profession(member: Person) -> None:
    with pytest.raises(BadInput, match="must be verified"):
        hat_services.declare_hat(HatDraft("nurse"), by=member, at=NOW)


def test_a_hat_about_an_illness_names_it(
    member: Person, lend_topics: Callable[..., None]
) -> None:
    lend_topics(asthma="Asthma")

    for topic in ("", "no-such-topic"):
        draft = HatDraft("carer", topic=topic)
        with pytest.raises(BadInput):
            hat_services.declare_hat(draft, by=member, at=NOW)


def test_declared_hats_stay_out_of_the_log(
    member: Person, run_tasks: Callable[[], None]
) -> None:
    draft = HatDraft("living_with", topic="hiv")
    hat = hat_services.declare_hat(draft, by=member, at=NOW)
    hat_services.doff_hat(hat, by=member, at=NOW)
    run_tasks()

    assert log.count_log_entries() == 0


def test_one_moderator_says_yes_to_a_register_number(
    ask: Ask, moderator: Person
) -> None:
    request = ask(specialty="paediatrics")

    hat = agree(request, by=moderator, at=NOW)

    assert hat is not None
    assert (hat.role, hat.specialty) == ("physician", "paediatrics")
    assert hat.evidence_link == (
        "https://npiregistry.cms.hhs.gov/provider-view/1234567893"
    )
    assert hat.expires_at == NOW + timedelta(days=730)
    assert access.is_verified_professional(hat.person, NOW)
    assert Notice.objects.get(person=hat.person).kind == "hat_given"


def test_a_number_that_is_nowhere_public_is_kept_as_a_digest_only(
    ask: Ask, moderator: Person
) -> None:
    request = ask(register="lanr", number="123456 6 01")
    assert request.number == "123456601"

    agree(request, by=moderator, at=NOW)

    request.refresh_from_db()
    stored = str(HatRequest.objects.values()) + str(Hat.objects.values())
    assert request.state == "granted"
    assert "123456601" not in stored
    assert "123456601" not in str(AuditEvent.objects.values())
    assert EvidenceOwner.objects.get().person == request.person


def test_one_number_verifies_one_account(
    ask: Ask, moderator: Person, make_person: MakePerson
) -> None:
    rival = ask(by=make_person("Rival"))
    agree(ask(), by=moderator, at=NOW)

    with pytest.raises(Conflict, match="another account"):
        ask(by=make_person("Third"))
    with pytest.raises(Conflict, match="another account"):
        agree(rival, by=moderator, at=NOW)

    rival.refresh_from_db()
    assert rival.state == "open"


def test_the_database_keeps_one_owner_of_a_number(
    member: Person, operator: Person
) -> None:
    EvidenceOwner.objects.create(digest="d", person=member, kind="x", since=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceOwner.objects.create(digest="d", person=operator, kind="x", since=NOW)


def test_nobody_decides_about_their_own_hat(ask: Ask, moderator: Person) -> None:
    request = ask(by=moderator)

    with pytest.raises(NotAllowed):
        agree(request, by=moderator, at=NOW)
    assert list(hat_requests.list_waiting(moderator)) == []


def test_members_decide_about_no_hat(ask: Ask, member: Person, editor: Person) -> None:
    for person in (member, editor):
        with pytest.raises(NotAllowed):
            agree(ask(by=None), by=person, at=NOW)


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person("Edit", role="editor")


def test_a_refusal_says_why_and_forgets_the_number(ask: Ask, moderator: Person) -> None:
    request = ask(remarks="I am on leave")

    with pytest.raises(BadInput):
        refuse(request, by=moderator, at=NOW, reason=" ")
    refuse(request, by=moderator, at=NOW, reason="The register has another name.")

    request.refresh_from_db()
    assert request.state == "refused"
    assert request.reason == "The register has another name."
    assert (request.number, request.remarks, request.name) == ("", "", "")
    assert Notice.objects.get(person=request.person).kind == "hat_refused"
    with pytest.raises(Conflict, match="already"):
        agree(request, by=moderator, at=NOW)


def test_a_name_is_needed_to_compare(make_person: MakePerson) -> None:
    nameless = make_person("")

    with pytest.raises(BadInput, match="real name"):
        hats_asking.ask_for_hat(HatDraft("nurse"), "documents", by=nameless, at=NOW)


def test_the_hat_shows_the_name_that_was_verified(ask: Ask, moderator: Person) -> None:
    from medagora.people.domain.hats import name_shown  # noqa: PLC0415

    request = ask()
    request.shows_name = True
    request.save()
    person = request.person
    person.name = "Somebody Famous"
    person.save()

    hat = agree(request, by=moderator, at=NOW)

    assert hat is not None
    assert name_shown(person, hat) == "Anna Kovacs"


def test_the_same_hat_is_asked_for_once(ask: Ask, member: Person) -> None:
    ask("documents", by=member, role="nurse")

    with pytest.raises(Conflict, match="already"):
        ask("documents", by=member, role="nurse")


def test_moderators_are_not_flooded(ask: Ask, member: Person) -> None:
    for role in ("nurse", "midwife", "dentist"):
        ask("documents", by=member, role=role)

    with pytest.raises(Conflict, match="several"):
        ask("documents", by=member, role="paramedic")


def test_a_role_is_shown_only_in_its_ways(ask: Ask) -> None:
    with pytest.raises(BadInput):
        ask("vouching", role="librarian")


def test_a_hat_is_renewed_in_its_last_month_and_stays_the_same_hat(
    ask: Ask, moderator: Person, member: Person
) -> None:
    hat = give_hat(member, "physician", at=NOW - timedelta(days=600))
    with pytest.raises(Conflict, match="already"):
        ask(by=member)
    Hat.objects.filter(pk=hat.pk).update(expires_at=NOW + timedelta(days=29))

    renewed = agree(ask(by=member), by=moderator, at=NOW)

    assert renewed == hat
    assert renewed.verified_at == NOW
    assert hat.changes.get().kind == "renewed"


def test_an_expired_hat_is_renewed_too(
    ask: Ask, moderator: Person, member: Person
) -> None:
    hat = give_hat(member, "physician", at=NOW - timedelta(days=800))

    assert agree(ask(by=member), by=moderator, at=NOW) == hat


def test_whoever_asked_can_withdraw(ask: Ask, member: Person) -> None:
    request = ask(by=member)

    hats_asking.withdraw_request(request, by=member, at=NOW)

    assert request.state == "withdrawn"
    assert request.number == ""


def test_strangers_see_no_request(ask: Ask, member: Person) -> None:
    request = ask()

    with pytest.raises(NotFound):
        hat_requests.get_own_request(member, request.uid)
    with pytest.raises(NotAllowed):
        hat_requests.get_request_to_decide(request.uid, by=member)
    with pytest.raises(NotAllowed):
        hats_asking.withdraw_request(request, by=member, at=NOW)


def test_a_moderator_takes_a_hat_back_with_a_reason(
    moderator: Person, member: Person
) -> None:
    hat = give_hat(member, "nurse")

    for because, words in (("own_wish", "x"), ("not_true", "")):
        with pytest.raises(BadInput):
            hat_services.doff_hat(
                hat, by=moderator, at=NOW, because=because, words=words
            )
    hat_services.doff_hat(
        hat, by=moderator, at=NOW, because="licence_ended", words="The register says."
    )

    assert hats.list_wearable(member, NOW) == []
    assert hat.doffed_words == "The register says."
    assert Notice.objects.get(person=member).kind == "hat_taken_back"


def test_members_take_back_no_hat_of_others(member: Person, operator: Person) -> None:
    hat = give_hat(operator, "nurse")

    with pytest.raises(NotAllowed):
        hat_services.doff_hat(hat, by=member, at=NOW, because="not_true", words="x")
    with pytest.raises(NotAllowed):
        hat_services.doff_hat(hat, by=member, at=NOW)


def test_a_hat_is_doffed_once(member: Person) -> None:
    hat = give_hat(member, "nurse")
    hat_services.doff_hat(hat, by=member, at=NOW)

    with pytest.raises(Conflict):
        hat_services.doff_hat(hat, by=member, at=NOW)


def test_the_log_says_what_was_verified_and_not_who(
    ask: Ask, moderator: Person, run_tasks: Callable[[], None]
) -> None:
    hat = agree(ask(), by=moderator, at=NOW)
    assert hat is not None
    hat_services.doff_hat(hat, by=hat.person, at=NOW + timedelta(days=3))
    run_tasks()

    granted, doffed = log.stream_entries()
    assert (granted.verb, granted.subject) == ("hat_granted", f"hat:{hat.uid}")
    assert granted.actor == moderator.pseudonym
    assert granted.facts == {
        "hat": hat.uid,
        "role": "physician",
        "evidence": "register",
        "until": "2028-11-22",
    }
    assert (doffed.verb, doffed.actor) == ("hat_doffed", "system")
    assert doffed.facts["because"] == "own_wish"
    assert hat.person.pseudonym not in str([granted, doffed])
    assert log.verify_log() is None


def test_a_task_that_runs_twice_writes_one_line(
    ask: Ask, moderator: Person, run_tasks: Callable[[], None]
) -> None:
    from medagora.curation.services.hat_log import write_change  # noqa: PLC0415

    hat = agree(ask(), by=moderator, at=NOW)
    run_tasks()
    assert hat is not None
    write_change(hat.changes.get().pk)
    write_change(10**9)

    assert log.count_log_entries() == 1
