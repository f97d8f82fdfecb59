"""What a record system gets that asked in a way that cannot be understood."""

import json
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from medagora.api.domain.infobutton.asked import Form
from medagora.kernel.refusals import BadInput
from medagora.web.refusals import sentence


def refuse(request: HttpRequest, refusal: BadInput, form: Form) -> HttpResponse:
    """400 with the parameter's name and a sentence; never the value that was sent."""
    parameter, message = refusal.field or "", sentence(refusal)
    if form is Form.PAGE:
        context = {
            "title": _("That did not work"),
            "message": f"{parameter}: {message}",
        }
        response = render(request, "web/refused.html", context, status=400)
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        return response
    if form in {Form.JSON, Form.JSONP}:
        body = {"error": "bad_parameter", "parameter": parameter, "message": message}
        return HttpResponse(
            json.dumps(body, ensure_ascii=False),
            content_type="application/json; charset=utf-8",
            status=400,
        )
    return HttpResponse(
        f"{parameter}: {message}\n",
        content_type="text/plain; charset=utf-8",
        status=400,
    )


def refuse_method(methods: Sequence[str]) -> HttpResponse:
    allowed = ", ".join(methods)
    return HttpResponse(
        f"This address takes {allowed}.\n",
        content_type="text/plain; charset=utf-8",
        status=405,
        headers={"Allow": allowed},
    )
