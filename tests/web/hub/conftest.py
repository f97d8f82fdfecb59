"""Feeds that tests change, and a program that subscribes to them."""

from collections.abc import Iterator

import pytest

from medagora.web.hub import lending
from medagora.web.hub.lending import Content
from tests.web.hostile import Site, serve
from tests.web.hub.asking import FEED, echo


@pytest.fixture(autouse=True)
def feeds(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the site's feeds say, by address; tests change it."""
    said = {FEED: b"<feed>1</feed>"}

    def read(address: str) -> Content | None:
        body = said.get(address)
        return Content(body, "application/atom+xml; charset=utf-8") if body else None

    monkeypatch.setattr(lending, "_lent", [read])
    return said


@pytest.fixture
def program() -> Iterator[Site]:
    with serve(echo) as site:
        yield site
