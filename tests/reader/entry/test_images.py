"""Pictures through us: signed, judged by their bytes, kept in a bounded folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from medagora.reader.gateways.images import (
    PICTURE_FAILURES,
    NotAPicture,
    PictureFolder,
    WebPictures,
)
from medagora.reader.services import images
from medagora.web import http
from tests.reader.entry.conftest import Gallery
from tests.reader.entry.samples import JPEG, PNG
from tests.web.hostile import Site, loopback_too, redirect, reply, serve

LUNGS = "https://pictures.example.org/lungs.png"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


# ---- the page ----------------------------------------------------------------------


@pytest.mark.usefixtures("desk", "db")
def test_a_picture_is_passed_on_as_a_picture_and_nothing_else(client: Client) -> None:
    response = client.get(images.picture_path(LUNGS))

    assert (response.status_code, response.content) == (200, PNG)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "max-age=2592000" in response.headers["Cache-Control"]
    assert not response.cookies


@pytest.mark.usefixtures("desk", "db")
def test_a_picture_is_fetched_once_for_everybody(
    client: Client, gallery: Gallery
) -> None:
    for _ in range(3):
        client.get(images.picture_path(LUNGS))

    assert gallery.asked == [LUNGS]


@pytest.mark.usefixtures("desk", "db")
@pytest.mark.parametrize(
    "token", ["", "x", "aGVsbG8", "aHR0cHM6Ly9zcHkuZXhhbXBsZS8:forged", "ü" * 50]
)
def test_nobody_can_have_us_fetch_what_they_like(
    client: Client, gallery: Gallery, token: str
) -> None:
    response = client.get(f"/reader/image/{token}/")

    assert response.status_code == 404
    assert gallery.asked == []


@pytest.mark.usefixtures("desk", "db")
def test_a_picture_that_failed_has_a_stand_in_and_is_not_asked_for_again(
    client: Client, gallery: Gallery
) -> None:
    path = images.picture_path("https://pictures.example.org/gone.png")

    first, second = client.get(path), client.get(path)

    assert (first.status_code, second.status_code) == (502, 502)
    assert first.headers["Content-Type"] == "image/svg+xml"
    assert len(gallery.asked) == 1


@pytest.mark.usefixtures("desk", "db")
def test_a_site_off_the_web_shows_a_stand_in(
    client: Client, gallery: Gallery, settings: Any
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})

    response = client.get(images.picture_path(LUNGS))

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert gallery.asked == []


@pytest.mark.django_db
def test_whoever_cannot_wait_is_told_to_ask_again_and_then_gets_it(
    client: Client, gallery: Gallery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = PictureFolder(tmp_path / "pictures", 10_000)
    hurried = images.PictureDesk(gallery, folder, patience=0)
    monkeypatch.setattr(images, "desk", lambda: hurried)
    gallery.is_open.clear()

    early = client.get(images.picture_path(LUNGS))
    gallery.is_open.set()
    hurried.close()  # waits for what was begun
    late = client.get(images.picture_path(LUNGS))

    assert early.status_code == 503
    assert early.headers["Cache-Control"] == "no-store"
    assert late.content == PNG


def test_only_addresses_of_the_web_have_a_picture() -> None:
    assert images.picture_path("data:image/png;base64,AA") == ""
    assert images.picture_path("") == ""


def test_a_picture_has_the_same_address_each_time() -> None:
    assert images.picture_path(LUNGS) == images.picture_path(LUNGS)


# ---- the folder ----------------------------------------------------------------------


def test_the_folder_gives_back_what_it_was_given(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path, 1000)

    folder.keep("a", PNG)

    assert folder.find("a") == PNG
    assert folder.find("b") is None


def test_the_least_shown_go_when_the_folder_is_full(tmp_path: Path) -> None:
    roomy, folder = PictureFolder(tmp_path, 10_000), PictureFolder(tmp_path, 250)
    for age, name in enumerate(("new", "middle", "old")):
        roomy.keep(name, b"x" * 100)
        newest = max(tmp_path.glob("*/*"), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (1e9 - age, 1e9 - age))

    gone = folder.tidy()

    assert gone == 1
    assert folder.find("old") is None
    assert folder.find("new") is not None


def test_the_folder_never_outgrows_its_measure_by_much(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path, 1000)

    for number in range(100):
        folder.keep(str(number), b"x" * 90)

    kept = sum(path.stat().st_size for path in tmp_path.glob("*/*"))
    assert kept <= 1100


def test_a_folder_of_no_size_keeps_nothing(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path, 0)

    folder.keep("a", PNG)

    assert folder.find("a") is None


def test_a_disk_that_fails_costs_a_fetch_and_no_more(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    folder = PictureFolder(blocked, 1000)

    folder.keep("a", PNG)

    assert folder.find("a") is None
    assert folder.tidy() == 0


# ---- the web ----------------------------------------------------------------------


@pytest.fixture
def pictures() -> Iterator[Site]:
    big = b"\xff\xd8\xff" + b"\0" * (5 * http.MEGABYTE)
    answers = {
        "/good.png": reply(PNG, content_type="image/png"),
        "/named-wrongly": reply(JPEG, content_type="image/x-odd"),
        "/moved": redirect("/good.png"),
        "/page": reply(b"<html>", content_type="text/html"),
        "/drawing": reply(SVG, content_type="image/svg+xml"),
        "/lie": reply(b"<script>", content_type="image/png"),
        "/big": reply(big, content_type="image/jpeg"),
        "/away": redirect("http://10.0.0.1/a.png"),
    }
    with serve(answers) as site:
        yield site


@pytest.mark.parametrize(
    ("path", "body"),
    [("/good.png", PNG), ("/named-wrongly", JPEG), ("/moved", PNG)],
)
def test_pictures_are_fetched_whatever_they_are_called(
    pictures: Site, path: str, body: bytes
) -> None:
    assert WebPictures(loopback_too).fetch(pictures.url + path) == body


@pytest.mark.parametrize(
    ("path", "failure"),
    [
        ("/page", http.WrongType),
        ("/drawing", NotAPicture),
        ("/lie", NotAPicture),
        ("/big", http.TooBig),
        ("/away", http.RefusedAddress),
        ("/none", NotAPicture),
    ],
)
def test_everything_else_is_a_named_failure(
    pictures: Site, path: str, failure: type[Exception]
) -> None:
    with pytest.raises(failure) as raised:
        WebPictures(loopback_too).fetch(pictures.url + path)

    assert isinstance(raised.value, PICTURE_FAILURES)


def test_the_source_learns_nothing_about_the_reader(pictures: Site) -> None:
    WebPictures(loopback_too).fetch(f"{pictures.url}/good.png")

    head = pictures.requests[0].lower()
    assert "user-agent: medagora/" in head
    assert "cookie" not in head
    assert "referer" not in head
