"""The reader says in which country they are; the numbers of that one are shown."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from medagora.web.countries import keep_country
from medagora.web.pages import PageRequest


@require_POST
def choose_country(request: PageRequest) -> HttpResponse:
    """Keeps ``country`` (empty: forgets it) and goes back to the page in ``next``."""
    response = HttpResponseRedirect(_way_back(request))
    return keep_country(response, request.POST.get("country", "").upper())


def _way_back(request: HttpRequest) -> str:
    """The page that the form was on; the search for anything odd."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else reverse("search:search")
