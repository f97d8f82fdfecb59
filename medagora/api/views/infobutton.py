"""HL7 Infobutton: answers to health records, and the profile that tells of them.

A request may say something of a patient. It sets no cookie, nothing of it is written
down, and no store on the way may keep the answer.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from medagora.api.domain.infobutton import names
from medagora.api.domain.infobutton.as_json import write_json, write_script
from medagora.api.domain.infobutton.asked import Asked, Form
from medagora.api.domain.infobutton.atom import write_atom
from medagora.api.domain.infobutton.feed import Feed
from medagora.api.domain.infobutton.parameters import form_of, read_request
from medagora.api.domain.infobutton.profile import write_profile
from medagora.api.gateways import medlineplus
from medagora.api.infobutton_feed import feed_of
from medagora.api.infobutton_refusals import refuse, refuse_method
from medagora.api.queries import infobutton as queries
from medagora.api.views.record_doors import wanted_languages
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.web.doors import what_is_wrong
from medagora.web.links import absolute

View = Callable[[HttpRequest], HttpResponse]
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_ADDRESS = "/infobutton"
_NOTHING = QueryDict()
_FORM_TYPE = "application/x-www-form-urlencoded"


def _private(view: View) -> View:
    """For programs of any origin; never kept, never indexed."""

    @csrf_exempt  # programs send it, without cookies; everybody may ask
    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        return _closed(view(request))

    return answered


def _closed(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-cache, no-store"
    response.headers["Pragma"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    # what the page loads and leads to is not asked for with the whole question
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept-Language"])
    return response


@_private
def respond(request: HttpRequest) -> HttpResponse:
    """Resources for what the parameters say, from the address or from a form."""
    if request.method not in _METHODS:
        return refuse_method(_METHODS)
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(_METHODS)})
    try:
        pairs = _pairs(request)
    except TooManyFieldsSent as error:
        _forget(request)
        return refuse_unreadable(request, what_is_wrong(error))
    except (BadRequest, SuspiciousOperation):  # too much of it, or no UTF-8
        pairs = None
    _forget(request)
    if pairs is None:
        return refuse(
            request,
            BadInput("Send the parameters as a form in UTF-8.", field="Content-Type"),
            Form.XML,
        )
    try:
        asked = read_request(pairs)
    except BadInput as refusal:
        return refuse(request, refusal, form_of(pairs))
    return _answer(request, asked)


def answer_program(request: HttpRequest) -> HttpResponse | None:
    """The answer without what pages need; None for the page, whose menu knows who is
    signed in, and for the other addresses here."""
    if request.path_info != _ADDRESS or _wants_page(request):
        return None
    return respond(request)


def _wants_page(request: HttpRequest) -> bool:
    """Also where the rest is faulty; what cannot be read at all wants none."""
    try:
        if "chosen" in request.GET:  # from the menu of languages on the page
            return True
        pairs = _pairs(request)
    except (BadRequest, SuspiciousOperation):
        return False
    return pairs is not None and form_of(pairs) is Form.PAGE


def refuse_unreadable(request: HttpRequest, refusal: BadInput) -> HttpResponse:
    """In which form the answer is wanted cannot be read either."""
    refusal.field = names.MAIN
    return _closed(refuse(request, refusal, Form.XML))


def _pairs(request: HttpRequest) -> list[tuple[str, str]] | None:
    """Names and values; None for a body that is no form. What the body says counts
    before what the address says."""
    address = [(n, str(v)) for n, vs in request.GET.lists() for v in vs]
    if request.method != "POST":
        return address
    if request.content_type not in {"", _FORM_TYPE}:
        return None
    body = [(n, str(v)) for n, vs in request.POST.lists() for v in vs]
    return [*body, *(pair for pair in address if pair[0] not in request.POST)]


def _forget(request: HttpRequest) -> None:
    """Whatever looks at the request from here on, a template, a log or the report of
    an error, finds nothing of what was sent."""
    request.META["QUERY_STRING"] = ""
    request.GET = request.POST = _NOTHING


def _answer(request: HttpRequest, asked: Asked) -> HttpResponse:
    now = datetime.now(UTC)
    wanted = wanted_languages(request)
    language = asked.language or next(iter(wanted), "en")
    finished = [code for code in (*wanted, language) if code in languages.FINISHED]
    if asked.form is Form.PAGE:  # the one who reads it is the one it is for
        finished = [code for code in (language, *finished) if code in finished]
    reader = next(iter(finished), "en")
    with override(reader):
        found = queries.answer(
            asked,
            language=language,
            reader=reader,
            now=now,
            connect=medlineplus.connect(),
        )
        response = _write(request, asked, feed_of(found, now=now), found)
    response.headers["Content-Language"] = reader
    return response


def _write(
    request: HttpRequest, asked: Asked, feed: Feed, found: queries.Answer
) -> HttpResponse:
    if asked.form is Form.PAGE:
        context = {"feed": feed, "names": found.names, "asked_language": found.language}
        return _without_cookie(
            request, render(request, "api/infobutton_answer.html", context)
        )
    if asked.form is Form.JSON:
        return _typed(write_json(feed), "application/json")
    if asked.form is Form.JSONP:
        return _typed(write_script(feed, asked.callback), "application/javascript")
    return _typed(write_atom(feed), "text/xml")


def _without_cookie(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page has no form of ours that would need the token."""
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
    return response


def _typed(text: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        text.encode("utf-8", "replace"), content_type=f"{content_type}; charset=utf-8"
    )


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """For infobutton managers: OpenInfobutton reads this file."""
    text = write_profile(
        site=settings.CONFIG.site_name,
        address=absolute(reverse("infobutton")),
    )
    response = _typed(text, "application/xml")
    response.headers["Content-Disposition"] = 'attachment; filename="profile.xml"'
    return response
