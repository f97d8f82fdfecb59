"""The link by mail: in the sheet's language, to an address that nobody keeps."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django_tasks_db.models import DBTaskResult

from medagora.catalogue.models import Resource
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people.models import Person
from medagora.prescriptions.domain.refusals import TooManyLetters
from medagora.prescriptions.models import LetterDay
from medagora.prescriptions.services.housekeeping import forget_old
from medagora.prescriptions.services.letters import MOST_A_DAY, send_link
from tests.conftest import NOW
from tests.people.hats.building import give_hat
from tests.prescriptions.making import handed

MakeResource = Callable[..., Resource]
PATIENT = "patient.name@example.org"


def test_the_letter_holds_the_link_and_no_word_of_illness(
    member: Person, make_resource: MakeResource, run_tasks: Callable[[], None]
) -> None:
    hat = give_hat(member, "nurse")
    resource = make_resource()
    made = handed(
        resource, by=member, hat=hat.uid, title="Asthma", note="Twice a day, slowly."
    )

    send_link(made, f" {PATIENT} ", by=member, at=NOW)
    run_tasks()

    (letter,) = mail.outbox
    assert letter.to == [PATIENT]
    words = f"{letter.subject} {letter.body}"
    assert f"/rx/{made.code[:5]}-{made.code[5:]}" in words
    assert "Mia (Nurse, verified November 2026)" in words
    assert "Nobody hears whether you open it." in words
    for private in ("Asthma", "Twice", resource.address):
        assert private not in words


def test_the_letter_is_in_the_language_of_the_sheet(
    member: Person, make_resource: MakeResource, run_tasks: Callable[[], None]
) -> None:
    made = handed(make_resource(languages=("ar",)), by=member, language="ar")

    send_link(made, PATIENT, by=member, at=NOW)
    run_tasks()

    letter = mail.outbox[0]
    assert isinstance(letter, EmailMultiAlternatives)
    assert '<html lang="ar" dir="rtl">' in str(letter.alternatives[0][0])


def test_the_address_stays_nowhere(
    member: Person,
    make_resource: MakeResource,
    run_tasks: Callable[[], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    send_link(handed(make_resource(), by=member), PATIENT, by=member, at=NOW)
    run_tasks()

    held = {
        model._meta.label
        for model in apps.get_models()
        for row in model._default_manager.all()
        if "patient.name" in str(vars(row))
    }
    assert held <= {DBTaskResult._meta.label}  # for an hour, as every mail
    assert "patient.name" not in caplog.text


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b", "a@example.org\nBcc: b@example.org", "a@b.c, d@e.f"],
)
def test_what_is_no_address_is_refused(
    member: Person, make_resource: MakeResource, address: str
) -> None:
    with pytest.raises(BadInput, match="not an e-mail address"):
        send_link(handed(make_resource(), by=member), address, by=member, at=NOW)


def test_twenty_letters_a_day_are_enough(
    member: Person, make_resource: MakeResource
) -> None:
    made = handed(make_resource(), by=member)
    for _n in range(MOST_A_DAY):
        send_link(made, PATIENT, by=member, at=NOW)

    with pytest.raises(TooManyLetters, match="20 links a day"):
        send_link(made, PATIENT, by=member, at=NOW)
    send_link(made, PATIENT, by=member, at=NOW + timedelta(days=1))

    forget_old(NOW + timedelta(days=9))
    assert not LetterDay.objects.filter(day=NOW.date()).exists()


def test_only_whoever_made_a_sheet_mails_it_while_it_is_open(
    member: Person, make_person: Callable[..., Person], make_resource: MakeResource
) -> None:
    made = handed(make_resource(), by=member)

    with pytest.raises(NotAllowed):
        send_link(made, PATIENT, by=make_person("Eve"), at=NOW)
    with pytest.raises(Conflict, match="over"):
        send_link(made, PATIENT, by=member, at=NOW + timedelta(days=91))
