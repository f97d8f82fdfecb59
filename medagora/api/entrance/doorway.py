"""What holds for every address of the API, before an operation is asked and after.

HEAD and OPTIONS, methods and forms that we do not have, keys that open nothing,
requests that come again, and the headers of every answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from medagora.api.domain import limits
from medagora.api.domain.problems import MEDIA_TYPE
from medagora.api.entrance import rates
from medagora.api.entrance.callers import key_of
from medagora.api.entrance.problems import MethodNotAllowed, NotAcceptable
from medagora.api.services import repeats
from medagora.kernel.refusals import BadInput, NotFound, Refusal

View = Callable[..., HttpResponse]
#: What scripts of other pages may see of an answer.
_EXPOSED = (
    "ETag, Last-Modified, Location, Retry-After, RateLimit, RateLimit-Policy, "
    "WWW-Authenticate, Idempotent-Replayed, Allow"
)
_SENT = "Authorization, Content-Type, Idempotency-Key, If-None-Match"
#: What somebody may accept to be understood; the pages for people are HTML.
_GIVEN = {
    ("*", "*"),
    ("application", "*"),
    tuple(MEDIA_TYPE.split("/")),
    ("application", "json"),
    ("text", "*"),
    ("text", "html"),
}
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
#: Waits for the worker, so that nothing may hold the database meanwhile.
_NEVER_REPEATED = "appraise"


class Refuser(Protocol):
    def refuse(self, request: HttpRequest, error: Exception) -> HttpResponse: ...


def guard(pattern: URLPattern, api: Refuser) -> URLPattern:
    """The same address with everything that holds for all of them."""
    pattern.callback = _guarded(pattern.callback, api, pattern.name or "")
    return pattern


def nowhere(api: Refuser) -> View:
    """For addresses under which there is nothing."""

    def view(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        raise NotFound("There is nothing at this address.")

    return _guarded(view, api, "")


def _guarded(view: View, api: Refuser, name: str) -> View:
    @wraps(view)
    @csrf_exempt  # no cookie opens anything here
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked = request.method or ""
        if asked == "HEAD":
            request.method = "GET"
        try:
            _require_sound(request)
            response = _once(view, request, kwargs, name)
        except (Refusal, Http404) as error:
            response = api.refuse(request, error)
        response = _of_method(api, request, response)
        _finish(request, response)
        if asked == "HEAD":
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
            request.method = "HEAD"
        return response

    return guarded


def _require_sound(request: HttpRequest) -> None:
    key_of(request)  # a key that opens nothing is told, also where none is needed
    if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path:
        raise BadInput("The address holds a character that no text has (U+0000).")
    taken = request.accepted_types
    if taken and not any((t.main_type, t.sub_type) in _GIVEN for t in taken):
        raise NotAcceptable("This is given as application/json only.")


def _once(
    view: View, request: HttpRequest, kwargs: dict[str, Any], name: str
) -> HttpResponse:
    """The view's answer, or what it answered to the same request before."""
    word, key = request.headers.get("Idempotency-Key"), key_of(request)
    is_writing = request.method in _WRITING and name != _NEVER_REPEATED
    if word is None or key is None or not is_writing:
        return view(request, **kwargs)
    try:
        body = request.body
    except RequestDataTooBig:
        return view(request, **kwargs)  # which refuses it
    asked = repeats.Asked.of(key, request.method or "", request.path, word, body)
    response = repeats.answer_once(
        asked, lambda: view(request, **kwargs), at=timezone.now()
    )
    if repeats.REPLAYED in response.headers:
        rates.require(request, limits.KEY)  # the view would have counted it
    return response


def _of_method(
    api: Refuser, request: HttpRequest, response: HttpResponse
) -> HttpResponse:
    """What there is instead of a method that an address does not have."""
    if response.status_code != 405:
        return response
    has = {word.strip() for word in response.headers.get("Allow", "").split(",")}
    has |= {"OPTIONS"} | ({"HEAD"} if "GET" in has else set())
    allowed = ", ".join(sorted(has - {""}))
    if request.method == "OPTIONS":
        response = HttpResponse(status=204)
        response.headers["Access-Control-Allow-Methods"] = allowed
        response.headers["Access-Control-Allow-Headers"] = _SENT
        response.headers["Access-Control-Max-Age"] = "86400"
    else:
        response = api.refuse(
            request, MethodNotAllowed("This address has no such method.")
        )
    response.headers["Allow"] = allowed
    return response


def _finish(request: HttpRequest, response: HttpResponse) -> None:
    """Scripts of any page may read every answer: no cookie changes what it says."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    counts = rates.counts_of(request)
    if counts:
        response.headers["RateLimit-Policy"] = ", ".join(c.limit.policy for c in counts)
        response.headers["RateLimit"] = ", ".join(c.header for c in counts)
    over = [count.resets_in for count in counts if count.is_over]
    if response.status_code == 429 and over:
        response.headers["Retry-After"] = str(max(over))
    if hasattr(request, "auth") or repeats.REPLAYED in response.headers:
        response.headers["Cache-Control"] = ""
        patch_cache_control(response, private=True, no_store=True)
        patch_vary_headers(response, ["Authorization"])
