"""Whoever has no account is told why one is needed before they sign in."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PATHS = {
    "/en/reader/watching/": "Alerts look out for something",
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
