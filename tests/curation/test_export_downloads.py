"""Downloads: complete, cached by content, never half a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from medagora.catalogue.models import Resource
from medagora.curation.services import exporting
from medagora.curation.services.export_files import DOWNLOADS, open_download


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "exports").iterdir())


@pytest.mark.parametrize("name", sorted(DOWNLOADS))
def test_each_download_is_the_export_of_that_name(
    client: Client, make_resource: Callable[..., Resource], name: str
) -> None:
    make_resource()

    first = client.get(f"/export/{name}")
    second = client.get(f"/export/{name}")

    expected = b"".join(DOWNLOADS[name].produce())
    assert first.getvalue() == second.getvalue() == expected
    assert first["Content-Type"] == DOWNLOADS[name].content_type
    assert name in first["Content-Disposition"]


def test_what_has_not_changed_is_not_sent_again(
    client: Client, make_resource: Callable[..., Resource]
) -> None:
    tag = client.get("/export/resources.csv")["ETag"]

    same = client.get("/export/resources.csv", headers={"If-None-Match": tag})
    make_resource()
    other = client.get("/export/resources.csv", headers={"If-None-Match": tag})

    assert (same.status_code, other.status_code) == (304, 200)


def test_a_file_is_made_once_for_each_state_of_the_content(
    client: Client,
    make_resource: Callable[..., Resource],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client.get("/export/resources.csv").getvalue()
    (made,) = files(tmp_path)
    monkeypatch.setattr(exporting, "in_pieces", None)  # nothing is made anew
    assert client.get("/export/resources.csv").getvalue().startswith(b"uid,")
    monkeypatch.undo()

    make_resource()
    client.get("/export/resources.csv").getvalue()

    assert len(files(tmp_path)) == 1
    assert files(tmp_path) != [made]


def test_a_reader_who_leaves_early_leaves_no_half_of_a_file(
    db: None, tmp_path: Path, make_resource: Callable[..., Resource]
) -> None:
    make_resource()
    pieces = open_download(DOWNLOADS["resources.jsonl"], "x")
    next(pieces)

    pieces.close()  # type: ignore[attr-defined]  # it is a generator

    assert files(tmp_path) == []


def test_other_names_are_not_found(client: Client, db: None) -> None:
    assert client.get("/export/people.csv").status_code == 404
