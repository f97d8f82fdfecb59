"""Forms, methods, errors and headers of the doors for record systems."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from medagora.api.views import record_doors
from tests.api.fhir.conftest import Ask, checked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accept", "form", "status"),
    [
        ("", "", 200),
        ("*/*", "", 200),
        ("application/fhir+json", "", 200),
        ("application/fhir+json; fhirVersion=4.0", "", 200),
        ("application/fhir+json; fhirVersion=5.0", "", 406),
        ("application/json;q=0.9, application/fhir+xml", "", 200),
        ("application/fhir+json;q=0", "", 406),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "", 200),
        ("application/fhir+xml", "", 406),
        ("text/html", "", 406),
        ("text/html", "json", 200),
        ("application/fhir+xml", "application/fhir+json", 200),
        ("application/fhir+xml", "application/fhir json", 200),  # a plus, decoded
        ("application/fhir+json", "xml", 406),
        ("", "application/fhir+xml", 406),
        ("", "text/turtle", 406),
        (";;,,;=", "", 406),
    ],
)
@pytest.mark.parametrize("path", ["metadata", "DocumentReference"])
def test_there_is_json_or_a_406(
    ask: Ask, path: str, accept: str, form: str, status: int
) -> None:
    params = {"_format": form} if form else {}

    answer = ask(path, {"Accept": accept}, **params)

    assert answer.status_code == status


@pytest.mark.parametrize(
    "path", ["", "Patient/123", "Patient", "metadata/x", "DocumentReference/a/_history"]
)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_there_is_nothing_else(client: Client, path: str, method: str) -> None:
    answer = checked(getattr(client, method)(f"/fhir/{path}"))

    assert answer.status_code == 404
    assert answer.json()["issue"][0]["code"] == "not-supported"
    assert "123" not in answer.content.decode()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "DocumentReference"),
        ("put", "DocumentReference/a"),
        ("delete", "DocumentReference/a"),
        ("post", "metadata"),
        ("get", "DocumentReference/_search"),
    ],
)
def test_another_method_is_405_and_says_which_there_are(
    client: Client, method: str, path: str
) -> None:
    answer = checked(getattr(client, method)(f"/fhir/{path}"))

    assert answer.status_code == 405
    assert "OPTIONS" in answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/fhir/DocumentReference", "/cds-services"])
def test_scripts_of_every_page_may_ask(client: Client, path: str) -> None:
    asked = client.options(
        path,
        headers={
            "Origin": "https://sandbox.cds-hooks.org",
            "Access-Control-Request-Method": "POST",
        },
    )
    answer = client.get(path)

    assert asked.status_code == 204
    assert "Authorization" in asked.headers["Access-Control-Allow-Headers"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_head_is_answered_like_get(client: Client) -> None:
    answer = client.head("/fhir/metadata")

    assert answer.status_code == 200
    assert answer.content == b""


def test_no_answer_sets_a_cookie(client: Client, ask: Ask) -> None:
    assert not ask("DocumentReference").cookies
    assert not client.get("/cds-services").cookies


def test_pretty_is_for_people(client: Client) -> None:
    assert b"\n  " in client.get("/fhir/metadata?_pretty=true").content
    assert b"\n" not in client.get("/fhir/metadata").content


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{}", "application/json", 415),
        ("code=J45", "text/plain", 415),
        ("x=" + "y" * 70_000, "application/x-www-form-urlencoded", 413),
        ("x=" + "y" * (6 * 2**20), "application/x-www-form-urlencoded", 413),
        ("&".join(["code=J45"] * 2_000), "application/x-www-form-urlencoded", 400),
        ("code=J45", "application/x-www-form-urlencoded; charset=utf-16", 400),
        ("code=%FF%00", "application/x-www-form-urlencoded", 400),
    ],
)
def test_a_body_that_cannot_be_taken_is_refused(
    client: Client, body: str, content_type: str, status: int
) -> None:
    answer = checked(
        client.post("/fhir/DocumentReference/_search", body, content_type=content_type)
    )

    assert answer.status_code == status


def test_a_place_that_asks_too_often_waits(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_doors, "MOST", 2)

    answers = [ask("metadata") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["issue"][0]["code"] == "throttled"
    assert answers[2].headers["Retry-After"] == "60"


def test_a_cache_that_fails_stops_nobody(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> Callable[..., Any]:
        raise OSError

    monkeypatch.setattr(cache, "incr", broken)

    assert ask("metadata").status_code == 200
