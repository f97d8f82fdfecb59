"""A small catalogue for record systems, and how they ask it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from fhir.resources.R4B import get_fhir_model_class

from medagora.catalogue.domain.drafts import TextDraft
from tests.api.fhir.hook_requests import PATH

Ask = Callable[..., Any]


@pytest.fixture
def asthma(make_topic: Callable[..., Any]) -> Any:
    return make_topic(
        "asthma",
        codes=(
            ("mesh", "D001249"),
            ("icd10", "J45"),
            ("icd10cm", "J45"),
            ("snomed", "195967001"),
        ),
    )


@pytest.fixture
def diabetes(make_topic: Callable[..., Any]) -> Any:
    return make_topic(
        "diabetes", body_system="hormones", codes=(("icd10", "E11"), ("icd10cm", "E11"))
    )


@pytest.fixture
def inhaler_video(make_resource: Callable[..., Any], asthma: Any) -> Any:
    """In Hungarian and German, for patients."""
    return make_resource(
        "https://tudo.example.org/inhalator?a=1&b=<2>",
        kind="video-channel",
        audience="patients",
        texts={
            "hu": TextDraft("Inhalátor <helyesen>", "Megmutatja, hogyan kell."),
            "en": TextDraft("Inhalátor <helyesen>", "Shows how & why to use it."),
        },
        languages=("hu", "de"),
        topics=("asthma",),
        publisher="Tüdőgyógyász Társaság",
    )


@pytest.fixture
def asthma_guideline(make_resource: Callable[..., Any], asthma: Any) -> Any:
    return make_resource(kind="guideline", audience="professionals", topics=("asthma",))


@pytest.fixture
def diabetes_page(make_resource: Callable[..., Any], diabetes: Any) -> Any:
    return make_resource(audience="both", topics=("diabetes",))


@pytest.fixture
def ask(client: Client) -> Ask:
    """Asks and holds every answer against the standard: ``ask("metadata")``."""

    def get(path: str, headers: Any = None, method: str = "get", **params: Any) -> Any:
        answer = getattr(client, method)(f"/fhir/{path}", params, headers=headers)
        return checked(answer)

    return get


@pytest.fixture
def call(client: Client) -> Ask:
    """Sends a body to the hook: ``call(asked(…), "hu")``."""

    def post(body: Any, language: str = "en", path: str = PATH) -> Any:
        return client.post(
            path,
            body if isinstance(body, str | bytes) else json.dumps(body),
            content_type="application/json",
            headers={"Accept-Language": language},
        )

    return post


def checked(answer: Any) -> Any:
    """The answer, once its body is a valid resource of FHIR R4."""
    assert answer.headers["Content-Type"] == "application/fhir+json; charset=utf-8"
    body = answer.json()
    model = get_fhir_model_class(body["resourceType"])
    model.model_validate(body)
    assert_nothing_empty(body)
    return answer


def assert_nothing_empty(value: Any) -> None:
    """FHIR's JSON has no empty text, list or object anywhere, and no null."""
    assert value not in ("", [], {}, None)
    children: Any = ()
    if isinstance(value, dict):
        children = value.values()
    elif isinstance(value, list):
        children = value
    for child in children:
        assert_nothing_empty(child)


def ids_in(answer: Any) -> list[str]:
    return [entry["resource"]["id"] for entry in answer.json().get("entry", [])]


def links_of(answer: Any) -> dict[str, str]:
    return {link["relation"]: link["url"] for link in answer.json()["link"]}
