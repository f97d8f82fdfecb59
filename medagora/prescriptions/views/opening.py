"""The patient's door: no account, no cookie, nothing remembered of who came."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from medagora.kernel.refusals import NotFound, Refusal
from medagora.prescriptions import queries
from medagora.prescriptions.domain.codes import path_of, read_code
from medagora.prescriptions.domain.sheets import Sheet
from medagora.prescriptions.forms import CodeForm
from medagora.prescriptions.gateways import pdf, qr
from medagora.prescriptions.models import Prescription
from medagora.prescriptions.services import receipts
from medagora.prescriptions.views.drawing import (
    Ways,
    document,
    interface_language,
    pdf_response,
)
from medagora.web import errors
from medagora.web.pages import PageRequest, render_page
from medagora.web.rates import require_rate, require_room
from medagora.web.refusals import add_refusal

View = Callable[..., HttpResponse]
#: A waiting room shares one address; a program that guesses is stopped all the same.
_MOST_VISITS, _MOST_MISSES, _MOST_PDFS = 120, 30, 30
_MINUTE, _HOUR = 60, 3600
_LONGEST_CODE = 60


def private_door(*methods: str) -> Callable[[View], View]:
    """No search engine, no copy in between, no page learns where a reader came from.
    What is refused is said above the field for the code."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PageRequest, *args: str, **named: str) -> HttpResponse:
            if request.method in methods:
                response = _answer(view, request, *args, **named)
            else:
                response = HttpResponseNotAllowed(methods)
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cache-Control"] = "private, no-store"
            return response

        return guarded

    return decorate


def _answer(view: View, request: PageRequest, *args: str, **named: str) -> HttpResponse:
    try:
        require_rate(request, "sheet-visit", most=_MOST_VISITS, seconds=_MINUTE)
        return view(request, *args, **named)
    except pdf.NoPdf as refusal:
        return errors.refused(request, refusal)
    except Refusal as refusal:
        return _refused(request, refusal)


@private_door("GET", "HEAD")
def enter(request: PageRequest) -> HttpResponse:
    """The field for the code; ``?code=`` leads on to its sheet."""
    if "code" not in request.GET:
        return _code_page(request, CodeForm())
    form = CodeForm(request.GET)
    if not form.is_valid():
        return _code_page(request, form)
    prescription = _find(request, form.cleaned_data["code"])
    return redirect(path_of(prescription.code))


@private_door("GET", "HEAD")
def opened(request: PageRequest, code: str) -> HttpResponse:
    sheet = _sheet(_find(request, code))
    path = path_of(read_code(code))
    language = interface_language(sheet.language)
    context = {
        "sheet": sheet,
        "path": path,
        "is_thanked": bool(sheet.opened_on) and request.GET.get("told") == "yes",
    }
    with translation.override(language):
        response = render_page(request, "prescriptions/opened.html", context=context)
    response.headers["Content-Language"] = language
    return response


@private_door("GET", "HEAD")
def printed(request: PageRequest, code: str) -> HttpResponse:
    """The print view; ``?size=large`` in large print."""
    sheet = _sheet(_find(request, code))
    path, is_large = path_of(read_code(code)), _is_large(request)
    size = "" if is_large else "?size=large"
    ways = Ways(
        back=path,
        size=f"{path}/print{size}",
        pdf=f"{path}.pdf{'?size=large' if is_large else ''}",
    )
    response = HttpResponse(document(sheet, is_large=is_large, ways=ways))
    response.headers["Content-Language"] = interface_language(sheet.language)
    return response


@private_door("GET", "HEAD")
def as_pdf(request: PageRequest, code: str) -> HttpResponse:
    prescription = _find(request, code)
    require_rate(request, "sheet-pdf", most=_MOST_PDFS, seconds=_HOUR // 6)
    return pdf_response(_sheet(prescription), is_large=_is_large(request))


@private_door("GET", "HEAD")
def as_qr(request: PageRequest, code: str) -> HttpResponse:
    """The QR code alone, for somebody's own letter."""
    sheet = _sheet(_find(request, code))
    return HttpResponse(qr.draw(sheet.link, sheet.code), content_type="image/svg+xml")


@private_door("POST")
@csrf_exempt
def tell(request: PageRequest, code: str) -> HttpResponse:
    """The patient's yes: whoever made the sheet may know that it was opened.

    The code is all that it takes and no cookie counts, so there is nothing to forge. A
    page without referrers sends ``Origin: null``, which tells nothing of its origin.
    """
    prescription = _find(request, code)
    receipts.say_opened(prescription, at=timezone.now())
    return redirect(f"{path_of(prescription.code)}?told=yes")


@private_door("GET", "HEAD")
def astray(request: PageRequest, rest: str) -> HttpResponse:
    """What stands behind a code by mistake is kept out of the log with the code."""
    raise NotFound(_("We cannot find that page"))


# ---- what they share -----------------------------------------------------------------


def _find(request: HttpRequest, code: str) -> Prescription:
    """After too many wrong codes from one place the door stays closed for a while, to
    right ones too: guessing must not pay."""
    require_room(request, "sheet-miss", most=_MOST_MISSES)
    try:
        return queries.by_code(code, timezone.now())
    except NotFound:
        require_rate(request, "sheet-miss", most=_MOST_MISSES, seconds=_HOUR)
        raise


def _sheet(prescription: Prescription) -> Sheet:
    return queries.sheet(prescription, now=timezone.now())


def _is_large(request: PageRequest) -> bool:
    return request.GET.get("size") == "large"


def _refused(request: PageRequest, refusal: Refusal) -> HttpResponse:
    match = request.resolver_match
    typed = request.GET.get("code") or (match.kwargs.get("code", "") if match else "")
    form = CodeForm({"code": typed[:_LONGEST_CODE]})
    form.full_clean()
    form.errors.clear()
    add_refusal(form, refusal)
    return _code_page(request, form, refusal.status)


def _code_page(request: PageRequest, form: CodeForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "title": _("Open your sheet")}
    return render_page(request, "prescriptions/code.html", None, context, status)
