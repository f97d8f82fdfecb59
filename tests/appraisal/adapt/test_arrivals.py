"""What came: a page, a document, or something that is neither."""

import gzip
import json

import pytest

from medagora.appraisal.domain.adapt.limits import MOST_BYTES
from medagora.appraisal.domain.adapt.making import make_page
from medagora.appraisal.domain.page import Medium, Page, PageState
from tests.appraisal.adapt.reading import ADDRESS, FILLER, no_guess


def _came(body: bytes, kind: str | None) -> Page:
    headers = {} if kind is None else {"Content-Type": kind}
    return make_page(body, headers, ADDRESS, guess_language=no_guess)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "image/png"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "text/html"),
        (b"\xff\xd8\xff\xe0" + bytes(100), None),
        (b"PK\x03\x04" + bytes(100), "application/octet-stream"),
        (gzip.compress(FILLER.encode()), "text/html"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(100), "video/mp4"),
        (b"MZ" + bytes(range(256)), ""),
        (json.dumps({"a": [FILLER]}).encode(), "application/json"),
        (json.dumps({"a": [FILLER]}).encode(), "text/html"),
        (json.dumps({"a": [FILLER]}).encode(), None),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "text/xml"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", None),
        (b"body { color: red }", "text/css"),
        (b"a,b\n1,2\n", "text/csv"),
        (b"<svg xmlns='x'><text>a</text></svg>", "image/svg+xml"),
    ],
)
def test_pictures_films_archives_and_data_are_the_wrong_type(
    body: bytes, kind: str | None
) -> None:
    page = _came(body, kind)

    assert page.state is PageState.WRONG_TYPE
    assert page.text == ""


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (bytes(range(1, 32)) * 40, "text/html"),
        (bytes(range(1, 32)) * 40, "text/plain"),
        (b"\x00" * 500 + b"x", "text/html"),
        (b"no PDF at all", "application/pdf"),
        (b"%PDF-1.7\nbroken", "application/pdf"),
    ],
)
def test_what_says_that_it_is_a_page_and_is_none_is_broken(
    body: bytes, kind: str
) -> None:
    assert _came(body, kind).state is PageState.BROKEN


@pytest.mark.parametrize("body", [b"", b"  \n\t ", b"\x00\x00", b"\xef\xbb\xbf\n"])
def test_nothing_is_empty(body: bytes) -> None:
    assert _came(body, "text/html").state is PageState.EMPTY


def test_a_page_over_the_limit_is_not_read() -> None:
    page = _came(b"<p>" + b"x" * MOST_BYTES, "text/html")

    assert page.state is PageState.TOO_BIG
    assert page.text == ""


@pytest.mark.parametrize(
    ("start", "kind", "medium"),
    [
        ("<!DOCTYPE html><p>", "text/html", Medium.HTML),
        ("<?xml version='1.0'?><html><body>", "application/xhtml+xml", Medium.HTML),
        ("<?xml version='1.0'?><html><body>", "text/xml", Medium.HTML),
        ("<html><p>", None, Medium.HTML),
        ("<p>", "application/octet-stream", Medium.HTML),
        ("", "text/html", Medium.HTML),
        ("<p>", "text/plain", Medium.PLAIN),
        ("", None, Medium.PLAIN),
        ("MZ is how some texts begin. ", None, Medium.PLAIN),
    ],
)
def test_bytes_and_type_tell_the_medium(
    start: str, kind: str | None, medium: Medium
) -> None:
    page = _came((start + FILLER).encode(), kind)

    assert page.state is PageState.READ
    assert page.medium is medium
    assert FILLER in page.text


def test_utf_16_without_a_mark_is_a_page() -> None:
    page = _came(f"<html><p>{FILLER}".encode("utf-16-le"), None)

    assert page.text == FILLER


def test_headers_have_lower_case_names_and_a_bounded_size() -> None:
    headers = {f"X-{n}": "v" * 5000 for n in range(500)}

    page = make_page(b"x", headers, ADDRESS, guess_language=no_guess)

    assert len(page.headers) == 100
    assert len(page.headers["x-1"]) == 2000
