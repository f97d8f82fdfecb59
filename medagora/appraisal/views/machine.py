"""Published appraisals for programs: JSON-LD of one resource, JSON Lines of all."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from medagora.appraisal import access, queries
from medagora.appraisal.domain.statements import json_line

_LD = "application/ld+json"
_LINES = "application/x-ndjson; charset=utf-8"


@require_safe
def document(request: HttpRequest, uid: str) -> JsonResponse:
    """As strangers see it, whoever asks."""
    judged = access.get_judged(uid, viewer=None)
    return JsonResponse(
        queries.document_about(judged),
        content_type=_LD,
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
def lines(request: HttpRequest, uid: str) -> StreamingHttpResponse:
    judged = access.get_judged(uid, viewer=None)
    return _stream(queries.published_lines_about(judged))


@require_safe
def everything(request: HttpRequest) -> StreamingHttpResponse:
    return _stream(queries.published_lines())


def _stream(statements: Iterable[Mapping[str, Any]]) -> StreamingHttpResponse:
    lines_ = (json_line(statement) for statement in statements)
    return StreamingHttpResponse(lines_, content_type=_LINES)
