"""The account menu leads people only where they may go."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from medagora.people.models import Person
from medagora.web import context, menu


@pytest.fixture
def lamp_page() -> Iterator[None]:
    """A page for those whose name begins with O."""
    kept = dict(menu._pages)
    menu.add_page("Lamps", "site:home", is_for=lambda p: p.name.startswith("O"))
    yield
    menu._pages.clear()
    menu._pages.update(kept)


def test_page_is_in_the_menu_of_those_it_is_for(
    lamp_page: None, client: Client, operator: Person
) -> None:
    client.force_login(operator)

    html = client.get("/en/style/").content.decode()

    assert '<a href="/en/">Lamps</a>' in html


def test_page_is_not_in_the_menu_of_others(
    lamp_page: None, client: Client, member: Person
) -> None:
    client.force_login(member)

    html = client.get("/en/style/").content.decode()

    assert "Lamps" not in html


def test_stranger_has_no_menu(lamp_page: None) -> None:
    request = RequestFactory().get("/en/")
    nobody_asked = context.page(request)["menu_pages"]
    request.user = AnonymousUser()

    assert list(nobody_asked) == []
    assert list(context.page(request)["menu_pages"]) == []


def test_page_added_twice_stands_once(lamp_page: None, operator: Person) -> None:
    menu.add_page("Lamps again", "site:home", is_for=lambda p: True)

    labels = [page.label for page in menu.list_pages(operator)]

    assert labels.count("Lamps again") == 1
    assert "Lamps" not in labels


def test_tabs_of_the_desk_are_not_in_the_account_menu(
    lamp_page: None, operator: Person
) -> None:
    menu.add_page("Bulbs", "site:style", is_for=lambda p: True, place="desk")

    account = [page.label for page in menu.list_pages(operator)]
    desk = [page.label for page in menu.list_pages(operator, "desk")]

    assert "Bulbs" in desk
    assert "Bulbs" not in account
    assert "Lamps" not in desk
