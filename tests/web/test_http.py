"""The way out: it gives what a server says, and survives what a server does."""

import asyncio
import gzip
import ipaddress
import socket
import sys
import threading
import zlib
from collections.abc import Iterator
from subprocess import run
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from medagora import __version__
from medagora.web import http
from medagora.web.http import Hop, Limits, Response, fetch_sync, is_public
from medagora.web.http_client import CheckedResolver
from tests.web.hostile import loopback_too, redirect, reply, serve

BOMB = gzip.compress(b"0" * 200 * http.MEGABYTE, 9)


def visit(address: str, **changes: Any) -> Response:
    return fetch_sync(address, **{"policy": loopback_too, **changes})


# ---- what a good server says -------------------------------------------------


def test_an_answer_has_status_headers_and_body() -> None:
    with serve({"/": reply(b"<p>Hi", content_type="Text/HTML; charset=utf-8")}) as site:
        response = visit(f"{site.url}/")

    assert (response.status, response.body) == (200, b"<p>Hi")
    assert response.content_type == "text/html"
    assert response.address == f"{site.url}/"


def test_we_say_who_we_are_and_send_no_cookies(settings: Settings) -> None:
    answers = {
        "/": reply(status="302 Found", location="/next", set_cookie="id=1"),
        "/next": reply(b"ok"),
    }

    with serve(answers) as site:
        visit(f"{site.url}/")

    assert f"User-Agent: Medagora/{__version__} (+" in site.requests[1]
    assert settings.CONFIG.site_url in site.requests[1]
    assert "Cookie" not in site.requests[1]


def test_redirects_are_followed_and_told() -> None:
    answers = {
        "/": redirect("/a b", "301 Moved Permanently"),
        "/a%20b": redirect("c?x=1#part", "307 Temporary Redirect"),
        "/c?x=1": reply(b"here"),
    }

    with serve(answers) as site:
        response = visit(f"{site.url}/")

    assert response.body == b"here"
    assert response.address == f"{site.url}/c?x=1"
    assert [hop.status for hop in response.hops] == [301, 307]
    assert response.hops[0] == Hop(301, f"{site.url}/")


def test_an_error_status_is_an_answer_and_no_failure() -> None:
    with serve({}) as site:
        response = visit(f"{site.url}/nothing")

    assert response.status == 404


def test_head_reads_no_body() -> None:
    with serve({"/": reply(length=10**12)}) as site:
        response = visit(f"{site.url}/", method="HEAD")

    assert (response.status, response.body) == (200, b"")
    assert site.requests[0].startswith("HEAD / ")


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),  # as some servers send it
    ],
)
def test_compressed_bodies_are_unpacked(coding: str, pack: Any) -> None:
    text = bytes(range(256)) * 1000

    with serve({"/": reply(pack(text), content_encoding=coding)}) as site:
        response = visit(f"{site.url}/")

    assert response.body == text


def test_what_we_can_unpack_is_what_we_ask_for() -> None:
    with serve({"/": reply(brotli.compress(b"text"), content_encoding="br")}) as site:
        response = visit(f"{site.url}/")

    assert response.body == b"text"
    assert "Accept-Encoding: gzip, deflate, br, zstd" in site.requests[0]


def test_lists_in_repeated_headers_go_on_and_others_end_with_the_last() -> None:
    lines = b"\r\nLink: <a>\r\nLink: <b>\r\nX-One: 1\r\nX-One: 2\r\n\r\n"
    answer = reply(b"ok").replace(b"\r\n\r\n", lines)

    with serve({"/": answer}) as site:
        response = visit(f"{site.url}/")

    assert response.headers["link"] == "<a>, <b>"
    assert response.headers["x-one"] == "2"


def test_a_post_carries_a_body_of_a_said_type() -> None:
    with serve({"/": reply(b"ok")}) as site:
        visit(
            f"{site.url}/",
            method="POST",
            headers={"Content-Type": "text/plain"},
            body=b"hello",
        )

    assert site.requests[0].startswith("POST / ")
    assert "Content-Type: text/plain" in site.requests[0]
    assert site.requests[0].endswith("\r\n\r\nhello")


@pytest.mark.parametrize(
    ("status", "method"),
    [
        ("301 Moved Permanently", "GET"),
        ("302 Found", "GET"),
        ("303 See Other", "GET"),
        ("307 Temporary Redirect", "POST"),
        ("308 Permanent Redirect", "POST"),
    ],
)
def test_a_redirected_post_stays_one_only_where_it_must(
    status: str, method: str
) -> None:
    with serve({"/": redirect("/next", status), "/next": reply(b"ok")}) as site:
        visit(f"{site.url}/", method="POST", body=b"hello")

    assert site.requests[1].startswith(f"{method} /next ")
    assert site.requests[1].endswith("hello") == (method == "POST")


def test_a_post_goes_through_the_same_guards() -> None:
    with (
        serve({"/": redirect("http://10.0.0.1/", "307 Temporary Redirect")}) as site,
        pytest.raises(http.RefusedAddress),
    ):
        visit(f"{site.url}/", method="POST", body=b"hello")


def test_a_session_serves_several_fetches_at_once() -> None:
    async def both(url: str) -> list[Response]:
        async with http.open_client(policy=loopback_too) as client:
            asks = (client.fetch(f"{url}/{n}", http.Ask()) for n in (1, 2))
            return list(await asyncio.gather(*asks))

    with serve({"/1": reply(b"one"), "/2": reply(b"two")}) as site:
        responses = asyncio.run(both(site.url))

    assert [response.body for response in responses] == [b"one", b"two"]


def test_the_web_process_does_not_load_the_machinery() -> None:
    code = "import sys, medagora.web.http; sys.exit('aiohttp' in sys.modules)"

    result = run([sys.executable, "-c", code], check=False)  # our own code

    assert result.returncode == 0


# ---- where we do not go --------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[fe80::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fc00::1]/",
        "http://[ff02::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:8.8.8.8]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::7f00:1]/",
        "http://user:password@8.8.8.8/",
        "http://8.8.8.8:22/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "http:///nothing",
        "http://8.8.8.8:99999/",
        "http://xn--/",
    ],
)
def test_special_places_are_refused(address: str) -> None:
    with pytest.raises(http.RefusedAddress):
        fetch_sync(address)


@pytest.mark.parametrize("address", ["http://2130706433/", "http://127.1/"])
def test_odd_spellings_of_loopback_do_not_get_through(address: str) -> None:
    with pytest.raises((http.RefusedAddress, http.ProtocolFailure)):
        fetch_sync(address)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "//10.0.0.1/",
        "http://8.8.8.8:25/",
    ],
)
def test_a_redirect_into_a_special_place_is_refused(target: str) -> None:
    refused = pytest.raises(http.RefusedAddress)

    with serve({"/": redirect(target)}) as site, refused as failure:
        visit(f"{site.url}/")

    assert failure.value.code == "refused_address"


def test_a_name_that_leads_home_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _answer_names_with(monkeypatch, "10.0.0.7", "::1")

    with pytest.raises(http.RefusedAddress):
        fetch_sync("http://inside.example.org/")


def test_only_the_public_ones_of_several_addresses_are_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _answer_names_with(monkeypatch, "10.0.0.7", "93.184.215.14")

    found = asyncio.run(CheckedResolver(is_public).resolve("x.example.org", 443))

    assert [row["host"] for row in found] == ["93.184.215.14"]


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serve({"/": reply(b"ok")}) as site:
        asked = _answer_names_with(monkeypatch, "127.0.0.1")

        visit(site.url.replace("127.0.0.1", "once.example.org") + "/")

    assert asked == ["once.example.org"]


def test_a_name_is_looked_up_once_in_the_life_of_a_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def visit_often(url: str) -> set[int]:
        async with http.open_client(policy=loopback_too) as client:
            return {(await client.fetch(url, http.Ask())).status for _ in range(5)}

    with serve({"/": reply(b"ok")}) as site:
        asked = _answer_names_with(monkeypatch, "127.0.0.1")
        url = site.url.replace("127.0.0.1", "once.example.org")

        assert asyncio.run(visit_often(f"{url}/")) == {200}

    assert asked == ["once.example.org"]
    assert len(site.requests) == 5  # over new connections: this server closes them


def test_name_servers_that_never_answer_hold_up_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = threading.Event()

    def answer(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        if host.startswith("silent"):
            over.wait(30)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    async def visit_all(port: str) -> int:
        async with http.open_client(policy=loopback_too) as client:
            silent = [
                asyncio.create_task(
                    client.fetch(f"http://silent{n}.example.org/", http.Ask())
                )
                for n in range(40)
            ]
            found = await client.fetch(f"http://x.example.org:{port}/", http.Ask())
            for task in silent:
                task.cancel()
            await asyncio.gather(*silent, return_exceptions=True)
            return found.status

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with serve({"/": reply(b"ok")}) as site:
        status = asyncio.run(visit_all(site.url.rpartition(":")[2]))
        over.set()

    assert status == 200


def test_a_connection_is_refused_whatever_was_resolved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([True])

    def only_the_resolver(address: http.IPAddress) -> bool:
        return next(answers, False)

    with serve({"/": reply(b"ok")}) as site:
        _answer_names_with(monkeypatch, "127.0.0.1")
        url = site.url.replace("127.0.0.1", "fooled.example.org")

        with pytest.raises(http.RefusedAddress):
            visit(f"{url}/", policy=only_the_resolver)

    assert site.requests == []


@pytest.mark.parametrize(
    "address",
    [
        "http://8.8.8.8\\@127.0.0.2/",
        "http://127.0.0.2\\.example.org/",
        "http://8.8.8.8@127.0.0.2/",
        "http://127.0.0.2#@8.8.8.8/",
        "http://127.0.0.2?@8.8.8.8/",
        "http://127.0.0.2%2f@8.8.8.8/",
        "http://[::ffff:7f00:2]/",
        "http://１２７.０.０.２/",
        "http://0x7f.0.0.2/",
        "http://\ud800/",
        "http:// 127.0.0.2/",
        "http://127.0.0.2\t/",
    ],
)
def test_no_spelling_smuggles_an_address_past_the_guards(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever such a name resolves to, here it is a private address."""
    _answer_names_with(monkeypatch, "127.0.0.2")

    with pytest.raises((http.RefusedAddress, http.ProtocolFailure, http.DnsFailure)):
        visit(address)


def test_a_closed_network_fetches_nothing(settings: Settings) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})

    with serve({"/": reply(b"ok")}) as site, pytest.raises(http.SwitchedOff):
        visit(f"{site.url}/")

    assert site.requests == []


@given(st.ip_addresses())
def test_no_address_that_the_registry_calls_special_is_public(address: Any) -> None:
    special = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )

    assert not (special and is_public(address)) or address in http._NAT64


@given(st.ip_addresses(v=4))
def test_an_address_inside_ipv6_is_never_more_public_than_itself(address: Any) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address(int(http._NAT64.network_address) + int(address))

    assert not is_public(mapped)
    assert is_public(translated) == is_public(address)


# ---- what a bad server does --------------------------------------------------


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


def _answer_names_with(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> list[str]:
    """Name servers that give these addresses; gives the list of names asked for."""
    asked: list[str] = []

    def answer(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        kinds = (socket.AF_INET6 if ":" in n else socket.AF_INET for n in numbers)
        rows = zip(kinds, numbers, strict=True)
        return [(kind, socket.SOCK_STREAM, 6, "", (n, port)) for kind, n in rows]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked
