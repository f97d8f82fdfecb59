"""Telling pictures by their first bytes."""

import pytest

from medagora.reader.domain.pictures import picture_type
from tests.reader.entry.samples import AVIF, GIF, JPEG, PNG, WEBP


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (GIF, "image/gif"),
        (WEBP, "image/webp"),
        (AVIF, "image/avif"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "image/avif"),
    ],
)
def test_pictures_are_known_by_their_own_bytes(body: bytes, name: str) -> None:
    assert picture_type(body) == name


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
        b"<!doctype html><title>Not a picture</title>",
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
        b"\xff\xff\xff\xffftyp",
        b"RIFF\0\0\0\0WAVEfmt ",
        b"GIF88a",
    ],
)
def test_drawings_pages_films_and_rubbish_are_no_pictures(body: bytes) -> None:
    assert picture_type(body) == ""
