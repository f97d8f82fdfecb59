"""Before somebody writes for the first time, and what they agreed to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from medagora.people.domain.consents import Purpose
from medagora.people.forms_consents import BeforeWritingForm
from medagora.people.labels_consents import SENTENCES
from medagora.people.queries import consents as queries
from medagora.people.services import consents
from medagora.people.services.aliases import ensure_alias
from medagora.web.countries import country_of
from medagora.web.pages import PersonRequest, render_page, way_back


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def before_writing(request: PersonRequest) -> HttpResponse:
    """Age, consent, alias: asked once."""
    form = BeforeWritingForm(request.POST or None, country=country_of(request))
    is_young = False
    if request.method == "POST" and form.is_valid():
        is_young = not _keep(request, form)
        if not is_young:
            return redirect(way_back(request, "/"))
    context = {
        "form": form,
        "is_young": is_young,
        "alias": ensure_alias(request.user),
        "next": way_back(request, "/"),
    }
    return render_page(request, "people/before_writing.html", context=context)


def _keep(request: PersonRequest, form: BeforeWritingForm) -> bool:
    """Keeps the answers; whether the person may write now."""
    now, data = timezone.now(), form.cleaned_data
    is_old_enough: bool = data["is_old_enough"] == "yes"
    consents.declare_age(
        request.user, country=data["country"], is_old_enough=is_old_enough, at=now
    )
    if is_old_enough:
        consents.give_consent(
            request.user, Purpose.WRITING, language=request.LANGUAGE_CODE, at=now
        )
    return is_old_enough


@login_required
@require_http_methods(["GET", "HEAD"])
def list_consents(request: PersonRequest) -> HttpResponse:
    context = {
        "rows": [
            (row, SENTENCES[Purpose(row.purpose)])
            for row in queries.list_consents(request.user)
        ],
        "age": queries.find_age(request.user),
    }
    return render_page(request, "people/consents.html", context=context)


@login_required
@require_POST
def withdraw(request: PersonRequest) -> HttpResponse:
    consents.withdraw_consent(request.user, Purpose.WRITING, at=timezone.now())
    messages.success(
        request,
        _("You took it back. What you wrote stays until you erase it."),
    )
    return redirect("people:consents")
