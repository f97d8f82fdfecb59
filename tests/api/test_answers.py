"""What holds for every answer: refusals, validators, limits, the description."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from medagora.api import answers

Ask = Callable[..., Any]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "params", "status", "code"),
    [
        ("topics/nowhere", {}, 404, "not_found"),
        ("resources/nowhere", {}, 404, "not_found"),
        ("collections/nowhere", {}, 404, "not_found"),
        ("resources", {"kind": "book"}, 422, "bad_input"),
        ("resources", {"language": "klingon"}, 422, "bad_input"),
        ("resources", {"size": 101}, 422, "bad_input"),
        ("resources", {"page": 0}, 422, "bad_input"),
        ("search", {"q": "x" * 501}, 422, "bad_input"),
        ("search", {"q": "x", "is": "golden"}, 422, "bad_input"),
        ("search", {"q": "asthma titel:x"}, 422, "bad_input"),
        ("log", {"after": "x"}, 422, "bad_input"),
    ],
)
def test_a_refusal_is_json_with_code_and_sentence(
    ask: Ask, path: str, params: dict[str, Any], status: int, code: str
) -> None:
    answer = ask(path, **params)

    assert answer.status_code == status
    assert answer.json()["error"] == code
    assert answer.json()["message"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_refusal_names_the_parameter(ask: Ask) -> None:
    assert ask("resources", language="klingon").json() == {
        "error": "bad_input",
        "message": "language: not a language that we know",
        "field": "language",
    }


def test_an_answer_that_has_not_changed_is_not_sent_again(
    ask: Ask, make_topic: Callable[..., Any]
) -> None:
    first = ask("topics")
    again = ask("topics", headers={"If-None-Match": first.headers["ETag"]})
    make_topic()
    changed = ask("topics", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert first.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", ["topics", "topics/nowhere", "openapi.json"])
def test_scripts_of_every_page_may_read(ask: Ask, path: str) -> None:
    assert ask(path).headers["Access-Control-Allow-Origin"] == "*"


def test_nothing_can_be_written(client: Client) -> None:
    assert client.post("/api/v1/topics", {}).status_code == 405


def test_who_asks_too_often_is_asked_to_wait(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST", 2)

    assert [ask("instance").status_code for _ in range(3)] == [200, 200, 429]
    refused = ask("instance")
    assert refused.json()["error"] == "too_often"
    assert refused.headers["Retry-After"] == "60"


def test_a_cache_that_does_not_answer_lets_everybody_in(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: Any, **_more: Any) -> None:
        raise ConnectionError("no cache today")

    monkeypatch.setattr(type(cache._connections["default"]), "add", broken)  # type: ignore[attr-defined]  # the proxy hides it

    assert ask("instance").status_code == 200


def test_the_description_names_every_question_and_how_it_is_answered(ask: Ask) -> None:
    description = ask("openapi.json").json()

    assert set(description["paths"]) == {
        "/api/v1/topics",
        "/api/v1/topics/{slug}",
        "/api/v1/resources",
        "/api/v1/resources/{uid}",
        "/api/v1/collections",
        "/api/v1/collections/{uid}",
        "/api/v1/search",
        "/api/v1/suggest",
        "/api/v1/log",
        "/api/v1/instance",
        "/api/v1/appraise",
        "/api/v1/appraise/{token}",
    }
    for path, methods in description["paths"].items():
        (method,) = methods
        assert method == ("post" if path.endswith("/appraise") else "get")
        assert methods[method]["responses"]["200"]["content"]


def test_the_page_for_programmers_needs_no_other_host(client: Client) -> None:
    response = client.get("/api/v1/docs")

    html = response.content.decode()
    assert response.status_code == 200
    assert "GET /api/v1/search" in html
    assert "website, article, blog" in html
    assert "cdn" not in html.lower()
    assert client.get("/api/", follow=True).status_code == 200
