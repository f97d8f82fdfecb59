import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from medagora.api.domain.scopes import Scope
from medagora.api.services import keys


@pytest.fixture
def ask(client: Client) -> Callable[..., HttpResponse]:
    """Asks version 1: ``ask("topics", reader="hu")``."""

    def get(path: str, headers: Any = None, **params: Any) -> Any:
        return client.get(f"/api/v1/{path}", params, headers=headers)

    return get


@pytest.fixture
def count_queries(django_assert_max_num_queries: Any) -> Callable[..., int]:
    """How many queries a call needs."""

    def count(call: Callable[[], Any]) -> int:
        with django_assert_max_num_queries(1_000) as captured:
            call()
        return len(captured)

    return count


@pytest.fixture
def make_key(db: None) -> Callable[..., str]:
    """A key of a person for these scopes: ``make_key(member, Scope.READ)``."""

    def make(person: Any, *scopes: Scope) -> str:
        at = timezone.now()
        return keys.make_key("Tests", scopes, days=30, by=person, at=at)[1]

    return make


class Asker:
    """Asks with a key; bodies are JSON."""

    def __init__(self, client: Client, secret: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path: str, **params: Any) -> Any:
        return self._client.get(f"/api/v1{path}", params, headers=self._headers)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        text = json.dumps(body) if body is not None else ""
        return self.send_raw(method, path, text, **headers)

    def send_raw(self, method: str, path: str, text: str, **headers: str) -> Any:
        return self._client.generic(
            method,
            f"/api/v1{path}",
            text,
            content_type="application/json",
            headers=self._headers
            | {name.replace("_", "-"): word for name, word in headers.items()},
        )

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, body, **headers)


@pytest.fixture
def api(client: Client, make_key: Callable[..., str]) -> Callable[..., Asker]:
    """``api(member, Scope.SUGGEST).post("/suggestions", {…})``"""

    def make(person: Any, *scopes: Scope) -> Asker:
        return Asker(client, make_key(person, *scopes))

    return make
