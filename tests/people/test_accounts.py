"""Opening, closing and reopening accounts; sign-in links."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people import access, queries, services
from medagora.people.domain.roles import Permission
from medagora.people.models import Person

MakePerson = Callable[..., Person]
Mails = Callable[[], list[EmailMessage]]


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def test_an_address_has_one_account(make_person: MakePerson) -> None:
    alice = make_person("Alice")

    with pytest.raises(BadInput):
        services.create_person(f" {alice.email.upper()} ", by=None)


def test_a_closed_account_can_do_nothing_and_is_signed_out(
    operator: Person, curator: Person, browser_of: Callable[[Person], Client]
) -> None:
    browser = browser_of(curator)
    assert browser.get("/en/account/profile/").status_code == 200

    services.deactivate_person(curator, by=operator)

    assert browser.get("/en/account/profile/").status_code == 302
    assert not access.can(curator, Permission.REVIEW_GIVE)


def test_a_reopened_account_has_its_roles_back(
    operator: Person, curator: Person
) -> None:
    services.deactivate_person(curator, by=operator)

    services.reactivate_person(curator, by=operator)

    assert access.can(curator, Permission.REVIEW_GIVE)


def test_only_operators_manage_accounts(curator: Person, member: Person) -> None:
    for act in (
        services.deactivate_person,
        services.reactivate_person,
        services.send_sign_in_link,
        services.remove_second_step,
        services.sign_out_everywhere,
    ):
        with pytest.raises(NotAllowed):
            act(member, by=curator)


def test_a_sign_in_link_asks_first_and_works_once(
    member: Person, client: Client
) -> None:
    path = path_of(services.sign_in_link(member))

    looked = client.get(path)
    signed_in = client.post(path)
    again = Client().post(path)

    assert member.name in looked.content.decode()
    assert "_auth_user_id" in client.session
    assert signed_in.status_code == 302
    assert again.status_code == 403


def test_looking_at_a_sign_in_link_does_not_use_it_up(
    member: Person, client: Client
) -> None:
    path = path_of(services.sign_in_link(member))

    for _program in range(3):
        Client().get(path)

    assert client.post(path).status_code == 302


def test_a_made_up_sign_in_link_is_refused(member: Person, client: Client) -> None:
    page = client.get(f"/en/account/link/{member.pk}/made-up/")

    assert page.status_code == 403


def test_sign_in_links_cannot_be_guessed_by_trying(
    member: Person, client: Client
) -> None:
    codes = [
        client.get(f"/en/account/link/{member.pk}/guess-{n}/").status_code
        for n in range(25)
    ]

    assert codes[0] == 403
    assert codes[-1] == 429


def test_a_mailed_link_is_seen_by_its_owner_only(
    operator: Person, member: Person, mails: Mails, client: Client
) -> None:
    services.send_sign_in_link(member, by=operator)

    (mail,) = mails()
    link = next(word for word in str(mail.body).split() if "/link/" in word)

    assert mail.to == [member.email]
    assert client.post(path_of(link)).status_code == 302


def test_a_closed_account_gets_no_link(operator: Person, member: Person) -> None:
    services.deactivate_person(member, by=operator)

    with pytest.raises(Conflict):
        services.send_sign_in_link(member, by=operator)


def test_people_are_found_by_any_address_that_they_confirmed(member: Person) -> None:
    for address, proved in (("second", True), ("unproved", False)):
        EmailAddress.objects.create(
            user=member, email=f"{address}@example.org", verified=proved
        )

    assert queries.find_person(" Second@Example.org") == member
    assert queries.find_person("unproved@example.org") is None


def test_the_first_operator_is_found(operator: Person, make_person: MakePerson) -> None:
    make_person("Otto", role="operator")

    assert queries.find_operator() == operator


def test_signing_out_everywhere_ends_every_session(
    member: Person, browser_of: Callable[[Person], Client]
) -> None:
    here, there = browser_of(member), browser_of(member)
    for browser in (here, there):
        browser.get("/en/account/settings/")

    here.post("/en/account/settings/sign-out/")

    for browser in (here, there):
        assert browser.get("/en/account/settings/").status_code == 302
