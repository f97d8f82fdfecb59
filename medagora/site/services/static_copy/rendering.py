"""Asking our own site for its pages, in this process, as a stranger would."""

import io
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.wsgi import get_wsgi_application


@dataclass(frozen=True)
class Answer:
    """What came back for an address."""

    status: int
    content_type: str
    body: bytes

    @property
    def is_page(self) -> bool:
        return self.content_type.startswith("text/html")


class Asker:
    """Sends requests through the whole application, middleware included."""

    def __init__(self, site_url: str) -> None:
        parts = urlsplit(site_url)
        self._scheme = parts.scheme
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._application = get_wsgi_application()

    def ask(self, address: str) -> Answer:
        said: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], *_error: Any) -> Any:
            said["status"] = int(status.split()[0])
            said["type"] = dict(headers).get("Content-Type", "")

        pieces = self._application(self._environment(address), start)
        try:
            body = b"".join(pieces)
        finally:
            close = getattr(pieces, "close", None)
            if close:
                close()
        return Answer(said["status"], said["type"], body)

    def _environment(self, address: str) -> dict[str, Any]:
        """PEP 3333, for a GET without cookies."""
        parts = urlsplit(address)
        default = self._port in {80, 443}
        host = self._host if default else f"{self._host}:{self._port}"
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(parts.path, encoding="latin-1"),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": self._host,
            "SERVER_PORT": str(self._port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": host,
            "HTTP_ACCEPT": "text/html,*/*",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self._scheme,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
