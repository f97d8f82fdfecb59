"""Servers that do their worst, and a run that asks them for feeds."""

import socket
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import brotli

from medagora.reader.domain.fetches import FeedAnswer, FeedAsk
from medagora.reader.gateways.fetching import WebFeedFetcher
from medagora.web import http
from tests.web.hostile import (
    RESET,
    Answer,
    Site,
    loopback_too,
    redirect,
    reply,
    serve,
)

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

RSS = b"<rss version='2.0'><channel><title>Asthma</title></channel></rss>"
OK = reply(RSS, content_type="application/rss+xml")
ZEROS = b"0" * http.MEGABYTE
STORM = reply(b"?", status="429 Too Many Requests", retry_after="3600")

#: Places at once: far fewer than there are servers that never answer.
AT_ONCE = 4
DEADLINE = 3.0
#: For runs in which nobody answers anyway.
SHORT = 0.4


def bomb(coding: str) -> bytes:
    """A body that becomes 300 MB, in about 10 kB (gzip: 300 kB)."""
    packers: dict[str, Any] = {
        "gzip": zlib.compressobj(9, zlib.DEFLATED, 31),
        "deflate": zlib.compressobj(9),
        "br": brotli.Compressor(quality=5),
        "zstd": zstd.ZstdCompressor(),
    }
    packer = packers[coding]
    add = packer.process if coding == "br" else packer.compress
    end = packer.finish if coding == "br" else packer.flush
    return b"".join([*(add(ZEROS) for _ in range(300)), end()])


def packed(coding: str, body: bytes) -> bytes:
    return reply(body, content_encoding=coding, content_type="text/xml")


def drop_a_bomb(coding: str) -> Callable[[Site], Answer]:
    """Packed when its server starts: collecting the tests makes none."""

    def start(site: Site) -> Answer:
        whole = packed(coding, bomb(coding))
        return lambda head: [whole]

    return start


def hang(site: Site) -> Answer:
    def answer(head: str) -> Iterator[bytes]:
        site.closing.wait(30)
        yield b""

    return answer


def drip(site: Site) -> Answer:
    def answer(head: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
        while not site.closing.wait(0.01):
            yield b"x"

    return answer


def drip_headers(site: Site) -> Answer:
    def answer(head: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nX-Slow: "
        while not site.closing.wait(0.01):
            yield b"x"

    return answer


def send_50_megabytes(site: Site) -> Answer:
    def answer(head: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
        for _ in range(50):
            yield ZEROS

    return answer


def redirect_for_ever(site: Site) -> Answer:
    def answer(head: str) -> Iterator[bytes]:
        yield redirect(f"{head.split(' ')[1]}x")

    return answer


def reset(site: Site) -> Answer:
    return lambda head: [RESET]


def reset_in_the_middle(site: Site) -> Answer:
    return lambda head: [reply(RSS, length=5000), RESET]


def answer_names(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
    """Name servers in an attacker's hand."""
    numbers = {"inside.example.org": "10.0.0.7", "inside6.example.org": "fd00::7"}
    if host not in numbers:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    kind = socket.AF_INET6 if ":" in numbers[host] else socket.AF_INET
    return [(kind, socket.SOCK_STREAM, 6, "", (numbers[host], port))]


def served(stack: ExitStack, behaviour: Any) -> Site:
    """A server of its own that answers every path alike."""
    whole = behaviour if isinstance(behaviour, bytes) else None
    made: list[Answer] = []

    def answer(head: str) -> Any:
        return [whole] if whole is not None else made[0](head)

    site = stack.enter_context(serve(answer))
    if whole is None:
        made.append(behaviour(site))
    return site


async def collect(asks: list[FeedAsk], deadline: float = DEADLINE) -> list[FeedAnswer]:
    fetcher = WebFeedFetcher(loopback_too, at_once=AT_ONCE)
    return [answer async for answer in fetcher.fetch_all(asks, deadline=deadline)]
