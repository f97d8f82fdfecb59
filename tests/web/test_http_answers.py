"""The way out: it gives what a good server says."""

import asyncio
import gzip
import sys
import zlib
from subprocess import run
from typing import Any

import brotli
import pytest
from pytest_django import Settings

from medagora import __version__
from medagora.web import http
from medagora.web.http import Hop, Response
from tests.web.hostile import loopback_too, redirect, reply, serve
from tests.web.visiting import visit


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
