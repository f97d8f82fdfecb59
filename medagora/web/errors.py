"""What people see when something is refused, missing or broken."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from medagora.kernel.refusals import Refusal
from medagora.web import doors
from medagora.web.refusals import sentence


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if wants_json(request):
        body = {"error": refusal.code, "message": sentence(refusal)}
        return JsonResponse(body, status=refusal.status)
    context = {"title": _title(refusal.status), "message": sentence(refusal)}
    template = "web/refused.html"
    if getattr(request, "htmx", False):
        template = "web/refused.html#message"
    return render(request, template, context, status=refusal.status)


def wants_json(request: HttpRequest) -> bool:
    if request.path.startswith("/api/"):
        return True
    return request.get_preferred_type(["text/html", "application/json"]) == (
        "application/json"
    )


def _title(status: int) -> str:
    titles = {
        403: _("You may not do that"),
        404: _("We cannot find that page"),
        409: _("That has changed meanwhile"),
        429: _("A moment, please"),
        503: _("Not available just now"),
    }
    return titles.get(status, _("That did not work"))


def _page(request: HttpRequest, status: int, message: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(
            {"error": _title(status), "message": message}, status=status
        )
    context = {"title": _title(status), "message": message}
    return render(request, "web/refused.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        404,
        _("It may have moved, or the address may have a slip. Search for it instead."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403, _("Your account has no permission for this page."))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # an address with too many parameters cannot be read, and the page would try again
    request.META["QUERY_STRING"] = ""
    request.GET = QueryDict()
    # it may have failed before anything looked at its language
    language = get_language_from_request(request, check_path=True)
    with override(language):
        return doors.refuse_unreadable(request, exception) or _page(
            request, 400, _("The request could not be understood.")
        )


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither database, templates nor translations, which may be what broke."""
    styles = "".join(
        f'<link rel="stylesheet" href="{settings.STATIC_URL}web/css/{name}.css">'
        for name in ("tokens", "base", "layout", "notice")
    )
    return HttpResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Something broke on our side</title>{styles}</head>"
        '<body><main class="page"><div class="refused">'
        "<h1>Something broke on our side</h1>"
        '<p class="lead">It is not your fault, and nothing that was saved is lost. '
        "Please try again in a minute.</p>"
        '<p><a href="/">Start again from the home page</a></p>'
        "</div></main></body></html>",
        status=500,
    )
