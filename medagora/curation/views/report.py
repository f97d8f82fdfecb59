"""Reporting a problem with a resource: no account is needed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from medagora.catalogue import access as catalogue_access
from medagora.catalogue import queries as catalogue
from medagora.curation.forms_verdict import ReportForm
from medagora.curation.services import reporting
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.rates import require_rate

MOST_AN_HOUR = 20


def report(request: PageRequest, uid: str) -> HttpResponse:
    resource = catalogue_access.get_resource_to_read(uid, viewer=viewer(request))
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_trapped:
            require_rate(request, "report", most=MOST_AN_HOUR, seconds=3600)
            reporting.report(
                resource,
                form.chosen,
                words=form.cleaned_data["words"],
                at=timezone.now(),
            )
        messages.success(request, _("Thank you. A person will look at it."))
        return redirect("site:resource-detail", uid)
    card = catalogue.card_of(resource, request.LANGUAGE_CODE)
    context = {"form": form, "resource": resource, "card": card}
    return render_page(request, "curation/report.html", context=context)
