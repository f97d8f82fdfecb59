"""Asking for a hat: choose a role, choose a way, do what the way needs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from medagora.kernel.refusals import NotFound, Refusal
from medagora.people import gateways
from medagora.people.domain import hats as rules
from medagora.people.domain.hats import Evidence, Role
from medagora.people.forms_hats import (
    AddressForm,
    AskForm,
    CodeForm,
    DeclareForm,
    PaperForm,
    RoleForm,
)
from medagora.people.gateways import orcid
from medagora.people.models import HatRequest
from medagora.people.queries import hat_requests
from medagora.people.services import hats as services
from medagora.people.services import hats_asking, hats_documents, hats_mail
from medagora.web.links import absolute
from medagora.web.pages import PersonRequest, render_page
from medagora.web.refusals import add_refusal


@login_required
def choose_role(request: PersonRequest) -> HttpResponse:
    form = RoleForm(request.GET if "role" in request.GET else None)
    if form.is_valid():
        return redirect("people:new-hat-of", form.cleaned_data["role"])
    return render_page(request, "people/hats/choose_role.html", context={"form": form})


@login_required
def choose_way(request: PersonRequest, role: str) -> HttpResponse:
    """Self-declared hats are made here; the others show how they can be verified."""
    _known(role)
    if not rules.needs_verification(role):
        return _declare(request, role)
    ways = [
        way
        for way in rules.ways_for(role)
        if way != Evidence.MAIL or hat_requests.has_mail_domain_for(role)
    ]
    context = {"role": role, "ways": ways, "needs_name": not request.user.name}
    return render_page(request, "people/hats/choose_way.html", context=context)


def _declare(request: PersonRequest, role: str) -> HttpResponse:
    form = DeclareForm(request.POST or None, role=role)
    if request.method == "POST" and form.is_valid():
        try:
            services.declare_hat(form.draft(), by=request.user, at=timezone.now())
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("You can wear this hat now."))
            return redirect("people:hats")
    context = {"form": form, "role": role}
    return render_page(request, "people/hats/declare.html", context=context)


@login_required
@gateways.limited("hat")
def ask(request: PersonRequest, role: str, way: str) -> HttpResponse:
    _known(role)
    if way not in rules.ways_for(role):
        raise NotFound(_("This role cannot be shown in this way."))
    shown = orcid.shown_to(request) if way == Evidence.ORCID else ""
    form = AskForm(request.POST or None, role=role, way=way, shown_orcid=shown)
    if request.method == "POST" and form.is_valid():
        try:
            made = _ask(request, form, way, shown)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your request is made."))
            return redirect("people:hat-request", made.uid)
    context = {
        "form": form,
        "role": role,
        "way": way,
        "shown_orcid": shown,
        "can_show_orcid": orcid.is_set_up() and not shown,
        "here": request.path,
    }
    return render_page(request, "people/hats/ask.html", context=context)


def _ask(request: PersonRequest, form: AskForm, way: str, shown: str) -> HatRequest:
    data = form.cleaned_data
    return hats_asking.ask_for_hat(
        form.draft(),
        way,
        by=request.user,
        at=timezone.now(),
        register=data.get("register", ""),
        number=shown or data.get("number", ""),
        remarks=data["remarks"],
        is_proved=bool(shown),
    )


@login_required
def hat_request(request: PersonRequest, uid: str) -> HttpResponse:
    """One's own request: how it stands, and what is still to do."""
    asked = hat_requests.get_own_request(request.user, uid)
    return _request_page(request, asked, {})


def _request_page(
    request: PersonRequest, asked: HatRequest, forms: dict[str, Any]
) -> HttpResponse:
    context = {
        "asked": asked,
        "documents": hat_requests.list_documents(asked),
        "vouches": hat_requests.count_vouches(asked),
        "vouch_link": absolute(reverse("people:hat-vouch", args=[asked.uid])),
        "paper_form": PaperForm(),
        "address_form": AddressForm(),
        "code_form": CodeForm(),
        **forms,
    }
    return render_page(request, "people/hats/request.html", context=context)


@login_required
@require_POST
@gateways.limited("hat")
def continue_request(request: PersonRequest, uid: str) -> HttpResponse:
    """``step`` says what is done: "address", "code", "paper", "submit", "withdraw"."""
    asked = hat_requests.get_own_request(request.user, uid)
    step = request.POST.get("step", "")
    if step in _FORMS:
        return _with_form(request, asked, step)
    now = timezone.now()
    if step == "submit":
        hats_documents.submit_documents(asked, by=request.user, at=now)
        messages.success(request, _("Your papers lie on the moderators’ desk."))
    elif step == "remove-paper":
        paper = hat_requests.get_document(asked, request.POST.get("paper", ""))
        hats_documents.remove_document(paper, by=request.user)
        messages.success(request, _("The paper is deleted."))
    elif step == "withdraw":
        hats_asking.withdraw_request(asked, by=request.user, at=now)
        messages.success(request, _("Your request is withdrawn."))
        return redirect("people:hats")
    return redirect("people:hat-request", uid)


_FORMS = {
    "address": ("address_form", AddressForm),
    "code": ("code_form", CodeForm),
    "paper": ("paper_form", PaperForm),
}


def _with_form(request: PersonRequest, asked: HatRequest, step: str) -> HttpResponse:
    name, make = _FORMS[step]
    form = make(request.POST, request.FILES)
    if form.is_valid():
        try:
            _do_step(request, asked, step, form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("people:hat-request", asked.uid)
    return _request_page(request, asked, {name: form})


def _do_step(
    request: PersonRequest, asked: HatRequest, step: str, data: dict[str, Any]
) -> None:
    by, now = request.user, timezone.now()
    if step == "address":
        hats_mail.send_code(asked, data["address"], by=by, at=now)
        messages.success(request, _("A code is on its way."))
    elif step == "code":
        hats_mail.prove_address(asked, data["code"], by=by, at=now)
        messages.success(request, _("Thank you. A moderator looks at it now."))
    else:
        hats_documents.add_document(asked, data["file"].read(), by=by, at=now)
        messages.success(request, _("The paper is added."))


def _known(role: str) -> None:
    if role not in set(Role):
        raise NotFound(_("There is no such role."))
