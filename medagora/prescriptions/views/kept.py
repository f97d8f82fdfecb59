"""What somebody keeps so that the next sheet takes seconds: templates, services."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medagora.kernel.refusals import Refusal
from medagora.prescriptions import access, queries
from medagora.prescriptions.forms import NameForm, ServiceForm
from medagora.prescriptions.services import local_services
from medagora.prescriptions.services import templates as templates_
from medagora.web.pages import PersonRequest, render_page
from medagora.web.refusals import add_refusal

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def templates(request: PersonRequest) -> HttpResponse:
    context = {"templates": queries.list_templates(request.user)}
    return render_page(request, "prescriptions/templates.html", context=context)


@login_required
@_get_or_post
def template(request: PersonRequest, uid: str) -> HttpResponse:
    """Renames it."""
    own = access.get_template(uid, request.user)
    form = NameForm(request.POST or None, initial={"name": own.name})

    def rename() -> None:
        templates_.rename_template(own, form.cleaned_data["name"], by=request.user)

    if request.method == "POST" and form.is_valid() and _attempt(form, rename):
        return redirect("prescriptions:templates")
    context = {"form": form, "template": own}
    return render_page(request, "prescriptions/template.html", context=context)


@login_required
@require_POST
def template_change(request: PersonRequest, uid: str) -> HttpResponse:
    """``do``: favourite, plain, delete."""
    own, wish = access.get_template(uid, request.user), request.POST.get("do", "")
    if wish == "delete":
        templates_.delete_template(own, by=request.user)
        messages.success(request, _("The template is deleted."))
    else:
        templates_.set_favourite(own, wish == "favourite", by=request.user)
    return redirect("prescriptions:templates")


@login_required
@require_safe
def services(request: PersonRequest) -> HttpResponse:
    context = {"services": queries.list_services(request.user)}
    return render_page(request, "prescriptions/services.html", context=context)


@login_required
@_get_or_post
def service_new(request: PersonRequest) -> HttpResponse:
    form = ServiceForm(
        request.POST or None, initial={"language": request.LANGUAGE_CODE}
    )

    def add() -> None:
        local_services.add_service(form.draft(), by=request.user, at=timezone.now())

    return _service_page(request, form, add)


@login_required
@_get_or_post
def service(request: PersonRequest, uid: str) -> HttpResponse:
    own = access.get_service(uid, request.user)
    form = ServiceForm(request.POST or None, initial=_words_of(own))

    def change() -> None:
        local_services.change_service(own, form.draft(), by=request.user)

    return _service_page(request, form, change, uid)


@login_required
@require_POST
def service_remove(request: PersonRequest, uid: str) -> HttpResponse:
    local_services.remove_service(
        access.get_service(uid, request.user), by=request.user
    )
    messages.success(request, _("It is off your list; sheets that name it keep it."))
    return redirect("prescriptions:services")


def _service_page(
    request: PersonRequest, form: ServiceForm, do: Callable[[], None], uid: str = ""
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and _attempt(form, do):
        return redirect("prescriptions:services")
    context = {"form": form, "uid": uid}
    return render_page(request, "prescriptions/service.html", context=context)


def _words_of(own: Any) -> dict[str, str]:
    return {
        name: getattr(own, name)
        for name in ServiceForm.base_fields
        if hasattr(own, name)
    }


def _attempt(form: forms.Form, do: Callable[[], None]) -> bool:
    try:
        do()
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    return True
