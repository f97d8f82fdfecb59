"""Entries on their page, and pictures without a network."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.reader.gateways.images import NotAPicture, PictureFolder
from medagora.reader.models import Entry
from medagora.reader.services import images
from tests.reader.conftest import MakeEntries, MakeFeed
from tests.reader.entry.samples import PNG

MakeEntry = Callable[..., Entry]


class Gallery:
    """A source of pictures that counts who asks; a test may hold it up."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.is_open = threading.Event()
        self.is_open.set()

    def fetch(self, address: str) -> bytes:
        self.asked.append(address)
        self.is_open.wait()
        if address not in self.pictures:
            raise NotAPicture(address, "404")
        return self.pictures[address]


@pytest.fixture
def gallery() -> Gallery:
    gallery = Gallery()
    gallery.pictures["https://pictures.example.org/lungs.png"] = PNG
    return gallery


@pytest.fixture
def desk(
    gallery: Gallery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[images.PictureDesk]:
    """The desk that pages use, with the gallery behind it."""
    desk = images.PictureDesk(
        gallery, PictureFolder(tmp_path / "pictures", 10_000), patience=10
    )
    monkeypatch.setattr(images, "desk", lambda: desk)
    yield desk
    gallery.is_open.set()
    desk.close()


@pytest.fixture
def make_entry(
    make_feed: MakeFeed, make_entries: MakeEntries, make_resource: Callable[..., Any]
) -> MakeEntry:
    """One entry of a source of the catalogue; ``is_own=True``: of somebody's own."""

    def make(*, is_own: bool = False, **fields: Any) -> Entry:
        source = {"title": "Heart"} if is_own else {"resource": make_resource()}
        feed = make_feed(**{"title": "Heart", **source, **fields.pop("source", {})})
        return make_entries(feed, fields)[0]

    return make


@pytest.fixture
def signed_in(client: Client, member: Person) -> Person:
    client.force_login(
        member, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return member
