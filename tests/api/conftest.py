from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client


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
