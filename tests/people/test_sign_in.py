"""Coming in: allauth's ways as this site sets them up."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import LazySettings
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from medagora.kernel import languages
from medagora.people import queries, services
from medagora.people.models import Person
from medagora.web.models import AuditEvent

Mails = Callable[[], list[EmailMessage]]
LOGIN = "/en/account/login/"
PASSWORD = "correct horse battery"  # noqa: S105 - of tests

PAGES = ("login/", "signup/", "signup/passkey/", "login/code/", "password/reset/")


def code_in(mail: EmailMessage) -> str:
    """The code stands alone on its line."""
    found = re.search(r"^([A-Z0-9-]{6,12})$", str(mail.body), re.MULTILINE)
    assert found, mail.body
    return found.group(1)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def person(member: Person) -> Person:
    """A member who has a password."""
    member.set_password(PASSWORD)
    member.save()
    return member


def sign_in(client: Client, person: Person) -> None:
    client.post(LOGIN, {"login": person.email, "password": PASSWORD})


@pytest.mark.django_db
def test_an_account_needs_an_address_and_a_code_only(
    client: Client, mails: Mails
) -> None:
    client.post("/hu/account/signup/", {"email": "Ada@Example.org"})
    before = is_signed_in(client)
    (mail,) = mails()

    client.post("/hu/account/confirm-email/", {"code": code_in(mail)})

    ada = queries.find_person("ada@example.org")
    assert ada is not None
    assert ada.languages == ["hu"]
    assert not ada.has_usable_password()
    assert not before
    assert is_signed_in(client)


@pytest.mark.django_db
def test_an_account_can_have_a_password_from_the_start(
    client: Client, mails: Mails
) -> None:
    client.post(
        "/en/account/signup/", {"email": "ada@example.org", "password1": PASSWORD}
    )
    (mail,) = mails()
    client.post("/en/account/confirm-email/", {"code": code_in(mail)})

    again = Client()
    again.post(LOGIN, {"login": "ada@example.org", "password": PASSWORD})

    assert is_signed_in(again)


@pytest.mark.django_db
def test_a_short_password_is_refused(client: Client) -> None:
    page = client.post(
        "/en/account/signup/", {"email": "ada@example.org", "password1": "short"}
    )

    assert "at least 10 characters" in page.content.decode()
    assert queries.find_person("ada@example.org") is None


@pytest.mark.django_db
def test_programs_that_fill_in_the_trap_get_no_account(
    client: Client, mails: Mails
) -> None:
    client.post(
        "/en/account/signup/", {"email": "bot@example.org", "website": "spam.example"}
    )

    assert not Person.objects.filter(email="bot@example.org").exists()
    assert mails() == []


def test_signing_up_does_not_tell_strangers_who_has_an_account(
    client: Client, person: Person, mails: Mails
) -> None:
    known = client.post("/en/account/signup/", {"email": person.email})
    unknown = Client().post("/en/account/signup/", {"email": "new@example.org"})

    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]
    assert {tuple(mail.to) for mail in mails()} == {
        (person.email,),
        ("new@example.org",),
    }


@pytest.mark.django_db
def test_sign_up_can_be_closed(client: Client, settings: LazySettings) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"sign_up": False})

    client.post("/en/account/signup/", {"email": "ada@example.org"})

    assert not Person.objects.exists()


def test_a_code_by_mail_signs_in(client: Client, person: Person, mails: Mails) -> None:
    client.post("/en/account/login/code/", {"email": person.email})
    (mail,) = mails()

    client.post("/en/account/login/code/confirm/", {"code": code_in(mail)})

    assert is_signed_in(client)


def test_a_wrong_code_does_not_sign_in(
    client: Client, person: Person, mails: Mails
) -> None:
    client.post("/en/account/login/code/", {"email": person.email})
    mails()

    client.post("/en/account/login/code/confirm/", {"code": "AAAA-AAAA"})

    assert not is_signed_in(client)


def test_a_password_signs_in(client: Client, person: Person) -> None:
    sign_in(client, person)

    assert is_signed_in(client)


def test_guessing_passwords_is_stopped(client: Client, person: Person) -> None:
    for attempt in range(6):
        client.post(LOGIN, {"login": person.email, "password": f"wrong {attempt}"})

    sign_in(client, person)

    assert not is_signed_in(client)


def test_a_closed_account_does_not_sign_in(
    client: Client, person: Person, operator: Person
) -> None:
    services.deactivate_person(person, by=operator)

    sign_in(client, person)

    assert not is_signed_in(client)


def test_a_forgotten_password_is_replaced_with_a_code(
    client: Client, person: Person, mails: Mails
) -> None:
    words = {"password1": "another horse battery", "password2": "another horse battery"}
    client.post("/en/account/password/reset/", {"email": person.email})
    (mail,) = mails()

    asked = client.post(
        reverse("account_confirm_password_reset_code"), {"code": code_in(mail)}
    )
    client.post(asked["Location"], words)

    person.refresh_from_db()
    assert person.check_password("another horse battery")


def test_an_app_is_asked_for_as_second_step(client: Client, person: Person) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    code = totp.format_hotp_value(
        totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))
    )

    sign_in(client, person)
    after_password = is_signed_in(client)
    client.post("/en/account/2fa/authenticate/", {"code": code})

    assert not after_password
    assert is_signed_in(client)


def test_a_sign_in_link_does_not_go_round_the_second_step(
    client: Client, person: Person
) -> None:
    totp.TOTP.activate(person, totp.generate_totp_secret())
    path = "/" + services.sign_in_link(person).split("/", 3)[3]

    response = client.post(path)

    assert not is_signed_in(client)
    assert response["Location"].endswith("/2fa/authenticate/")


def test_an_operator_helps_somebody_who_lost_the_second_step(
    client: Client, person: Person, operator: Person, mails: Mails
) -> None:
    totp.TOTP.activate(person, totp.generate_totp_secret())

    services.remove_second_step(person, by=operator)
    sign_in(client, person)

    assert is_signed_in(client)
    assert not Authenticator.objects.filter(user=person).exists()
    assert [mail.to for mail in mails()] == [[person.email]]


def test_a_changed_password_is_mailed_and_trailed(
    client: Client, person: Person, mails: Mails
) -> None:
    sign_in(client, person)

    client.post(
        "/en/account/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "another horse battery",
            "password2": "another horse battery",
        },
    )

    assert [mail.to for mail in mails()] == [[person.email]]
    assert AuditEvent.objects.filter(
        verb="people.password_changed", actor_id=person.pk
    ).exists()


def test_an_address_changes_when_the_new_one_is_confirmed(
    client: Client, person: Person, mails: Mails
) -> None:
    sign_in(client, person)

    client.post("/en/account/email/", {"email": "new@example.org", "action_add": ""})
    person.refresh_from_db()
    before = person.email
    code = next(code_in(mail) for mail in mails() if mail.to == ["new@example.org"])
    client.post("/en/account/confirm-email/", {"code": code})
    person.refresh_from_db()

    assert before != "new@example.org"
    assert person.email == "new@example.org"


def test_the_list_of_sessions_ends_the_others(client: Client, person: Person) -> None:
    sign_in(client, person)
    other = Client()
    sign_in(other, person)
    page = client.get("/en/account/sessions/")

    client.post("/en/account/sessions/")

    assert page.content.decode().count("<td><bdi>127.0.0.1") == 2
    assert client.get("/en/account/settings/").status_code == 200
    assert other.get("/en/account/settings/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("code", languages.FINISHED)
def test_pages_of_strangers_hold_no_inline_code(
    client: Client, path: str, code: str
) -> None:
    page = client.get(f"/{code}/account/{path}").content.decode()

    assert f'<html lang="{code}"' in page
    check_strict(page)


def test_pages_of_members_hold_no_inline_code(client: Client, person: Person) -> None:
    sign_in(client, person)
    paths = (
        "email/",
        "password/change/",
        "logout/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "sessions/",
    )

    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    for path in paths:
        response = client.get(f"/en/account/{path}")

        assert response.status_code == 200, path
        check_strict(response.content.decode())


def check_strict(page: str) -> None:
    """What the content security policy would stop is not there."""
    scripts = re.findall(r"<script\b[^>]*>", page)
    assert all(" src=" in tag or "application/json" in tag for tag in scripts)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=", page)
