"""Archives of strangers: nothing explodes, nothing is written where it should not."""

import io
import struct
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from medagora.kernel.refusals import BadInput, NotFound
from medagora.reader.domain.taking.found import Origin
from medagora.reader.services import taking_files, uploads
from medagora.reader.services.taking_files import read_upload
from tests.conftest import NOW
from tests.reader.taking import samples


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_an_archive_of_freshrss_is_read_whole() -> None:
    found = read_upload(samples.freshrss_zip(), "export.zip")

    assert found.origins == {Origin.OPML, Origin.FRESHRSS}
    assert len(found.entries) == 2
    assert {n.place.file for n in found.not_taken} == {"feeds_2026-11-23.opml.xml"}


def test_names_that_climb_out_are_only_names(tmp_path: Path) -> None:
    data = samples.zipped(
        {"../../../etc/cron.d/x.opml": samples.OPML, "C:\\a\\b.json": "{"}
    )

    found = read_upload(data, "../../x.zip")

    assert {source.place.file for source in found.sources} == {"x.opml"}
    assert found.not_taken[-1].place.file == "b.json"
    assert list(tmp_path.iterdir()) == []


def test_one_broken_file_does_not_lose_the_others() -> None:
    data = samples.zipped({"a.json": "{", "b.opml": samples.OPML, "c.txt": "x"})

    found = read_upload(data, "x.zip")

    assert len(found.sources) == 3
    assert "JSON" in str(found.not_taken[0].why)


def test_an_archive_in_an_archive_is_left_out() -> None:
    inner = samples.zipped({"a.opml": samples.OPML})

    with pytest.raises(BadInput, match="Nothing in the archive"):
        read_upload(samples.zipped({"inner.zip": inner}), "x.zip")


def test_a_bomb_is_refused_before_it_goes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_files, "MOST_FILE_BYTES", 10_000)
    data = samples.zipped({"a.json": b" " * 5_000_000})

    with pytest.raises(BadInput, match="Unpacked"):
        read_upload(data, "x.zip")


def test_many_files_together_are_a_bomb_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_files, "MOST_UNPACKED", 10_000)
    files: dict[str, str | bytes] = {f"{n}.json": b" " * 4000 for n in range(4)}

    with pytest.raises(BadInput, match="Unpacked"):
        read_upload(samples.zipped(files), "x.zip")


def test_a_file_that_lies_about_its_size_is_no_way_around(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(taking_files, "MOST_FILE_BYTES", 10_000)
    data = bytearray(samples.zipped({"a.json": b" " * 5_000_000}))
    true_size = struct.pack("<L", 5_000_000)
    lie = bytes(data).replace(true_size, struct.pack("<L", 100))

    with pytest.raises(BadInput):
        read_upload(lie, "x.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_cannot_be_unpacked_a_little_at_a_time_is_left_out(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("a.opml", samples.OPML)

    with pytest.raises(BadInput, match="packed in a way"):
        read_upload(buffer.getvalue(), "x.zip")


def test_a_locked_file_is_told_of() -> None:
    data = samples.zipped({"a.opml": samples.OPML})
    locked = data.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )

    with pytest.raises(BadInput, match="password"):
        read_upload(locked, "x.zip")


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = samples.zipped({"a.opml": samples.OPML, "b.opml": samples.OPML})
    monkeypatch.setattr(taking_files, "MOST_FILES", 1)
    with pytest.raises(BadInput, match="too many files"):
        read_upload(data, "x.zip")

    monkeypatch.setattr(taking_files, "_MOST_LISTING", 10)
    with pytest.raises(BadInput, match="too many files"):
        read_upload(data, "x.zip")


@pytest.mark.parametrize("cut", [4, 21, 60, -1, -10, -30])
def test_a_broken_archive_is_refused(cut: int) -> None:
    with pytest.raises(BadInput, match="broken"):
        read_upload(samples.freshrss_zip()[:cut], "x.zip")


def test_a_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_files, "MOST_BYTES", 10)

    with pytest.raises(BadInput, match="more than 0 MB"):
        read_upload(samples.OPML.encode(), "x.opml")


# ---- between the look and the yes ----------------------------------------------------


def test_a_file_waits_for_its_person_and_nobody_else() -> None:
    uploads.keep_upload(7, io.BytesIO(b"one\ntwo"), "a\nb.opml")

    assert uploads.get_upload(7) == (b"one\ntwo", "a b.opml")
    with pytest.raises(NotFound):
        uploads.get_upload(8)


def test_a_new_file_takes_the_place_of_the_old_one() -> None:
    uploads.keep_upload(7, io.BytesIO(b"old"), "a")
    uploads.keep_upload(7, io.BytesIO(b"new"), "b")

    assert uploads.get_upload(7) == (b"new", "b")
    assert len(default_storage.listdir(uploads.FOLDER)[1]) == 1
    uploads.drop_upload(7)
    with pytest.raises(NotFound):
        uploads.get_upload(7)


def test_files_that_waited_a_day_are_dropped() -> None:
    uploads.keep_upload(7, io.BytesIO(b"x"), "a")
    at = default_storage.get_modified_time(
        f"{uploads.FOLDER}/{default_storage.listdir(uploads.FOLDER)[1][0]}"
    )

    assert uploads.forget_old_uploads(at + timedelta(hours=23)) == 0
    assert uploads.forget_old_uploads(at + timedelta(hours=25)) == 1
    assert uploads.forget_old_uploads(NOW) == 0


@pytest.mark.parametrize("data", [b"", b"x" * 100])
def test_empty_and_huge_files_are_not_kept(
    monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)

    with pytest.raises(BadInput):
        uploads.keep_upload(7, io.BytesIO(data), "a")
