"""Erase me: all of it, once, and again after a restore."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.mail import EmailMessage
from django.db import models
from django.test import Client
from django_tasks_db.models import DBTaskResult

from medagora.kernel.refusals import Conflict, NotAllowed
from medagora.people import queries, services
from medagora.people.models import Erasure, Invitation, Person
from medagora.web.models import AuditEvent

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BrowserOf = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def alice(make_person: Callable[..., Person]) -> Person:
    alice = make_person("Alice", role="curator")
    profile = services.ProfileDraft("Alice Liddell", "Lung doctor", ("en",), "both")
    services.change_profile(profile, by=alice)
    services.declare_interest(services.InterestDraft("Acme", "funding"), by=alice)
    return alice


def erase(person: Person, capture: Callable[..., Any]) -> None:
    with capture(execute=True):
        services.erase_person(person, by=person, at=NOW)


def test_nothing_is_left_that_says_who_it_was(
    alice: Person,
    operator: Person,
    browser_of: BrowserOf,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    browser_of(alice).get("/en/account/settings/")
    services.invite(alice.email, "editor", by=operator, at=NOW)
    address, pk = alice.email, alice.pk

    erase(alice, django_capture_on_commit_callbacks)

    assert queries.find_person(address) is None
    assert not EmailAddress.objects.filter(email=address).exists()
    assert not Invitation.objects.exists()
    assert not Session.objects.exists()
    assert not AuditEvent.objects.filter(actor_id=pk).exists()
    for word in (address, "Liddell", "Lung doctor"):
        assert tables_with(word) == []


def tables_with(word: str) -> list[str]:
    """Tables of ours and of our parts that hold a word in any of their columns."""
    found = []
    for model in apps.get_models():
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model._default_manager.values_list(*fields) if fields else ():
            if any(word in str(value) for value in row):
                found.append(model._meta.label)
                break
    return found


def test_mails_that_wait_for_an_erased_person_are_forgotten(
    alice: Person,
    operator: Person,
    run_tasks: Callable[[], None],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    services.send_sign_in_link(alice, by=operator)
    waiting = DBTaskResult.objects.count()

    erase(alice, django_capture_on_commit_callbacks)
    run_tasks()

    assert waiting
    assert mail.outbox == []


def test_only_the_person_erases_the_account(alice: Person, operator: Person) -> None:
    with pytest.raises(NotAllowed):
        services.erase_person(alice, by=operator, at=NOW)


def test_the_last_operator_cannot_leave_the_site_alone(operator: Person) -> None:
    with pytest.raises(Conflict):
        services.erase_person(operator, by=operator, at=NOW)
    with pytest.raises(Conflict):
        services.erase_person(operator, by=None, at=NOW)

    assert queries.find_operator() == operator


def test_an_erasure_is_written_down_without_a_name(
    alice: Person,
    home: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    pseudonym = alice.pseudonym

    erase(alice, django_capture_on_commit_callbacks)

    erasure = Erasure.objects.get()
    text = (home / "erasures.jsonl").read_text()
    assert erasure.digest in text
    assert pseudonym not in text
    assert "alice" not in text.lower()


def bring_back(pseudonym: str) -> Person:
    """As a restore from an older backup does."""
    person = services.create_person("alice@example.org", name="Alice", by=None)
    Person.objects.filter(pk=person.pk).update(pseudonym=pseudonym)
    Erasure.objects.all().delete()
    return person


def test_an_erasure_is_replayed_after_a_restore(
    alice: Person,
    member: Person,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    pseudonym = alice.pseudonym
    erase(alice, django_capture_on_commit_callbacks)
    bring_back(pseudonym)

    count = services.replay_erasures(at=NOW)

    assert count == 1
    assert set(Person.objects.all()) == {member}
    assert services.replay_erasures(at=NOW) == 0


def test_erasures_listed_in_a_backup_are_replayed_too(
    alice: Person,
    home: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    pseudonym = alice.pseudonym
    erase(alice, django_capture_on_commit_callbacks)
    bring_back(pseudonym)
    moved = services.erasures_file().rename(home / "from-the-backup.jsonl")

    assert services.replay_erasures(at=NOW) == 0
    assert services.replay_erasures(at=NOW, files=[moved]) == 1


def test_replaying_erases_even_the_only_operator(
    operator: Person,
    make_person: Callable[..., Person],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    second = make_person("Otto", role="operator")
    pseudonym = operator.pseudonym
    erase(operator, django_capture_on_commit_callbacks)
    services.grant_role(bring_back(pseudonym), "operator", by=None)
    second.delete()

    assert services.replay_erasures(at=NOW) == 1


def test_lines_that_a_crash_kept_from_the_file_are_added_later(
    alice: Person,
    home: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    erase(alice, django_capture_on_commit_callbacks)
    services.erasures_file().unlink()

    assert services.write_missing_lines() == 1
    assert services.write_missing_lines() == 0
    assert Erasure.objects.get().digest in services.erasures_file().read_text()


def test_an_erasure_stands_when_the_home_cannot_be_written(
    alice: Person,
    settings: Any,
    home: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    settings.HOME = home / "missing"

    erase(alice, django_capture_on_commit_callbacks)

    assert Erasure.objects.count() == 1


def test_the_page_asks_for_the_address(
    alice: Person,
    browser_of: BrowserOf,
    mailoutbox: list[EmailMessage],
) -> None:
    browser = browser_of(alice)

    wrong = browser.post("/en/account/erase/", {"email": "somebody@example.org"})
    kept = Person.objects.filter(pk=alice.pk).exists()
    right = browser.post("/en/account/erase/", {"email": f" {alice.email.upper()}"})

    assert kept
    assert "not the address" in wrong.content.decode()
    assert right["Location"] == "/en/account/erased/"
    assert not Person.objects.filter(pk=alice.pk).exists()
    assert browser.get("/en/account/profile/").status_code == 302
    assert browser.get("/en/account/erased/").status_code == 200


def test_people_with_a_password_prove_again_that_it_is_they(
    alice: Person, client: Client
) -> None:
    alice.set_password("correct horse battery")
    alice.save()
    client.post(
        "/en/account/login/",
        {"login": alice.email, "password": "correct horse battery"},
    )

    client.post("/en/account/erase/", {"email": alice.email})

    assert Person.objects.filter(pk=alice.pk).exists()
