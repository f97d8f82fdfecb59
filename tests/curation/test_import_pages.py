"""Importing on the web: upload, look, say yes, watch, read the report."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from medagora.catalogue.models import Resource
from medagora.curation.models import ImportBatch, SkippedRow
from medagora.curation.services import importing
from medagora.curation.services.importing import uploads
from medagora.people.models import Person
from tests.catalogue.formats import samples
from tests.conftest import NOW

TABLE = "url,what\nhttps://a.example.org/,A title\nodd,B\n"
UPLOAD = "/en/desk/import/"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(make_person: Callable[..., Person]) -> Person:
    return make_person("Edith", role="editor")


@pytest.fixture
def client_of(client: Client) -> Callable[[Person], Client]:
    def sign_in(person: Person) -> Client:
        client.force_login(
            person, "allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return sign_in


def upload(client: Client, text: str | bytes = TABLE, **said: str) -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile("file.dat", data)
    return client.post(UPLOAD, {"file": file, "language": "en", **said})


def test_a_file_is_uploaded_looked_at_and_brought_in(
    client_of: Callable[[Person], Client],
    editor: Person,
    run_tasks: Callable[[], None],
) -> None:
    client = client_of(editor)

    shown = client.get(upload(client, samples.HON)["Location"])
    assert b"Souffle" in shown.content
    assert not Resource.objects.exists()
    batch = ImportBatch.objects.get()
    page = f"{UPLOAD}{batch.pk}/"
    began = client.post(page, {"action": "begin"}, follow=True)
    assert b"The file is being read" in began.content
    run_tasks()
    done = client.get(page)

    assert b"1 resource is new here." in done.content
    assert b"Review 1 candidate" in done.content
    assert Resource.objects.get().state == "candidate"
    assert not default_storage.exists(f"imports/{batch.file_digest}")


def test_columns_can_be_mapped_before_anything_is_changed(
    client_of: Callable[[Person], Client], editor: Person
) -> None:
    client = client_of(editor)
    page = upload(client)["Location"]

    first = client.get(page).content.decode()
    assert "It has no title." in first
    mapped = {"action": "columns", "address": "url", "title": "what"}
    second = client.post(page, mapped, follow=True).content.decode()

    assert "A title" in second
    assert "It has no title." not in second


def test_a_file_that_cannot_be_used_says_why_and_can_be_dropped(
    client_of: Callable[[Person], Client], editor: Person
) -> None:
    client = client_of(editor)
    page = upload(client, samples.OPML[:200], format="opml")["Location"]

    shown = client.get(page).content.decode()
    assert "The file ends too early" in shown
    assert 'value="begin"' not in shown
    client.post(page, {"action": "discard"})

    assert not ImportBatch.objects.exists()
    assert default_storage.listdir("imports")[1] == []


def test_an_empty_file_is_refused_at_once(
    client_of: Callable[[Person], Client], editor: Person
) -> None:
    answer = upload(client_of(editor), b"")

    assert answer.status_code == 422
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_too_large_is_refused(
    client_of: Callable[[Person], Client], editor: Person, monkeypatch: Any
) -> None:
    monkeypatch.setattr("medagora.curation.forms_import.MOST_BYTES", 10)

    answer = upload(client_of(editor))

    assert answer.status_code == 422
    assert b"larger than 64 MB" in answer.content


def test_only_operators_are_offered_to_publish_at_once(
    client_of: Callable[[Person], Client], editor: Person, operator: Person
) -> None:
    assert b'value="published"' not in client_of(editor).get(UPLOAD).content

    assert b'value="published"' in client_of(operator).get(UPLOAD).content


def test_an_editor_cannot_smuggle_the_policy_in(
    client_of: Callable[[Person], Client], editor: Person
) -> None:
    upload(client_of(editor), TABLE, policy="published")

    assert ImportBatch.objects.get().options["policy"] == ""


@pytest.mark.parametrize("role", ["", "curator", "moderator"])
def test_others_are_refused(
    client_of: Callable[[Person], Client],
    make_person: Callable[..., Person],
    role: str,
) -> None:
    client = client_of(make_person("Nobody", role=role))

    assert client.get(UPLOAD).status_code == 403
    assert upload(client).status_code == 403


def test_visitors_are_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(UPLOAD).status_code == 302


def test_progress_is_a_fragment_that_refreshes_the_page_at_its_end(
    client_of: Callable[[Person], Client], editor: Person
) -> None:
    client = client_of(editor)
    page = upload(client)["Location"]
    batch = ImportBatch.objects.get()
    ImportBatch.objects.update(state="running", rows_total=10, rows_done=4)

    busy = client.get(f"{page}progress/", headers={"HX-Request": "true"})
    ImportBatch.objects.update(state="done")
    done = client.get(f"{page}progress/", headers={"HX-Request": "true"})

    assert "4 of 10 rows" in busy.content.decode()
    assert "<html" not in busy.content.decode()
    assert "HX-Refresh" not in busy
    assert done["HX-Refresh"] == "true"
    assert batch.pk


def test_an_import_that_stopped_can_go_on(
    client_of: Callable[[Person], Client],
    editor: Person,
    run_tasks: Callable[[], None],
) -> None:
    client = client_of(editor)
    page = upload(client, "url,title\nhttps://a.example.org/,A\n")["Location"]
    ImportBatch.objects.update(state="failed", rows_done=1, rows_total=1, failure="No.")

    assert b"Go on where it stopped" in client.get(page).content
    client.post(page, {"action": "begin"})
    run_tasks()

    assert ImportBatch.objects.get().state == "done"


def test_the_worker_acts_for_nobody_who_has_left(
    client_of: Callable[[Person], Client],
    editor: Person,
    run_tasks: Callable[[], None],
) -> None:
    page = upload(client_of(editor))["Location"]
    client_of(editor).post(page, {"action": "begin"})
    ImportBatch.objects.update(started_by=None)

    run_tasks()

    batch = ImportBatch.objects.get()
    assert (batch.state, Resource.objects.count()) == ("failed", 0)
    assert "has left" in batch.failure


def test_files_that_waited_a_week_are_dropped(
    client_of: Callable[[Person], Client], editor: Person
) -> None:
    upload(client_of(editor))
    kept = importing.forget_old_uploads(NOW)
    ImportBatch.objects.update(started_at=NOW - uploads.KEPT_FOR * 2)

    dropped = importing.forget_old_uploads(NOW)

    assert (kept, dropped) == (0, 1)
    assert default_storage.listdir("imports")[1] == []


def test_the_report_costs_no_more_queries_with_more_rows(
    client_of: Callable[[Person], Client],
    editor: Person,
    django_assert_max_num_queries: Any,
) -> None:
    client = client_of(editor)
    page = upload(client)["Location"] + "skipped/"
    batch = ImportBatch.objects.get()
    row = {"batch": batch, "reason": "No.", "excerpt": "x"}
    SkippedRow.objects.bulk_create(SkippedRow(line=n, **row) for n in range(2))
    client.get(page)
    with django_assert_max_num_queries(30) as few:
        client.get(page)
    SkippedRow.objects.bulk_create(SkippedRow(line=n, **row) for n in range(10))

    with django_assert_max_num_queries(len(few)):
        answer = client.get(page)

    assert len(re.findall(r"<td>No\.</td>", answer.content.decode())) == 12
