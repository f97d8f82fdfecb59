"""The pages: bring a file, look, say yes; keys; the list to take away."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from medagora.people.models import Person
from medagora.reader.models import Feed, ReaderKey, Subscription
from medagora.reader.services import uploads
from tests.reader.taking import samples
from tests.reader.taking.conftest import Shelf

TAKE = "/en/reader/take/"
LOOK = f"{TAKE}look/"
KEYS = f"{TAKE}keys/"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def signed_in(client: Client, reader: Person) -> Client:
    client.force_login(reader, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def bring(client: Client, data: bytes, name: str = "mine.opml") -> Any:
    return client.post(TAKE, {"file": SimpleUploadedFile(name, data)})


def test_a_file_is_brought_looked_at_and_taken_in(signed_in: Client) -> None:
    answer = bring(signed_in, samples.freshrss_zip(), "export.zip")
    assert answer["Location"] == LOOK

    look = signed_in.get(LOOK).content.decode()
    assert "an export of FreshRSS" in look
    assert "Circulation" in look
    assert "line 13" in look
    assert "Labels of single entries" in look
    assert not Feed.objects.exists()

    done = signed_in.post(LOOK, {"action": "bring"}).content.decode()
    assert "Your reading is here" in done
    assert "1 was not here and is kept for you" in done
    assert "It stands in the file more than once." in done
    assert Subscription.objects.count() == 2
    assert default_storage.listdir(uploads.FOLDER)[1] == []
    assert signed_in.get(LOOK).status_code == 404


def test_a_file_can_be_dropped(signed_in: Client) -> None:
    bring(signed_in, samples.OPML.encode())

    answer = signed_in.post(LOOK, {"action": "drop"}, follow=True)

    assert b"nothing was changed" in answer.content
    assert not Feed.objects.exists()
    assert default_storage.listdir(uploads.FOLDER)[1] == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"x", "no format that is known"),
        (b"PK\x03\x04", "broken"),
        (samples.OPML[:300].encode(), "cut off"),
        (b"[" * 50_000, "cannot be read as JSON"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_is_not_kept(
    signed_in: Client, data: bytes, sentence: str
) -> None:
    answer = bring(signed_in, data)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert default_storage.listdir(uploads.FOLDER)[1] == []


def test_words_of_a_file_are_shown_as_words(signed_in: Client) -> None:
    hostile = samples.OPML.replace("Intranet", "&lt;script&gt;alert(1)&lt;/script&gt;")
    bring(signed_in, hostile.encode())

    assert b"<script>alert(1)" not in signed_in.get(LOOK).content


def test_uploading_is_slowed_down(signed_in: Client) -> None:
    for _upload in range(20):
        bring(signed_in, b"x")

    answer = bring(signed_in, samples.OPML.encode())

    assert answer.status_code == 422
    assert b"often in a short time" in answer.content


def test_what_one_follows_is_downloaded(signed_in: Client, shelf: Shelf) -> None:
    answer = signed_in.get(f"{TAKE}sources.opml")

    assert answer["Content-Disposition"] == 'attachment; filename="sources.opml"'
    assert shelf.journal.address.encode() in answer.content


def test_a_key_for_a_program_is_shown_once(signed_in: Client, reader: Person) -> None:
    answer = signed_in.post(KEYS, {"name": "My phone", "scope": "apps"})

    words = answer.content.decode()
    assert "My phone" in words
    assert "/greader</code>" in words
    assert reader.email in words
    assert "no-store" in answer["Cache-Control"]
    again = signed_in.get(KEYS).content.decode()
    assert "My phone" in again
    assert "the key, never the password" in again


def test_a_key_for_lists_comes_with_all_addresses(
    signed_in: Client, shelf: Shelf
) -> None:
    words = signed_in.post(KEYS, {"name": "Lists", "scope": "feeds"}).content.decode()

    for view in ("unread", "all", "saved", f"source/{shelf.blog.pk}", "folder/Heart"):
        assert f"/{view}.atom" in words
    assert "sources.opml" in words


def test_a_key_is_taken_back(signed_in: Client) -> None:
    signed_in.post(KEYS, {"name": "x", "scope": "apps"})
    row = ReaderKey.objects.get()

    answer = signed_in.post(f"{KEYS}{row.pk}/revoke/", follow=True)

    assert b"opens nothing any more" in answer.content
    assert not ReaderKey.objects.exists()


@pytest.mark.parametrize("data", [{}, {"name": " ", "scope": "apps"}, {"name": "x"}])
def test_a_key_without_name_or_purpose_is_refused(
    signed_in: Client, data: dict[str, str]
) -> None:
    assert signed_in.post(KEYS, data).status_code == 422
    assert not ReaderKey.objects.exists()


def test_visitors_are_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(LOOK).status_code == 302


def test_a_visitor_who_follows_nothing_gets_an_empty_file(
    client: Client, db: None
) -> None:
    answer = client.get(f"{TAKE}sources.opml")

    assert b"<outline" not in answer.content
    assert answer.cookies == {}


def test_another_persons_key_cannot_be_taken_back(
    signed_in: Client, make_person: Callable[..., Person]
) -> None:
    row = ReaderKey.objects.create(
        person=make_person("Otto"), name="x", scope="apps", digest="d"
    )

    assert signed_in.post(f"{KEYS}{row.pk}/revoke/").status_code == 404
    assert ReaderKey.objects.exists()
