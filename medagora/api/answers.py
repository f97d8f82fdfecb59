"""How the API answers: refusals as JSON, validators, open to every page's scripts."""

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from ninja import NinjaAPI
from ninja.errors import Throttled, ValidationError
from ninja.throttling import BaseThrottle

from medagora.kernel.refusals import BadInput, NotFound, Refusal
from medagora.web.rates import TooOften, require_rate
from medagora.web.refusals import sentence

logger = logging.getLogger(__name__)

#: Requests that one place may make in a minute.
MOST, SECONDS = 240, 60
#: How long an answer may be used again without asking.
MAX_AGE = 60


class OpenApi(NinjaAPI):
    """As NinjaAPI; every answer can be validated, cached and read by any page."""

    def create_response(
        self,
        request: HttpRequest,
        data: Any,
        *,
        status: int | None = None,
        temporal_response: HttpResponse | None = None,
    ) -> HttpResponse:
        response = super().create_response(
            request, data, status=status, temporal_response=temporal_response
        )
        if response.status_code == 200:
            return open_to_all(_validated(request, response))
        patch_cache_control(response, no_store=True)
        return open_to_all(response)


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Scripts of any page may read it: nothing here depends on who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    return response


def decorate_docs(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return open_to_all(view(request, **kwargs))

    return wrapped


def _validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    answer: HttpResponseBase | None = get_conditional_response(
        request, etag=etag, response=response
    )
    return answer if isinstance(answer, HttpResponse) else response


class Rate(BaseThrottle):
    """Refuses a place that asks too often. Fails open: a cache that does not answer
    must not take the catalogue away from everybody."""

    def allow_request(self, request: HttpRequest) -> bool:
        try:
            require_rate(request, "api", most=MOST, seconds=SECONDS)
        except TooOften:
            return False
        except Exception:
            logger.warning("the cache does not answer: no rate limit", exc_info=True)
        return True

    def wait(self) -> float:
        return SECONDS


def answer_refusals(api: NinjaAPI) -> None:
    """Everything that can be refused has the same form."""

    def refused(
        request: HttpRequest, error: Exception | type[Exception]
    ) -> HttpResponse:
        refusal = error if isinstance(error, Refusal) else _as_refusal(error)
        body = {"error": refusal.code, "message": sentence(refusal)}
        if refusal.field:
            body["field"] = refusal.field
        response = api.create_response(request, body, status=refusal.status)
        if isinstance(refusal, TooOften):
            response.headers["Retry-After"] = str(SECONDS)
        return response

    for kind in (Refusal, ValidationError, Throttled, Http404):
        api.add_exception_handler(kind, refused)


def _as_refusal(error: Exception | type[Exception]) -> Refusal:
    if isinstance(error, ValidationError):
        first = error.errors[0]
        field = str(first["loc"][-1])
        reason = first["msg"].removeprefix("Value error, ")
        return BadInput(
            "%(value)s: %(reason)s", value=field, reason=reason, field=field
        )
    if isinstance(error, Throttled):
        return TooOften("That was often in a short time. Wait a little and try again.")
    return NotFound("There is nothing at this address.")
