"""Inviting somebody to a role, and answering."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage
from django.test import Client

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people import access, queries, services
from medagora.people.domain.roles import Permission
from medagora.people.models import Invitation, Person

MakePerson = Callable[..., Person]
Mails = Callable[[], list[EmailMessage]]
BrowserOf = Callable[[Person], Client]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def path_in(mail: EmailMessage) -> str:
    found = re.search(r"https?://[^/]+(/\S+/invitation/\S+)", str(mail.body))
    assert found, mail.body
    return found.group(1)


def test_an_invited_curator_holds_the_role_after_accepting(
    operator: Person, member: Person
) -> None:
    invitation = services.invite(
        member.email, "curator", by=operator, at=NOW, language="hu"
    )
    before = access.can(member, Permission.REVIEW_GIVE)

    services.accept_invitation(invitation, by=member, at=NOW)

    grant = member.grants.get()
    assert not before
    assert (grant.role, grant.language, grant.granted_by) == ("curator", "hu", operator)
    assert not Invitation.objects.exists()


def test_the_mail_is_in_the_language_that_the_person_reads(
    operator: Person, member: Person, mails: Mails
) -> None:
    member.languages = ["hu"]
    member.save()

    services.invite(member.email, "curator", by=operator, at=NOW)

    (mail,) = mails()
    assert mail.to == [member.email]
    assert "/hu/account/invitation/" in str(mail.body)
    assert "Olga" in mail.subject


def test_a_stranger_is_written_to_in_the_language_of_the_role(
    operator: Person, mails: Mails
) -> None:
    services.invite("ada@example.org", "curator", by=operator, at=NOW, language="de")

    (mail,) = mails()
    assert "/de/account/invitation/" in str(mail.body)


def test_inviting_again_sends_again_and_starts_the_thirty_days_anew(
    operator: Person, mails: Mails
) -> None:
    services.invite("ada@example.org", "curator", by=operator, at=NOW)

    services.invite(
        "Ada@Example.org", "curator", by=operator, at=NOW + timedelta(days=9)
    )

    assert Invitation.objects.get().invited_at == NOW + timedelta(days=9)
    assert len(mails()) == 2


def test_whoever_holds_the_role_is_not_invited_to_it(
    operator: Person, curator: Person
) -> None:
    with pytest.raises(BadInput):
        services.invite(curator.email, "curator", by=operator, at=NOW)


def test_editors_invite_curators_only(make_person: MakePerson) -> None:
    editor = make_person("Edith", role="editor")

    services.invite("ada@example.org", "curator", by=editor, at=NOW)

    with pytest.raises(NotAllowed):
        services.invite("ada@example.org", "operator", by=editor, at=NOW)


def test_members_invite_nobody(member: Person) -> None:
    with pytest.raises(NotAllowed):
        services.invite("ada@example.org", "curator", by=member, at=NOW)


def test_nobody_else_can_accept(
    operator: Person, member: Person, make_person: MakePerson
) -> None:
    invitation = services.invite(member.email, "curator", by=operator, at=NOW)

    with pytest.raises(NotAllowed):
        services.accept_invitation(invitation, by=make_person("Mallory"), at=NOW)


def test_an_invitation_is_void_after_thirty_days(
    operator: Person, member: Person
) -> None:
    invitation = services.invite(member.email, "curator", by=operator, at=NOW)
    late = NOW + timedelta(days=30)

    with pytest.raises(Conflict):
        services.accept_invitation(invitation, by=member, at=late)

    assert services.forget_old_invitations(late) == 1


def test_an_invitation_is_void_when_its_sender_may_not_invite_any_more(
    operator: Person, member: Person, make_person: MakePerson
) -> None:
    editor = make_person("Edith", role="editor")
    invitation = services.invite(member.email, "curator", by=editor, at=NOW)
    services.revoke_role(editor, "editor", by=operator)

    fresh = queries.get_invitation(invitation.pk)

    with pytest.raises(Conflict):
        services.accept_invitation(fresh, by=member, at=NOW)


def test_an_invitation_from_the_command_line_needs_no_sender(member: Person) -> None:
    invitation = services.invite(member.email, "operator", by=None, at=NOW)

    services.accept_invitation(invitation, by=member, at=NOW)

    assert access.can(member, Permission.SITE_OPERATE)


def test_an_invitation_can_be_declined_and_withdrawn(
    operator: Person, member: Person
) -> None:
    declined = services.invite(member.email, "curator", by=operator, at=NOW)
    services.decline_invitation(declined, by=member)
    withdrawn = services.invite(member.email, "curator", by=operator, at=NOW)

    services.withdraw_invitation(withdrawn, by=operator)

    assert not Invitation.objects.exists()
    assert not member.grants.exists()


def test_a_stranger_opens_an_account_from_the_mail_and_accepts(
    operator: Person,
    browser_of: BrowserOf,
    mails: Mails,
    client: Client,
    settings: LazySettings,
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"sign_up": False})
    browser_of(operator).post(
        "/en/account/invitations/",
        {"email": "ada@example.org", "role": "curator", "topic": "", "language": "hu"},
    )
    path = path_in(mails()[0])

    client.get(path)
    client.post(f"/en/account/signup/?next={path}", {"email": "ada@example.org"})
    client.post(path, {"answer": "accept"})

    ada = queries.find_person("ada@example.org")
    assert ada is not None
    assert [grant.role for grant in queries.list_grants(ada)] == ["curator"]


def test_an_invitation_opens_no_account_for_another_address(
    operator: Person, mails: Mails, client: Client, settings: LazySettings
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"sign_up": False})
    services.invite("ada@example.org", "curator", by=operator, at=NOW)

    client.get(path_in(mails()[0]))
    client.post("/en/account/signup/", {"email": "mallory@example.org"})

    assert queries.find_person("mallory@example.org") is None


def test_a_made_up_invitation_is_not_found(client: Client, operator: Person) -> None:
    services.invite("ada@example.org", "curator", by=operator, at=NOW)

    assert client.get("/en/account/invitation/1/").status_code == 404
    assert client.get("/en/account/invitation/made:up/").status_code == 404


def test_signed_in_as_somebody_else_one_is_told_so(
    operator: Person, member: Person, browser_of: BrowserOf, mails: Mails
) -> None:
    services.invite("ada@example.org", "curator", by=operator, at=NOW)
    path = path_in(mails()[0])

    page = browser_of(member).get(path)
    answer = browser_of(member).post(path, {"answer": "accept"})

    assert "ada@example.org" in page.content.decode()
    assert answer.status_code == 403
