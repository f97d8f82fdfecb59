"""requests, which allauth speaks, made to go out through ``web.http``."""

from typing import Any

import requests  # noqa: TID251 - its transport below is web.http
from requests.adapters import HTTPAdapter  # noqa: TID251 - as above
from requests.structures import CaseInsensitiveDict  # noqa: TID251 - as above

from medagora.web import http
from medagora.web.http import Limits

_LIMITS = Limits(seconds=15, redirects=0, body_bytes=2 * http.MEGABYTE)


class WebTransport(HTTPAdapter):
    """Sends what requests prepared, with all checks of ``web.http``."""

    def __init__(self, policy: http.AddressPolicy = http.is_public) -> None:
        super().__init__()
        self._policy = policy

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        body = request.body or b""  # a form's words; allauth sends no files
        try:
            answer = http.fetch_sync(
                str(request.url),
                method=str(request.method),
                headers={name: str(word) for name, word in request.headers.items()},
                body=body if isinstance(body, bytes) else str(body).encode(),
                limits=_LIMITS,
                policy=self._policy,
            )
        except http.FETCH_FAILURES as failure:
            raise requests.ConnectionError(failure.code) from None
        response = requests.Response()
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict(answer.headers)
        response._content = answer.body
        response.url, response.request = answer.address, request
        return response


def open_session(policy: http.AddressPolicy = http.is_public) -> requests.Session:
    """Takes no proxy or password from the environment."""
    session = requests.Session()
    session.trust_env = False
    for scheme in ("https://", "http://"):
        session.mount(scheme, WebTransport(policy))
    return session
