"""The fake pages of tests and the real reader keep the same promises."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from medagora.curation.gateways import PAGE_LIMITS, PageReader, WebPageReader
from medagora.web import http
from tests.curation.conftest import FakePages, page_at
from tests.web.hostile import loopback_too, redirect, reply, serve

Opened = AbstractContextManager[tuple[PageReader, str]]


@contextmanager
def real() -> Iterator[tuple[PageReader, str]]:
    html = "text/html; charset=utf-8"
    answers = {
        "/page": reply(b"<title>Asthma</title>", content_type=html),
        "/gone": reply(b"", status="404 Not Found", content_type=html),
        "/home": redirect("/page"),
        "/inside": redirect("http://10.0.0.1/"),
    }
    with serve(answers) as site:
        yield WebPageReader(loopback_too), site.url


@contextmanager
def fake() -> Iterator[tuple[PageReader, str]]:
    url = "https://fake.example.org"
    page = page_at(f"{url}/page", "<title>Asthma</title>")
    yield (
        FakePages(
            {
                f"{url}/page": page,
                f"{url}/gone": page_at(f"{url}/gone", "", status=404),
                f"{url}/home": page,
                f"{url}/inside": http.RefusedAddress,
            }
        ),
        url,
    )


@pytest.fixture(params=[real, fake], ids=["real", "fake"])
def opened(request: pytest.FixtureRequest) -> Callable[[], Opened]:
    made: Callable[[], Opened] = request.param
    return made


def test_a_page_comes_with_its_type_and_its_bytes(opened: Callable[[], Opened]) -> None:
    with opened() as (reader, url):
        response = reader.read(f"{url}/page")

    assert response.status == 200
    assert response.content_type == "text/html"
    assert response.body == b"<title>Asthma</title>"


def test_an_error_of_the_server_is_an_answer(opened: Callable[[], Opened]) -> None:
    with opened() as (reader, url):
        assert reader.read(f"{url}/gone").status == 404


def test_a_redirect_is_followed_and_told(opened: Callable[[], Opened]) -> None:
    with opened() as (reader, url):
        assert reader.read(f"{url}/home").address == f"{url}/page"


def test_what_may_not_be_visited_is_a_named_failure(
    opened: Callable[[], Opened],
) -> None:
    with opened() as (reader, url), pytest.raises(http.FETCH_FAILURES):
        reader.read(f"{url}/inside")


def test_a_huge_page_is_cut_and_not_refused() -> None:
    with serve({"/": reply(b"x" * 3 * http.MEGABYTE)}) as site:
        response = WebPageReader(loopback_too).read(f"{site.url}/")

    assert len(response.body) == PAGE_LIMITS.body_bytes
