"""Serves made feeds on loopback, ready in memory, with ETags and gzip.

python bench/feeds_load/serving.py FEEDS ENTRIES     prints its port, then obeys lines
of standard input: an age (``0``, ``1`` …) makes every feed that old and answers ``ok``.
"""

import asyncio
import gzip
import hashlib
import sys
from functools import partial
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from bench.feeds_load.making import write_feed


def answers_of(work: tuple[int, int, int]) -> tuple[bytes, bytes, bytes]:
    """The ETag of a feed, its whole answer, and its "unchanged"."""
    feed, entries, age = work
    body = write_feed(feed, entries=entries, age=age)
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'.encode()
    packed = gzip.compress(body, 6, mtime=0)
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nETag: "
        + etag
        + b"\r\nContent-Encoding: gzip\r\nContent-Length: "
        + str(len(packed)).encode()
        + b"\r\n\r\n"
    )
    same = b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
    return etag, head + packed, same


class Feeds(asyncio.Protocol):
    answers: list[tuple[bytes, bytes, bytes]] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.waiting = transport, b""

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while (end := self.waiting.find(b"\r\n\r\n")) >= 0:
            request, self.waiting = self.waiting[:end], self.waiting[end + 4 :]
            self.transport.write(self.answer(request))

    def answer(self, request: bytes) -> bytes:
        path = request.split(b" ", 2)[1]
        if not path.startswith(b"/feed/"):
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        etag, whole, same = self.answers[int(path[6:-4])]
        return same if etag in request else whole


async def serve(feeds: int, entries: int) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Feeds, "0.0.0.0", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        with Pool() as pool:
            work = [(feed, entries, int(line)) for feed in range(feeds)]
            make = partial(pool.map, answers_of, work, chunksize=20)
            Feeds.answers = await loop.run_in_executor(None, make)
        print("ok", flush=True)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
