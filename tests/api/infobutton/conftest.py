"""A small catalogue and records that ask it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from medagora.api.queries import remembering
from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource

ATOM = "{http://www.w3.org/2005/Atom}"
ICD10, ICD10CM = "2.16.840.1.113883.6.3", "2.16.840.1.113883.6.90"
LANGUAGE = "informationRecipient.languageCode.c"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    remembering.forget()


def coded(code: str, system: str = ICD10, **more: str) -> dict[str, str]:
    """The parameters of one code."""
    return {"mainSearchCriteria.v.c": code, "mainSearchCriteria.v.cs": system, **more}


@pytest.fixture
def ask(client: Client) -> Callable[..., Any]:
    """Asks with GET: ``ask(coded("J45"), language="hu")``."""

    def get(params: dict[str, str], **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get("/infobutton", params, headers=named)

    return get


@pytest.fixture
def titles(ask: Callable[..., Any]) -> Callable[..., list[str]]:
    """The titles of an answer's entries, in order."""

    def get(params: dict[str, str]) -> list[str]:
        response = ask(params)
        assert response.status_code == 200, response.content
        root = etree.fromstring(response.content)
        entries = root.iter(f"{ATOM}entry")
        return [entry.findtext(f"{ATOM}title") or "" for entry in entries]

    return get


@pytest.fixture
def make(make_resource: Callable[..., Resource]) -> Callable[..., Resource]:
    """A resource on a topic: ``make("asthma", "Asthma and you", language="hu")``."""

    def one(topic: str, title: str, **fields: Any) -> Resource:
        language = fields.pop("language", "en")
        return make_resource(
            topics=(topic, *fields.pop("also", ())),
            texts={language: TextDraft(title, "Says why.")},
            languages=(language,),
            **fields,
        )

    return one


def categories(element: Any) -> list[tuple[str, str]]:
    return [
        (c.get("scheme"), c.get("term")) for c in element.findall(f"{ATOM}category")
    ]
