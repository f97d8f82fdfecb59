"""Saving a search, so that it goes on by itself."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from medagora.kernel.refusals import Refusal
from medagora.search.domain.requests import SearchRequest
from medagora.search.services_saving import SavedSearch, save_search
from medagora.web.pages import PageRequest, viewer
from medagora.web.refusals import sentence

#: What the address of a search holds; a saved one has no page.
_PARAMS = ("q", "language", "audience", "kind", "topic", "is", "order", "words")


@require_POST
def save(request: PageRequest) -> HttpResponse:
    """Makes an alert of the search and goes back to it."""
    asked = {name: request.POST[name] for name in _PARAMS if request.POST.get(name)}
    search = SearchRequest.from_params(asked, reader=request.LANGUAGE_CODE)
    back = reverse("search:search", query=asked or None)
    person = viewer(request)
    if person is None:  # here and not by a decorator: nobody comes back with a POST
        return redirect_to_login(back)
    try:
        messages.success(request, _words(save_search(person, search)))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return redirect(back)


def _words(saved: SavedSearch) -> str:
    if not saved.is_new:
        return _("You watch this search already. It is one of your alerts.")
    if saved.is_mailed:
        return _(
            "This search is now one of your alerts. What it finds comes with your "
            "digest."
        )
    return _(
        "This search is now one of your alerts. What it finds stands on your page; "
        "there you can also choose to get it by mail."
    )
