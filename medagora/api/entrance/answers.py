"""How the API answers: problems, validators, the description."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, re_path, reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.operation import Operation

from medagora import __version__
from medagora.api.describing import description
from medagora.api.domain.problems import MEDIA_TYPE
from medagora.api.entrance import doorway
from medagora.api.entrance.callers import REALM
from medagora.api.entrance.problems import problem_of
from medagora.kernel.ids import sha256_hex
from medagora.kernel.refusals import Refusal
from medagora.web.links import absolute

#: How long an answer may be used again without asking.
MAX_AGE = 60


class OpenApi(NinjaAPI):
    """As NinjaAPI; every answer can be validated, cached and read by any page, and
    every refusal is a problem (RFC 9457)."""

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
        if response.status_code == 200 and request.method == "GET":
            return _validated(request, response)
        patch_cache_control(response, no_store=True)
        return response

    def refuse(
        self, request: HttpRequest, error: Exception | type[Exception]
    ) -> HttpResponse:
        """The answer to everything that can be refused."""
        problem = problem_of(error)
        data = problem.as_data(absolute(reverse("api:openapi-view")))
        response = self.create_response(request, data, status=problem.status)
        response.headers["Content-Type"] = MEDIA_TYPE
        if problem.status == 401:
            fault = ', error="invalid_token"' if problem.code == "key_not_known" else ""
            response.headers["WWW-Authenticate"] = REALM + fault
        if scope := problem.more.get("scope"):
            response.headers["WWW-Authenticate"] = (
                f'{REALM}, error="insufficient_scope", scope="{scope}"'
            )
        return response

    def answer_refusals(self) -> None:
        """Everything that can be refused has the same form."""
        kinds = (Refusal, ValidationError, Throttled, Http404)
        for kind in (*kinds, HttpError, RequestDataTooBig):
            self.add_exception_handler(kind, self.refuse)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The view's own name: stable, and what generated clients call it."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        schema = super().get_openapi_schema(**kwargs)
        operations = {
            self.get_openapi_operation_id(operation): operation
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
        }
        return description.complete(
            schema,
            operations,
            contact=settings.CONFIG.contact,
            site=settings.CONFIG.site_url.rstrip("/"),
        )

    def _get_urls(self) -> list[Any]:
        own = [
            doorway.guard(pattern, self) if isinstance(pattern, URLPattern) else pattern
            for pattern in super()._get_urls()
        ]
        return [*own, re_path(r"^.*$", doorway.nowhere(self))]


def changed_at(request: HttpRequest, moment: datetime) -> None:
    """When what is answered was changed last. It only tells: what stands beside it may
    be newer, so whether an answer is still good is asked by its ETag."""
    request.api_changed_at = moment  # type: ignore[attr-defined]  # kept for this request


def same_as_before(request: HttpRequest, *marks: object) -> HttpResponse | None:
    """304 for a program that has this answer already, before anything is made; else
    None. ``marks``: values of which one changes whenever the answer does."""
    said = (__version__, request.get_full_path(), *marks)
    etag = _etag_of(repr(said).encode())
    request.api_etag = etag  # type: ignore[attr-defined]  # kept for this request
    if "If-None-Match" not in request.headers:
        return None
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if not isinstance(answer, HttpResponse) or answer.status_code != 304:
        return None
    answer.headers["ETag"] = etag
    patch_cache_control(answer, public=True, max_age=MAX_AGE)
    return answer


def _etag_of(content: bytes) -> str:
    return f'"{sha256_hex(content)[:32]}"'


def _validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    etag = getattr(request, "api_etag", "") or _etag_of(response.content)
    response.headers["ETag"] = etag
    if moment := getattr(request, "api_changed_at", None):
        response.headers["Last-Modified"] = http_date(moment.timestamp())
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    answer: HttpResponseBase | None = get_conditional_response(
        request, etag=etag, response=response
    )
    return answer if isinstance(answer, HttpResponse) else response
