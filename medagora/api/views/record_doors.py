"""What the doors for record systems share: methods, limits, errors, open to scripts.

Requests here may say something of a patient. So nothing of them is written down: not
the address of one that failed, which Django's log would take, nor what stood in it.
"""

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from medagora.api.domain.fhir.refusals import (
    AskedTooOften,
    FhirRefusal,
    TooLong,
    WrongMethod,
)
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput, Refusal
from medagora.web.rates import TooOften, require_rate

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponse]
#: Requests in a minute from one place, which may be a whole hospital.
MOST, SECONDS = 1200, 60
_TAKEN = (
    "Accept, Accept-Language, Authorization, Content-Type, Prefer, X-Requested-With"
)


def door(
    *methods: str, refuse: Callable[[HttpRequest, Refusal], HttpResponse]
) -> Callable[[View], View]:
    """Opens a view to programs of any origin for these methods; ``refuse`` makes the
    answer from a refusal."""

    def decorate(view: View) -> View:
        @csrf_exempt  # programs send it, without cookies; everybody may ask
        @wraps(view)
        def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            try:
                response = _answer(view, methods, request, kwargs)
            except Refusal as refusal:
                response = refuse(request, refusal)
                if refusal.status == 405:
                    response.headers["Allow"] = _allowed(methods)
                if isinstance(refusal, AskedTooOften):
                    response.headers["Retry-After"] = str(SECONDS)
            return _open_to_all(response, methods)

        return opened

    return decorate


def unreadable(
    refuse: Callable[[HttpRequest, Refusal], HttpResponse],
) -> Callable[[HttpRequest, BadInput], HttpResponse]:
    """Answers what cannot be read at all, which never reached a view (web.doors)."""

    def refuse_unreadable(request: HttpRequest, refusal: BadInput) -> HttpResponse:
        methods = ("GET", "POST")
        return _open_to_all(refuse(request, FhirRefusal(refusal.message)), methods)

    return refuse_unreadable


def _answer(
    view: View, methods: tuple[str, ...], request: HttpRequest, kwargs: dict[str, Any]
) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": _allowed(methods)})
    _require_rate(request)
    asked = "GET" if request.method == "HEAD" else request.method
    if asked not in methods:
        raise WrongMethod("This address takes %(methods)s.", methods=_allowed(methods))
    try:
        return view(request, **kwargs)
    except RequestDataTooBig as error:
        raise TooLong("The body is too long.") from error
    except TooManyFieldsSent as error:
        request.GET = QueryDict()  # the refusal would try to read it again
        raise FhirRefusal("There are too many parameters.") from error
    except (BadRequest, SuspiciousOperation) as error:
        raise FhirRefusal("The request cannot be read.") from error


def _allowed(methods: tuple[str, ...]) -> str:
    heads = ("HEAD",) if "GET" in methods else ()
    return ", ".join((*methods, *heads, "OPTIONS"))


def _require_rate(request: HttpRequest) -> None:
    """Fails open: a cache that does not answer must not stop a hospital's work."""
    try:
        require_rate(request, "records", most=MOST, seconds=SECONDS)
    except TooOften as refusal:
        raise AskedTooOften(
            "That was more than %(most)s requests in a minute.", most=MOST
        ) from refusal
    except Exception:
        logger.warning("the cache does not answer: no rate limit", exc_info=True)


def _open_to_all(response: HttpResponse, methods: tuple[str, ...]) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = _allowed(methods)
    response.headers["Access-Control-Allow-Headers"] = _TAKEN
    response.headers["Access-Control-Expose-Headers"] = "Last-Modified, Retry-After"
    response.headers["Access-Control-Max-Age"] = "3600"
    response.headers.setdefault("Cache-Control", "no-store")
    patch_vary_headers(response, ["Accept", "Accept-Language", "Prefer"])
    return response


def read_json(request: HttpRequest) -> Any:
    """The body, of any shape; FhirRefusal when it is no JSON."""
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        # what stood in it must not go on with the refusal
        raise FhirRefusal("The body is not readable as JSON.") from None


def wanted_languages(request: HttpRequest) -> list[str]:
    """The languages that the client takes and we know, the most wanted first."""
    header = request.headers.get("Accept-Language", "").lower()
    tags = (
        languages.primary(tag) for tag, _quality in parse_accept_lang_header(header)
    )
    return [tag for tag in dict.fromkeys(tags) if languages.is_known(tag)]
