"""A push service on loopback, and a browser that subscribed there.

The browser has its own keys: it reads what was sent with nothing of ours but the
public key that it was given when it subscribed.
"""

import base64
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece  # type: ignore[import-untyped]  # has no types
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from medagora.people.gateways.push import Subscription


def to_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict[str, str]  # by lower-case name
    body: bytes


@dataclass
class PushService:
    """Answers with ``status`` and ``extra`` headers, and remembers what came."""

    origin: str
    status: int = 201
    extra: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)


@dataclass
class Browser:
    endpoint: str
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def subscription(self) -> Subscription:
        point = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return Subscription(self.endpoint, to_text(point), to_text(self.secret))

    def read(self, message: Received) -> dict[str, Any]:
        """What it says, decrypted with the browser's own key."""
        plain = http_ece.decrypt(
            message.body,
            private_key=self.private,
            auth_secret=self.secret,
            version="aes128gcm",
        )
        found: dict[str, Any] = json.loads(plain)
        return found


def claims_of(message: Received, server_key: str, *, audience: str) -> dict[str, Any]:
    """What the sender's token says; fails unless the named key signed it."""
    scheme, _space, words = message.headers["authorization"].partition(" ")
    assert scheme == "vapid"
    named = dict(word.strip().split("=", 1) for word in words.split(","))
    assert named["k"] == server_key
    public = ec.EllipticCurvePublicKey.from_encoded_point(
        ec.SECP256R1(), to_bytes(server_key)
    )
    found: dict[str, Any] = jwt.decode(
        named["t"],
        public,
        algorithms=["ES256"],
        audience=audience,
        options={"verify_exp": False},  # the clock of tests stands still
    )
    return found


@contextmanager
def push_service() -> Iterator[PushService]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            received = Received(self.path, headers, self.rfile.read(size))
            service.received.append(received)
            self.send_response(service.status)
            for name, value in service.extra.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Tests read the answers, not the log."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service = PushService(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()
