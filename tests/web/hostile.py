"""Servers on loopback that behave as badly as a test asks."""

import ipaddress
import re
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from medagora.web.http import IPAddress, is_public

#: Given the request, head and body, the pieces of the answer, as raw bytes.
Answer = Callable[[str], Iterable[bytes]]
#: A piece that is none: the connection is torn down there and then.
RESET = b"(reset)"


def loopback_too(address: IPAddress) -> bool:
    """The policy of tests: the server at 127.0.0.1 counts as public."""
    return address == ipaddress.ip_address("127.0.0.1") or is_public(address)


@dataclass
class Site:
    """A running server: its address, what it was asked, and how to let it end."""

    url: str
    requests: list[str] = field(default_factory=list)
    #: Set when the test is over; an answer that hangs waits for it.
    closing: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serve(answer: Answer | dict[str, bytes]) -> Iterator[Site]:
    """Answers each request with raw bytes; a dict maps paths to whole answers."""
    site = Site("")

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head = _read_request(self.rfile)
            site.requests.append(head)
            pieces = answer(head) if callable(answer) else [_lookup(answer, head)]
            try:
                for piece in pieces:
                    if piece is RESET:
                        _reset(self.connection)
                        return
                    self.wfile.write(piece)
                    self.wfile.flush()
            except OSError:
                return  # the client has seen enough

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that hangs up is what these tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        site.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield site
        finally:
            site.closing.set()
            server.shutdown()
            thread.join()


def _reset(connection: socket.socket) -> None:
    # closing with a linger of nought sends RST instead of FIN
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _read_request(stream: Any) -> str:
    if stream.peek(1)[:1] == b"\x16":  # somebody tries to speak TLS with us
        return str(stream.read1(), "latin-1")
    lines: list[bytes] = []
    while (line := stream.readline()).strip():
        lines.append(line)
    head = b"".join(lines).decode("latin-1")
    length = re.search(r"^content-length: (\d+)", head, re.IGNORECASE | re.MULTILINE)
    if not length:
        return head
    return f"{head}\r\n{stream.read(int(length[1])).decode('latin-1')}"


def _lookup(answers: dict[str, bytes], head: str) -> bytes:
    path = head.split(" ")[1] if " HTTP/" in head else "/"
    answer = answers.get(path, reply(b"", status="404 Not Found"))
    return answer.split(b"\r\n\r\n")[0] + b"\r\n\r\n" if head[:4] == "HEAD" else answer


def reply(
    body: bytes = b"",
    *,
    status: str = "200 OK",
    length: int | None = None,
    **headers: str,
) -> bytes:
    """A whole answer; keyword names become headers (``content_type``)."""
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    for name, value in headers.items():
        lines.append(f"{name.replace('_', '-').title()}: {value}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(target: str, status: str = "302 Found") -> bytes:
    return reply(status=status, location=target)
