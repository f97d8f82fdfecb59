"""The way out survives what a bad server does; each failure has a name."""

import gzip
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from medagora.web import http
from medagora.web.http import Limits, fetch_sync
from tests.web.hostile import redirect, reply, serve
from tests.web.visiting import visit

BOMB = gzip.compress(b"0" * 200 * http.MEGABYTE, 9)


def test_a_server_that_never_answers_is_too_slow() -> None:
    def hang(head: str) -> Iterator[bytes]:
        site.closing.wait(10)
        yield b""

    with serve(hang) as site, pytest.raises(http.TooSlow):
        visit(f"{site.url}/", limits=Limits(seconds=0.2))


def test_a_server_that_drips_is_too_slow() -> None:
    def drip(head: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
        while not site.closing.wait(0.01):
            yield b"x"

    with serve(drip) as site, pytest.raises(http.TooSlow):
        visit(f"{site.url}/", limits=Limits(seconds=0.3))


def test_a_server_that_drips_its_headers_is_too_slow() -> None:
    def drip(head: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nX-Slow: "
        while not site.closing.wait(0.01):
            yield b"x"

    with serve(drip) as site, pytest.raises(http.TooSlow):
        visit(f"{site.url}/", limits=Limits(seconds=0.3))


def _flood(head: str) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
    for _ in range(10_000):
        yield b"x" * 100_000


def test_an_endless_body_is_too_big() -> None:
    with serve(_flood) as site, pytest.raises(http.TooBig):
        visit(f"{site.url}/", limits=Limits(body_bytes=100_000))


def test_an_endless_body_can_be_cut_instead() -> None:
    with serve(_flood) as site:
        response = visit(f"{site.url}/", limits=Limits(body_bytes=1000, cut=True))

    assert (len(response.body), response.is_cut) == (1000, True)


def test_an_announced_huge_body_is_not_read_at_all() -> None:
    with serve({"/": reply(length=10**12)}) as site, pytest.raises(http.TooBig):
        visit(f"{site.url}/")


def test_a_gzip_bomb_is_too_big_and_never_goes_off() -> None:
    answers = {"/": reply(BOMB, content_encoding="gzip")}

    with serve(answers) as site, pytest.raises(http.TooBig):
        visit(f"{site.url}/", limits=Limits(body_bytes=http.MEGABYTE))


def test_endless_headers_are_refused() -> None:
    lines = b"".join(b"X-%d: %s\r\n" % (n, b"y" * 4000) for n in range(50))
    answer = b"HTTP/1.1 200 OK\r\n" + lines + b"Content-Length: 0\r\n\r\n"

    with serve({"/": answer}) as site, pytest.raises(http.TooBig):
        visit(f"{site.url}/")


@pytest.mark.parametrize(
    "answer",
    [
        reply(b"short", length=5000),  # lies about its length
        reply(b"not gzip", content_encoding="gzip"),
        reply(gzip.compress(b"cut off" * 999)[:30], content_encoding="gzip"),
        reply(b"not brotli", content_encoding="br"),
        reply(b"not zstd", content_encoding="zstd"),
        reply(b"x", content_encoding="compress"),
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"y" * 20_000 + b"\r\n\r\n",
    ],
)
def test_what_is_not_proper_http_is_a_failure_with_a_name(answer: bytes) -> None:
    with serve({"/": answer}) as site, pytest.raises(http.ProtocolFailure):
        visit(f"{site.url}/")


def test_a_server_that_hangs_up_is_a_failed_connection() -> None:
    with serve({"/": b""}) as site, pytest.raises(http.ConnectionFailure):
        visit(f"{site.url}/")


def test_a_closed_port_is_a_failed_connection() -> None:
    with serve({}) as site:
        pass

    with pytest.raises(http.ConnectionFailure):
        visit(f"{site.url}/")


@pytest.mark.parametrize(
    "answers",
    [
        {"/": redirect("/")},
        {"/": redirect("/a"), "/a": redirect("/")},
        {"/": redirect("javascript:alert(1)")},
        {"/": redirect("file:///etc/passwd")},
        {"/": redirect("http://[broken")},
        {"/": redirect("http://")},
        {"/": redirect("http:///")},
    ],
)
def test_redirects_that_lead_nowhere_are_refused(answers: dict[str, bytes]) -> None:
    with serve(answers) as site, pytest.raises(http.BadRedirect):
        visit(f"{site.url}/")


def test_a_long_chain_of_redirects_ends() -> None:
    answers = {f"/{n}": redirect(f"/{n + 1}") for n in range(50)}

    with serve(answers) as site, pytest.raises(http.BadRedirect):
        visit(f"{site.url}/0", limits=Limits(redirects=5))

    assert len(site.requests) == 6


def test_an_unwanted_type_is_refused_before_it_is_read() -> None:
    answers = {"/": reply(length=10**12, content_type="video/mp4")}

    with serve(answers) as site, pytest.raises(http.WrongType):
        visit(f"{site.url}/", limits=Limits(types=("text/html",)))


def test_an_error_says_enough_whatever_its_type() -> None:
    answer = reply(b"GIF89a", status="410 Gone", content_type="image/gif")

    with serve({"/": answer}) as site:
        response = visit(f"{site.url}/", limits=Limits(types=("text/html",)))

    assert response.status == 410


def test_a_name_that_does_not_exist_is_a_dns_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    with pytest.raises(http.DnsFailure):
        fetch_sync("http://gone.example.org/")


def test_a_server_without_tls_is_a_tls_failure() -> None:
    with serve({"/": reply(b"plain")}) as site, pytest.raises(http.TlsFailure):
        visit(site.url.replace("http:", "https:") + "/")


def test_every_failure_has_its_own_code() -> None:
    codes = {failure.code for failure in http.FETCH_FAILURES}

    assert len(codes) == len(http.FETCH_FAILURES)
    assert all(issubclass(f, http.FetchFailure) for f in http.FETCH_FAILURES)
