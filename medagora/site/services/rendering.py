"""Asking our own site for its pages, in this process, as a stranger would."""

import io
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase


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
    """Sends requests through every middleware and view.

    Without the signals that a server sends around a request: they close the
    connection to the database, which whoever copies is using.
    """

    def __init__(self, site_url: str) -> None:
        parts = urlsplit(site_url)
        self._scheme = parts.scheme
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def ask(self, address: str) -> Answer:
        request = WSGIRequest(self._environment(address))
        response = self._handler.get_response(request)
        content_type = response.headers.get("Content-Type", "")
        return Answer(response.status_code, content_type, _body_of(response))

    def _environment(self, address: str) -> dict[str, Any]:
        """PEP 3333, for a GET without cookies."""
        parts = urlsplit(address)
        usual = self._port in {80, 443}
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(parts.path, encoding="latin-1"),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": self._host,
            "SERVER_PORT": str(self._port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": self._host if usual else f"{self._host}:{self._port}",
            "HTTP_ACCEPT": "text/html,*/*",
            "wsgi.url_scheme": self._scheme,
            "wsgi.input": io.BytesIO(),
        }


def _body_of(response: HttpResponseBase) -> bytes:
    if isinstance(response, StreamingHttpResponse):
        return response.getvalue()
    return bytes(getattr(response, "content", b""))
