"""What happens to hats and papers by themselves; what people take along."""

import base64
import json
import os
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from medagora.people import services
from medagora.people.gateways import documents
from medagora.people.models import EvidenceOwner, Hat, HatRequest, Person
from medagora.people.models.notices import Notice
from medagora.people.services import hats_documents, hats_housekeeping
from medagora.people.services.hats_deciding import agree
from tests.people.hats.building import NOW, give_hat
from tests.people.hats.conftest import PDF

Ask = Callable[..., HatRequest]
OnCommit = Callable[..., Any]


def test_people_hear_a_month_before_and_once(member: Person) -> None:
    hat = give_hat(member, "nurse")
    assert hat.expires_at is not None
    month_before = hat.expires_at - timedelta(days=30)

    assert hats_housekeeping.remind_of_expiry(month_before - timedelta(days=1)) == 0
    assert hats_housekeeping.remind_of_expiry(month_before) == 1
    assert hats_housekeeping.remind_of_expiry(month_before + timedelta(days=5)) == 0
    assert [notice.kind for notice in Notice.objects.all()] == ["hat_expires"]


def test_a_renewed_hat_is_reminded_of_again(
    ask: Ask, member: Person, moderator: Person
) -> None:
    give_hat(member, "physician", at=NOW - timedelta(days=715), reminded_at=NOW)
    hat = agree(ask(by=member), by=moderator, at=NOW)

    assert hat is not None
    assert hat.reminded_at is None


def test_declared_and_doffed_hats_remind_nobody(member: Person) -> None:
    give_hat(member, "living_with", "asthma")
    give_hat(member, "nurse", doffed_at=NOW, doffed_because="own_wish")

    assert hats_housekeeping.remind_of_expiry(NOW + timedelta(days=3650)) == 0


@pytest.fixture
def papers(ask: Ask, member: Person) -> HatRequest:
    request = ask("documents", role="midwife", by=member)
    hats_documents.add_document(request, PDF, by=member, at=NOW)
    return hats_documents.submit_documents(request, by=member, at=NOW)


def test_papers_go_after_thirty_days_whatever_was_decided(
    papers: HatRequest, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert hats_housekeeping.forget_papers(NOW + timedelta(days=30)) == 0
        assert hats_housekeeping.forget_papers(NOW + timedelta(days=31)) == 1

    papers.refresh_from_db()
    assert documents.stored() == []
    assert (papers.state, papers.ready_at) == ("open", None)
    assert Notice.objects.get(person=papers.person).kind == "hat_papers_deleted"


def test_files_without_a_row_are_swept_after_a_day(
    papers: HatRequest, tmp_path: Path
) -> None:
    documents.write("orphan", PDF)
    before = (NOW - timedelta(days=2)).timestamp()
    os.utime(tmp_path / "hat-documents" / "orphan", (before, before))

    hats_housekeeping.forget_papers(NOW)

    assert [name for name, _at in documents.stored()] == [papers.documents.get().uid]


def test_requests_that_nobody_finished_are_withdrawn(ask: Ask, member: Person) -> None:
    unfinished = ask("documents", role="nurse", by=member)
    ready = ask(by=member)

    assert hats_housekeeping.withdraw_unfinished(NOW + timedelta(days=61)) == 1

    unfinished.refresh_from_db()
    ready.refresh_from_db()
    assert (unfinished.state, ready.state) == ("withdrawn", "open")


def export_of(person: Person) -> dict[str, Any]:
    archive = zipfile.ZipFile(BytesIO(services.export_person(person, at=NOW)))
    names = [name for name in archive.namelist() if name.startswith("hats/")]
    return {name: json.loads(archive.read(name)) for name in names}


def test_people_take_their_hats_and_papers_along(
    papers: HatRequest, member: Person
) -> None:
    give_hat(member, "living_with", "asthma")

    parts = export_of(member)

    assert parts["hats/hats.json"][0]["topic"] == "asthma"
    assert parts["hats/requests.json"][0]["role"] == "midwife"
    (paper,) = parts["hats/papers.json"]
    assert base64.b64decode(paper["content"]) == PDF
    assert set(parts["hats/alias.json"]) == {"alias", "former"}


def test_an_erasure_takes_hats_numbers_and_papers(
    papers: HatRequest,
    member: Person,
    ask: Ask,
    moderator: Person,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    agree(ask(by=member), by=moderator, at=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        services.erase_person(member, by=member, at=NOW)

    assert documents.stored() == []
    assert not Hat.objects.exists()
    assert not HatRequest.objects.exists()
    assert not EvidenceOwner.objects.exists()


def test_a_moderator_who_leaves_takes_no_hat_of_others_along(
    ask: Ask, moderator: Person
) -> None:
    hat = agree(ask(), by=moderator, at=NOW)

    services.erase_person(moderator, by=moderator, at=NOW)

    assert hat is not None
    hat.refresh_from_db()
    assert hat.changes.get().by is None
