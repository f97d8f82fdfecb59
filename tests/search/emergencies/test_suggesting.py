"""Somebody types a cry for help: whom to call stands above what is suggested."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.kernel.emergencies import Emergency, Kind
from medagora.search.helplines import Helplines
from medagora.web.emergency_lines import emergency_help

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def lines(*kinds: Kind, country: str) -> list[str]:
    help_ = emergency_help(Emergency(kinds, "en"), country, "en")
    return [line.href for line in Helplines.of(help_).lines]


def test_people_who_listen_come_before_the_ambulance_for_who_wants_to_die() -> None:
    assert lines(Kind.SUICIDE, country="HU") == ["tel:116123", "tel:112"]


def test_the_ambulance_comes_first_for_the_body() -> None:
    assert lines(Kind.HEART, country="HU") == ["tel:112"]
    assert lines(Kind.POISONING, country="DE")[0] == "tel:112"


def test_the_police_come_first_against_violence() -> None:
    assert lines(Kind.VIOLENCE, country="DE")[0] == "tel:110"


def test_without_a_known_country_there_is_a_list_of_the_world_and_a_number() -> None:
    assert lines(Kind.SUICIDE, country="") == [
        "https://findahelpline.com/",
        "tel:112",
    ]


@pytest.mark.parametrize(
    ("language", "text", "browser", "number"),
    [
        ("en", "I want to die", "en-GB", "tel:116123"),
        ("en", "chest pain now", "en-GB", "tel:999"),
        ("hu", "meg akarok halni", "hu-HU", "tel:116123"),
        ("de", "ich will sterben", "de-AT", "tel:142"),
        ("fr", "je veux mourir", "fr-FR", "tel:3114"),
        ("es", "quiero morir", "es-ES", "tel:024"),
        ("ar", "أريد أن أموت", "ar-EG", "tel:16328"),
        ("en", "ich will sterben", "de-DE", "tel:08001110111"),
    ],
)
def test_help_of_the_readers_country_is_the_first_option(
    client: Client, indexed: Make, language: str, text: str, browser: str, number: str
) -> None:
    indexed()

    answer = client.get(
        f"/{language}/search/suggest/",
        {"q": text},
        headers={"accept-language": browser},
    )

    html = answer.content.decode()
    first = html[html.index('role="option"') :]
    assert first.startswith(f'role="option" href="{number}"')
    assert 'data-said="' in html
    assert {"Cookie", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))


def test_help_does_not_wait_for_an_index(client: Client, settings: Any) -> None:
    html = client.get("/en/search/suggest/?q=I+want+to+die").content.decode()

    assert 'role="option" href="' in html
    assert "You do not have to be alone with this" in html


def test_programs_get_it_as_data(client: Client, indexed: Make) -> None:
    indexed()

    data = client.get("/hu/search/suggest/?q=meg+akarok+halni&format=json").json()

    assert data["help"]["lines"][0].keys() == {"name", "number", "href"}
    assert data["help"]["heading"]
    calm = client.get("/hu/search/suggest/?q=asztma&format=json")
    assert calm.json()["help"] is None
    assert "Accept-Language" not in calm.headers["Vary"]


def test_browsers_lead_to_the_page_of_help(client: Client, indexed: Make) -> None:
    indexed()

    form = {"q": "I want to die", "format": "opensearch"}
    data = client.get("/en/search/suggest/", form).json()

    assert data[1][0] == "Find a Helpline"
    assert data[3][0] == "http://testserver/en/search/?q=I+want+to+die"
