"""Requests over a few connections that stay open, from one process that does little
else: what is measured is the server, though both share the cores.

Plain sockets and requests that were written before: about 0.04 ms of CPU for each,
where a client library takes more than the server's own part.
"""

import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_BLOCK = 256 * 1024
#: How long a single answer may take.
_PATIENCE = 30


@dataclass
class Heard:
    """What came back: milliseconds of each answer, and how many of each status."""

    seconds: float = 0.0
    #: CPU that the load itself took.
    cpu_seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    bytes: int = 0

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds


class _Caller:
    """One connection: a request, its whole answer, the next request."""

    def __init__(self, port: int, heard: Heard, requests: Iterator[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), _PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._heard, self._requests = heard, requests
        self.send()

    def send(self) -> None:
        self._answer = b""
        self._wanted = 0
        self._began = time.perf_counter()
        self.socket.sendall(next(self._requests))

    def hear(self) -> bool:
        """Takes what has come; True when the answer is whole."""
        piece = self.socket.recv(_BLOCK)
        if not piece:
            raise ConnectionError("the server closed a connection")
        self._answer += piece
        if not self._wanted:
            self._wanted = _size_of(self._answer)
        if not self._wanted or len(self._answer) < self._wanted:
            return False
        self._heard.times.append((time.perf_counter() - self._began) * 1000)
        self._heard.statuses[self._answer[9:12].decode()] += 1
        self._heard.bytes += self._wanted
        return True


def _size_of(answer: bytes) -> int:
    """Of head and body together; 0 while the head is not whole."""
    head, end, _rest = answer.partition(b"\r\n\r\n")
    if not end:
        return 0
    length = _LENGTH.search(head)
    if length is None:
        raise ValueError("an answer does not tell its length")
    return len(head) + len(end) + int(length[1])


def load(
    port: int, requests: Sequence[bytes], *, seconds: float, connections: int
) -> Heard:
    """Each connection asks for the next of ``requests`` as soon as it was answered."""
    heard = Heard()
    began, cpu = time.perf_counter(), time.process_time()
    until, waiting = began + seconds, cycle(requests)
    with selectors.DefaultSelector() as ready:
        for _ in range(connections):
            caller = _Caller(port, heard, waiting)
            ready.register(caller.socket, selectors.EVENT_READ, caller)
        while ready.get_map():
            events = ready.select(_PATIENCE)
            if not events:
                raise TimeoutError("the server does not answer")
            for key, _mask in events:
                if not key.data.hear():
                    continue
                if time.perf_counter() < until:
                    key.data.send()
                else:
                    ready.unregister(key.fileobj)
                    key.data.socket.close()
    heard.seconds = time.perf_counter() - began
    heard.cpu_seconds = time.process_time() - cpu
    return heard


def get(path: str) -> bytes:
    """A request for a page."""
    return _head("GET", path).encode() + b"\r\n"


def post(path: str, form: str) -> bytes:
    """A request that sends a form."""
    body = form.encode()
    head = _head("POST", path) + (
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n"
    )
    return head.encode() + b"\r\n" + body


def _head(method: str, path: str) -> str:
    return (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "User-Agent: bench\r\nAccept: */*\r\n"
    )
