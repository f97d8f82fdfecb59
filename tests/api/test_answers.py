"""What holds for every answer: refusals, validators, limits, the description."""

from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest
from django.core.cache import cache
from django.test import Client

from medagora.api.describing.examples import EXAMPLES
from medagora.api.domain import limits
from medagora.api.domain.limits import Limit
from medagora.api.domain.scopes import Scope
from medagora.api.views import appraising
from medagora.community.domain import words as community
from medagora.people.models import Person

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
    answer = ask("resources", language="klingon", size=0)

    assert answer.headers["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["type"].endswith("/api/v1/docs#errors-bad_input")
    assert (said["status"], said["error"]) == (422, "bad_input")
    assert said["detail"] == said["message"] == "size: " + said["errors"][0]["detail"]
    assert [one["field"] for one in said["errors"]] == ["size", "language"]
    assert said["field"] == "size"


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


def test_a_method_that_an_address_does_not_have_is_answered_with_those_it_has(
    client: Client,
) -> None:
    refused = client.post("/api/v1/topics", {})
    asked = client.options("/api/v1/suggestions")

    assert refused.status_code == 405
    assert refused.json()["error"] == "method_not_allowed"
    assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert (asked.status_code, asked.content) == (204, b"")
    assert "Authorization" in asked.headers["Access-Control-Allow-Headers"]
    assert asked.headers["Access-Control-Allow-Methods"] == "OPTIONS, POST"


def test_head_says_what_get_would(client: Client) -> None:
    whole, head = client.get("/api/v1/roles"), client.head("/api/v1/roles")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_an_address_without_anything_is_a_problem_too(client: Client) -> None:
    answer = client.get("/api/v1/nothing/here")

    assert answer.status_code == 404
    assert answer.json()["error"] == "not_found"


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        ("{", "application/json", 400, "not_readable"),
        ("[" * 100_000, "application/json", 400, "not_readable"),
        ('{"text": NaN}', "application/json", 400, "not_readable"),
        (b"\xff\xfe{", "application/json", 400, "not_readable"),
        ("a=b", "application/x-www-form-urlencoded", 415, "not_json"),
        ("x" * (5 * 2**20 + 1), "application/json", 413, "too_large"),
        ("[]", "application/json", 422, "bad_input"),
    ],
)
def test_a_body_that_cannot_be_used_is_refused(
    client: Client, content: Any, kind: str, status: int, code: str
) -> None:
    answer = client.post("/api/v1/appraise", content, content_type=kind)

    assert (answer.status_code, answer.json()["error"]) == (status, code)


def test_what_no_text_has_is_refused(ask: Ask) -> None:
    assert ask("search", q="a\0b").status_code == 422
    assert ask("topics/a%00b").status_code in {404, 422}


def test_who_takes_no_json_is_told_that_there_is_nothing_else(ask: Ask) -> None:
    assert ask("roles", headers={"Accept": "image/png"}).status_code == 406
    assert ask("roles", headers={"Accept": "application/*"}).status_code == 200


def test_who_asks_too_often_is_asked_to_wait(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PLACE", Limit("place", 2, 60))

    answers = [ask("roles") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"place";q=2;w=60'
    assert answers[0].headers["RateLimit"].startswith('"place";r=1;t=')
    refused = answers[2]
    assert refused.json()["error"] == "too_often"
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_more_keys_are_no_more_requests(
    api: Ask, member: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "KEY", Limit("key", 2, 60))
    one, other = api(member, Scope.READ), api(member, Scope.READ)

    answers = [one.get("/me"), other.get("/me"), other.get("/me")]

    assert [answer.status_code for answer in answers] == [200, 200, 429]


@pytest.mark.parametrize("word", ["\\ud800", "\\u0000"])
def test_what_no_text_has_is_refused_in_a_body_too(
    api: Ask, member: Person, word: str
) -> None:
    asker = api(member, Scope.SUBSCRIBE)

    answer = asker.send_raw("PUT", "/followed-topics", f'{{"topics": ["{word}"]}}')

    assert (answer.status_code, answer.json()["error"]) == (422, "bad_input")


def test_a_page_with_half_a_character_is_judged_all_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(appraising, "PATIENCE", 0)

    answer = client.post(
        "/api/v1/appraise",
        '{"text": "Breathing \\ud800 well"}',
        content_type="application/json",
    )

    assert answer.status_code in {200, 202}


def test_a_cache_that_does_not_answer_lets_everybody_in(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: Any, **_more: Any) -> None:
        raise ConnectionError("no cache today")

    monkeypatch.setattr(type(cache._connections["default"]), "add", broken)  # type: ignore[attr-defined]  # the proxy hides it

    assert ask("instance").status_code == 200


def test_the_description_names_every_answer_with_an_example(ask: Ask) -> None:
    description = ask("openapi.json").json()
    operations = {
        operation["operationId"]: operation
        for methods in description["paths"].values()
        for operation in methods.values()
    }

    assert description["openapi"].startswith("3.1")
    assert set(EXAMPLES) == set(operations)
    assert len(operations) >= 45
    for operation in operations.values():
        said = operation["responses"]
        assert {"401", "406", "422", "429"} <= set(said)
        for code, response in said.items():
            if code >= "400":
                problem = response["content"]["application/problem+json"]
                assert problem["example"]["status"] == int(code)


def test_two_things_of_one_name_are_not_taken_for_each_other(ask: Ask) -> None:
    paths = ask("openapi.json").json()["paths"]

    def kinds(path: str) -> str:
        parameters = paths[f"/api/v1/{path}"]["get"]["parameters"]
        return str(next(one for one in parameters if one["name"] == "kind"))

    assert all(kind in kinds("questions") for kind in community.Kind)
    assert "Kind" in kinds("resources")
    assert "website" not in kinds("questions")


def test_every_example_has_the_form_that_is_described(ask: Ask) -> None:
    description = ask("openapi.json").json()

    for methods in description["paths"].values():
        for operation in methods.values():
            contents = [operation["requestBody"]] if "requestBody" in operation else []
            contents += operation["responses"].values()
            for content in contents:
                for form in content.get("content", {}).values():
                    schema = form["schema"] | {"components": description["components"]}
                    jsonschema_rs.Draft202012Validator(schema).validate(form["example"])


def test_the_page_for_programmers_needs_no_other_host(client: Client) -> None:
    response = client.get("/api/v1/docs")

    html = response.content.decode()
    assert response.status_code == 200
    assert "GET /api/v1/search" in html
    assert "website, article, blog" in html
    assert "Authorization: Bearer $KEY" in html
    assert 'id="errors-bad_cursor"' in html
    assert "cdn" not in html.lower()
    assert '<script src="http' not in html
    assert client.get("/api/", follow=True).status_code == 200
