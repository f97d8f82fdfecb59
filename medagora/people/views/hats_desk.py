"""Moderators look at requests for hats; operators keep the list of institutions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from medagora.kernel.refusals import NotAllowed, Refusal
from medagora.people import access
from medagora.people.domain import hats as rules
from medagora.people.domain.registers import find_register
from medagora.people.domain.roles import Permission
from medagora.people.forms_hats import MailDomainForm, RefuseForm
from medagora.people.models import HatRequest
from medagora.people.queries import hat_requests
from medagora.people.queries import hats as queries
from medagora.people.services import hats_deciding, hats_documents, hats_mail
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import page_number, paginate
from medagora.web.refusals import add_refusal

#: A paper cannot run anything, ask for anything or be framed.
_PAPER_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@login_required
def desk(request: PersonRequest) -> HttpResponse:
    access.require(request.user, Permission.HAT_VERIFY)
    rows = hat_requests.list_waiting(request.user)
    context = {
        "page": paginate(rows, page_number(request.GET.get("page"))),
        "needed": rules.AGREEMENTS,
        "can_keep_domains": access.can(request.user, Permission.SITE_OPERATE),
    }
    return render_page(request, "people/hats/desk.html", context=context)


@never_cache
@login_required
def decide(request: PersonRequest, uid: str) -> HttpResponse:
    """``answer`` "yes" agrees; "no" refuses with the form's reason."""
    asked = hat_requests.get_request_to_decide(uid, by=request.user)
    answer = request.POST.get("answer", "")
    form = RefuseForm(request.POST if answer == "no" else None)
    if answer == "yes":
        return _agree(request, asked)
    if answer == "no" and form.is_valid():
        reason = form.cleaned_data["reason"]
        hats_deciding.refuse(asked, by=request.user, at=timezone.now(), reason=reason)
        messages.success(request, _("It is not granted, and the person told."))
        return redirect("people:hats-desk")
    context = {
        "asked": asked,
        "form": form,
        "register": find_register(asked.register),
        "documents": hat_requests.list_documents(asked),
        "past_requests": hat_requests.list_past_requests(asked),
        "past_hats": hat_requests.list_past_hats(asked.person),
        "needed": rules.AGREEMENTS[rules.Evidence(asked.way)],
        "yes": asked.opinions.filter(agrees=True).count(),
    }
    return render_page(request, "people/hats/decide.html", context=context)


def _agree(request: PersonRequest, asked: HatRequest) -> HttpResponse:
    if hats_deciding.agree(asked, by=request.user, at=timezone.now()):
        messages.success(request, _("The hat is given."))
    else:
        messages.success(request, _("Thank you. One more moderator must agree."))
    return redirect("people:hats-desk")


@never_cache
@login_required
def document(request: PersonRequest, uid: str, paper: str) -> HttpResponse:
    """A paper, for moderators and for whoever added it."""
    asked = hat_requests.get_request(uid)
    if asked.person_id != request.user.pk:
        access.require(request.user, Permission.HAT_VERIFY)
    found = hat_requests.get_document(asked, paper)
    content = hats_documents.open_document(found, by=request.user, at=timezone.now())
    response = HttpResponse(content, content_type=found.media_type)
    is_picture = found.media_type.startswith("image/")
    suffix = found.media_type.rpartition("/")[2]
    kind = "inline" if is_picture else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="paper.{suffix}"'
    response["Content-Security-Policy"] = _PAPER_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
def vouch(request: PersonRequest, uid: str) -> HttpResponse:
    """The page behind the link that somebody sends to two colleagues."""
    asked = hat_requests.get_vouchable(uid)
    now = timezone.now()
    if request.method == "POST":
        hats_deciding.vouch(asked, by=request.user, at=now)
        messages.success(request, _("Thank you for your word."))
        return redirect("people:hats")
    context = {
        "asked": asked,
        "is_own": asked.person_id == request.user.pk,
        "can_vouch": queries.find_peer_hat(request.user, asked.role, now) is not None,
    }
    return render_page(request, "people/hats/vouch.html", context=context)


@login_required
def mail_domains(request: PersonRequest) -> HttpResponse:
    access.require(request.user, Permission.SITE_OPERATE)
    form = MailDomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hats_mail.add_mail_domain(
                **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The institution is on the list."))
            return redirect("people:hat-domains")
    page = paginate(
        hat_requests.list_mail_domains(), page_number(request.GET.get("page"))
    )
    context = {"form": form, "page": page}
    return render_page(request, "people/hats/domains.html", context=context)


@login_required
@require_POST
def remove_mail_domain(request: PersonRequest, domain_id: int) -> HttpResponse:
    if not access.can(request.user, Permission.SITE_OPERATE):
        raise NotAllowed(_("Only operators keep this list."))
    domain = hat_requests.get_mail_domain(domain_id)
    hats_mail.remove_mail_domain(domain, by=request.user)
    messages.success(request, _("The institution is off the list."))
    return redirect("people:hat-domains")
