"""Fetches that reach the servers of tests."""

from typing import Any

from medagora.web.http import Response, fetch_sync
from tests.web.hostile import loopback_too


def visit(address: str, **changes: Any) -> Response:
    return fetch_sync(address, **{"policy": loopback_too, **changes})
