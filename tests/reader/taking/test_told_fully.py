"""Programs are told which source is which, and what of a list was left out; bringing
files is counted for each person."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from medagora.people.models import Person
from medagora.reader.models import Feed
from medagora.reader.services import following
from medagora.reader.views import taking
from tests.reader.conftest import MakeFeed
from tests.reader.taking.conftest import Program

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TAKE = "/en/reader/take/"
OPML = (
    b'<opml version="2.0"><head/><body>'
    b'<outline text="Heart" xmlUrl="https://heart.example.org/feed"/>'
    b'<outline text="A folder without anything to read"/>'
    b'<outline text="Odd" xmlUrl="gopher://odd.example.org"/></body></opml>'
)


def test_sources_of_one_name_have_their_addresses_in_their_titles(
    program: Program, reader: Person, make_feed: MakeFeed
) -> None:
    for end in ("new", "updated"):
        feed: Feed = make_feed("Reviews", address=f"https://www.r.example.org/{end}")
        following.follow(reader, feed)
    following.follow(reader, make_feed("Heart"))

    rows = program.api("subscription/list")["subscriptions"]

    assert sorted(row["title"] for row in rows) == [
        "Heart",
        "Reviews (r.example.org/new)",
        "Reviews (r.example.org/updated)",
    ]


def test_a_program_hears_how_much_of_its_list_was_left_out(program: Program) -> None:
    answer = program.client.post(
        "/greader/reader/api/0/subscription/import",
        OPML,
        content_type="text/xml",
        headers={"Authorization": f"GoogleLogin auth={program.secret}"},
    )

    assert answer.content.startswith(b"OK: 1; left out: ")


@pytest.fixture
def hasty(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(taking, "_MOST_UPLOADS", 1)


def _bring(client: Client) -> Any:
    return client.post(TAKE, {"file": SimpleUploadedFile("mine.opml", OPML)})


def test_bringing_files_is_counted_for_each_person_and_refused_in_one_sentence(
    hasty: None, client: Client, reader: Person, make_person: Callable[..., Person]
) -> None:
    client.force_login(reader, BACKEND)
    answers = [_bring(client), _bring(client)]
    client.force_login(make_person("Otto"), BACKEND)

    other = _bring(client)

    assert [answer.status_code for answer in answers] == [302, 422]
    assert answers[1].content.decode().count("That was often in a short time") == 1
    assert other.status_code == 302
