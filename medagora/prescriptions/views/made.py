"""What an author does with a sheet that was handed over: print it, mail its link, mend
it, take it back."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medagora.kernel.refusals import BadInput, Conflict, NotFound, Refusal
from medagora.people.services.notifying import mark_thread_read
from medagora.prescriptions import access, queries
from medagora.prescriptions.domain.codes import grouped, path_of
from medagora.prescriptions.domain.sheets import Line
from medagora.prescriptions.forms import LetterForm, NameForm
from medagora.prescriptions.models import Prescription
from medagora.prescriptions.services import handing, letters, replacing, templates
from medagora.prescriptions.services.telling import thread_of
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import page_number, paginate
from medagora.web.refusals import add_refusal, sentence

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@never_cache
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    page = paginate(
        queries.list_own(request.user), page_number(request.GET.get("page"))
    )
    context = {"page": page, "now": timezone.now()}
    return render_page(request, "prescriptions/mine.html", context=context)


@login_required
@never_cache
@require_safe
def made(request: PersonRequest, code: str) -> HttpResponse:
    prescription = access.get_own(code, request.user)
    mark_thread_read(request.user, thread_of(prescription), at=timezone.now())
    return _page(request, prescription, LetterForm(), NameForm())


@login_required
@require_POST
def mail(request: PersonRequest, code: str) -> HttpResponse:
    prescription = access.get_own(code, request.user)
    form = LetterForm(request.POST)

    def send() -> None:
        address = form.cleaned_data["address"]
        letters.send_link(prescription, address, by=request.user, at=timezone.now())

    if form.is_valid() and _attempt(form, send):
        messages.success(request, _("The link is on its way."))
        return _back(prescription)
    return _page(request, prescription, form, NameForm())


@login_required
@require_POST
def keep_as_template(request: PersonRequest, code: str) -> HttpResponse:
    prescription = access.get_own(code, request.user)
    form = NameForm(request.POST)

    def save() -> None:
        name, draft = form.cleaned_data["name"], templates.draft_of(prescription)
        templates.save_template(name, draft, by=request.user, at=timezone.now())

    if form.is_valid() and _attempt(form, save):
        messages.success(request, _("It is among your templates now."))
        return redirect("prescriptions:templates")
    return _page(request, prescription, LetterForm(), form)


@login_required
@_get_or_post
def withdraw(request: PersonRequest, code: str) -> HttpResponse:
    """Asks first: nobody can undo it."""
    prescription = access.get_own(code, request.user)
    if request.method == "POST":
        handing.withdraw(prescription, by=request.user, at=timezone.now())
        messages.success(request, _("Nobody can open this sheet any more."))
        return _back(prescription)
    context = {"code": grouped(prescription.code), "prescription": prescription}
    return render_page(request, "prescriptions/withdraw.html", context=context)


@login_required
@_get_or_post
def line(request: PersonRequest, code: str, line_id: int) -> HttpResponse:
    """Another resource in the place of a line, or the line goes."""
    prescription = access.get_own(code, request.user)
    if request.method == "POST":
        return _mend(request, prescription, line_id)
    sheet = queries.sheet(prescription, prescription.language, now=timezone.now())
    found = _line_of(sheet.lines, line_id)
    context = {
        "code": grouped(prescription.code),
        "sheet": sheet,
        "line": found,
        "others": queries.replacements(prescription, line_id, prescription.language),
    }
    return render_page(request, "prescriptions/line.html", context=context)


def _mend(
    request: PersonRequest, prescription: Prescription, line_id: int
) -> HttpResponse:
    at, uid = timezone.now(), request.POST.get("uid", "")
    try:
        if "remove" in request.POST:
            replacing.remove_line(prescription, line_id, by=request.user, at=at)
            messages.success(request, _("The line is off the sheet."))
        else:
            replacing.replace_line(prescription, line_id, uid, by=request.user, at=at)
            messages.success(request, _("The line is replaced."))
    except (BadInput, Conflict) as refusal:
        messages.error(request, sentence(refusal))
    return _back(prescription)


def _line_of(lines: tuple[Line, ...], line_id: int) -> Line:
    for one in lines:
        for found in (one, *one.items):
            if found.id == line_id:
                return found
    raise NotFound(_("This line is not on the sheet any more."))


def _back(prescription: Prescription) -> HttpResponse:
    return redirect("prescriptions:made", grouped(prescription.code))


def _attempt(form: LetterForm | NameForm, do: Callable[[], None]) -> bool:
    try:
        do()
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _page(
    request: PersonRequest,
    prescription: Prescription,
    letter: LetterForm,
    name: NameForm,
) -> HttpResponse:
    sheet = queries.sheet(prescription, now=timezone.now())
    context = {
        "prescription": prescription,
        "sheet": sheet,
        "code": grouped(prescription.code),
        "path": path_of(prescription.code),
        "letter_form": letter,
        "name_form": name,
    }
    return render_page(request, "prescriptions/made.html", context=context)
