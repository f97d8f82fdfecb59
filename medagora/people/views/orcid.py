"""To orcid.org and back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from medagora.kernel.refusals import NotFound
from medagora.people.gateways import limited, orcid
from medagora.people.services.hats_orcid import unlink_orcid
from medagora.web.pages import render_page, viewer, way_back

_PROCESSES = {"show": "redirect", "link": "connect", "sign-in": "login"}


@never_cache
@require_POST
@limited("orcid")
def start(request: HttpRequest) -> HttpResponse:
    """A page with one link, to orcid.org: our forms lead nowhere else, by policy."""
    why = request.POST.get("why", "")
    person = viewer(request)
    if why == "unlink" and person:  # also after the operator stopped asking ORCID
        unlink_orcid(by=person)
        messages.success(request, _("Your ORCID iD is not linked any more."))
        return redirect("people:settings")
    if not orcid.is_set_up():
        raise NotFound(_("This site does not ask ORCID."))
    if why not in _PROCESSES or (person is None) != (why == "sign-in"):
        raise NotFound(_("Sign in first."))
    back = way_back(request, reverse("people:hats"))
    address = orcid.start_address(request, _PROCESSES[why], back)
    context = {"address": address, "back": back, "why": why}
    return render_page(request, "people/hats/to_orcid.html", context=context)
