"""A reader with sources, entries and a key for programs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.reader.domain.words import KeyScope
from medagora.reader.models import Entry, Feed
from medagora.reader.services import following, keys
from tests.reader.conftest import NOW, MakeEntries, MakeFeed


@dataclass
class Program:
    """A reading program of one person, as it talks to us."""

    client: Client
    person: Person
    secret: str

    def get(self, path: str, **params: Any) -> Any:
        return self.client.get(f"/greader/{path}", params, headers=self._headers)

    def post(self, path: str, data: Any = None) -> Any:
        return self.client.post(
            f"/greader/{path}",
            urlencode(data or {}, doseq=True),
            content_type="application/x-www-form-urlencoded",
            headers=self._headers,
        )

    def api(self, path: str, **params: Any) -> Any:
        answer = self.get(f"reader/api/0/{path}", **params)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def send(self, path: str, **data: Any) -> str:
        return str(self.post(f"reader/api/0/{path}", data).content.decode())

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"GoogleLogin auth={self.secret}"}


@dataclass
class Shelf:
    """What the reader follows: a journal in a folder with three entries, and a blog
    with one."""

    journal: Feed
    blog: Feed
    entries: list[Entry]
    post: Entry


@pytest.fixture
def reader(make_person: Callable[..., Person]) -> Person:
    return make_person("Rita")


@pytest.fixture
def shelf(reader: Person, make_feed: MakeFeed, make_entries: MakeEntries) -> Shelf:
    journal = make_feed("Journal", site="https://journal.example.org/")
    blog = make_feed("Blog", sort="blog")
    following.follow(reader, journal, folder="Heart")
    following.follow(reader, blog)
    entries = make_entries(
        journal, {"title": "One"}, {"title": "Two"}, {"title": "Three"}
    )
    (post,) = make_entries(
        blog, {"title": "Post", "published_at": NOW - timedelta(minutes=30)}
    )
    return Shelf(journal, blog, entries, post)


@pytest.fixture
def program(client: Client, reader: Person) -> Program:
    _row, secret = keys.make_key(reader, "App", KeyScope.APPS, by=reader)
    return Program(client, reader, secret)
