"""Whoever has no account is told why one is needed before they sign in."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from medagora.people.models import Person

pytestmark = pytest.mark.django_db
PATHS = {
    "/en/reader/watching/": "Alerts look out for something",
    "/en/reader/watching/alert/new/": "Alerts look out for something",
    "/en/reader/watching/digest/": "Alerts look out for something",
    "/en/reader/watching/muted/": "Alerts look out for something",
    "/en/reader/news/": "Alerts look out for something",
    "/en/reader/take/": "A file that you bring",
    "/en/reader/take/keys/": "A file that you bring",
}


@pytest.mark.parametrize(("path", "why"), PATHS.items())
def test_the_page_says_why_and_leads_on(client: Client, path: str, why: str) -> None:
    response = client.get(path)

    page = response.content.decode()
    assert response.status_code == 200
    assert why in page
    assert f"/en/account/login/?next={path}" in page
    assert response.cookies == {}


def test_a_form_that_is_sent_leads_to_signing_in(client: Client) -> None:
    answer = client.post("/en/reader/take/", {})

    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def way_on(page: str) -> str:
    """Where signing in leads."""
    link = unescape(page.split('href="/en/account/login/?next=', 1)[1].split('"')[0])
    return parse_qs(f"next={link}")["next"][0]


def test_what_a_link_asked_for_is_there_after_signing_in(
    client: Client, member: Person
) -> None:
    query = '"heart failure" & -mice +x'
    page = client.get("/en/reader/watching/alert/new/", {"q": query})

    client.force_login(member)
    after = client.get(way_on(page.content.decode()))

    assert after.context["form"]["query"].value() == query


def test_what_was_typed_before_the_session_ended_is_not_lost(
    client: Client, member: Person
) -> None:
    typed = {"words": "heart & soul", "where": "followed", "name": "Mine", "look": "1"}
    page = client.post("/en/reader/watching/alert/new/", typed)

    way = way_on(page.content.decode())
    client.force_login(member)
    form = client.get(way).context["form"]

    assert page.status_code == 200
    assert "look" not in urlsplit(way).query
    assert [form[n].value() for n in ("words", "where", "name")] == [
        *("heart & soul", "followed", "Mine")
    ]
    assert not form.is_bound
