"""Operators look after people; editors look after curators."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medagora.people import access, services
from medagora.people.domain.roles import Permission
from medagora.people.models import Invitation, Person

BrowserOf = Callable[[Person], Client]
MakePerson = Callable[..., Person]
PEOPLE = "/en/account/people/"


def page_of(person: Person) -> str:
    return f"{PEOPLE}{person.pseudonym}/"


@pytest.mark.parametrize("path", [PEOPLE, "/en/account/invitations/"])
def test_strangers_sign_in_first(client: Client, path: str, db: None) -> None:
    assert client.get(path).status_code == 302


def test_only_operators_see_the_accounts(
    make_person: MakePerson, member: Person, browser_of: BrowserOf
) -> None:
    for role in ("curator", "editor", "moderator"):
        browser = browser_of(make_person("Rob", role=role))
        assert browser.get(PEOPLE).status_code == 403
        assert browser.get(page_of(member)).status_code == 403
        assert browser.post(f"{page_of(member)}change/").status_code == 403


def test_accounts_are_found_by_name_address_and_role(
    operator: Person, curator: Person, member: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(operator)

    for query in ("q=carla", f"q={curator.email.upper()}", "role=curator"):
        page = browser.get(f"{PEOPLE}?{query}").content.decode()

        assert curator.email in page
        assert member.email not in page


def test_a_search_without_a_result_says_so(
    operator: Person, browser_of: BrowserOf
) -> None:
    page = browser_of(operator).get(f"{PEOPLE}?q=nobody-here").content.decode()

    assert "Nobody found" in page


def count_queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        act()
    return len(queries)


@pytest.mark.parametrize("path", [PEOPLE, "/en/account/invitations/"])
def test_ten_more_people_cost_no_more_queries(
    operator: Person, make_person: MakePerson, browser_of: BrowserOf, path: str
) -> None:
    browser = browser_of(operator)
    make_person("Carl", role="curator", language="hu")
    browser.get(path)
    few = count_queries(lambda: browser.get(path))
    for number in range(10):
        make_person(f"Carl{number}", role="curator", language="hu")

    many = count_queries(lambda: browser.get(path))

    assert many == few


def test_an_operator_gives_and_ends_a_role(
    operator: Person, member: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(operator)

    browser.post(page_of(member), {"role": "curator", "topic": "", "language": "hu"})
    grant = member.grants.get()
    given = grant.language
    browser.post(f"{page_of(member)}roles/{grant.pk}/end/")

    assert given == "hu"
    assert not member.grants.exists()


def test_a_scope_for_a_role_without_one_is_refused(
    operator: Person, member: Person, browser_of: BrowserOf
) -> None:
    page = browser_of(operator).post(
        page_of(member), {"role": "editor", "topic": "", "language": "hu"}
    )

    assert (
        "Only curators and moderators have a topic or language" in page.content.decode()
    )
    assert not member.grants.exists()


def test_an_operator_closes_and_reopens_an_account(
    operator: Person, curator: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(operator)

    browser.post(f"{page_of(curator)}change/", {"action": "close"})
    curator.refresh_from_db()
    closed = not curator.is_active
    browser.post(f"{page_of(curator)}change/", {"action": "reopen"})
    curator.refresh_from_db()

    assert closed
    assert curator.is_active


def test_the_last_operator_is_told_why_the_account_stays_open(
    operator: Person, browser_of: BrowserOf
) -> None:
    response = browser_of(operator).post(
        f"{page_of(operator)}change/", {"action": "close"}
    )

    assert response.status_code == 409
    assert "only operator" in response.content.decode()
    assert access.can(operator, Permission.SITE_OPERATE)


def test_no_page_shows_a_sign_in_link(
    operator: Person,
    member: Person,
    browser_of: BrowserOf,
    mailoutbox: list[EmailMessage],
    run_tasks: Callable[[], None],
) -> None:
    browser = browser_of(operator)

    response = browser.post(
        f"{page_of(member)}change/", {"action": "link"}, follow=True
    )
    run_tasks()

    assert "/link/" not in response.content.decode()
    assert [mail.to for mail in mailoutbox] == [[member.email]]


def test_an_act_that_nobody_knows_changes_nothing(
    operator: Person, member: Person, browser_of: BrowserOf
) -> None:
    browser_of(operator).post(f"{page_of(member)}change/", {"action": "explode"})

    member.refresh_from_db()
    assert member.is_active


def test_editors_invite_and_end_curators_without_seeing_addresses(
    make_person: MakePerson, curator: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(make_person("Edith", role="editor"))

    page = browser.get("/en/account/invitations/").content.decode()
    browser.post(
        "/en/account/invitations/",
        {"email": "ada@example.org", "role": "curator", "topic": "", "language": ""},
    )
    browser.post(f"/en/account/curators/{curator.grants.get().pk}/end/")

    assert curator.email not in page
    assert Invitation.objects.get().email == "ada@example.org"
    assert not curator.grants.exists()


def test_editors_cannot_end_the_role_of_an_operator(
    make_person: MakePerson, operator: Person, browser_of: BrowserOf
) -> None:
    make_person("Otto", role="operator")
    browser = browser_of(make_person("Edith", role="editor"))

    response = browser.post(f"/en/account/curators/{operator.grants.get().pk}/end/")

    assert response.status_code == 403
    assert operator.grants.exists()


def test_an_invitation_is_withdrawn_on_the_page(
    operator: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(operator)
    browser.post(
        "/en/account/invitations/",
        {"email": "ada@example.org", "role": "editor", "topic": "", "language": ""},
    )
    pk = Invitation.objects.get().pk

    browser.post(f"/en/account/invitations/{pk}/withdraw/")

    assert not Invitation.objects.exists()


def test_whoever_holds_the_role_already_is_said_beside_the_address(
    operator: Person, curator: Person, browser_of: BrowserOf
) -> None:
    page = browser_of(operator).post(
        "/en/account/invitations/",
        {"email": curator.email, "role": "curator", "topic": "", "language": ""},
    )

    assert "holds that role already" in page.content.decode()


def test_services_leave_members_alone(member: Person) -> None:
    """A page that is hidden protects nothing; the service refuses."""
    with pytest.raises(Exception, match="no permission"):
        services.deactivate_person(member, by=member)
