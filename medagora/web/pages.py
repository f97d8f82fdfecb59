"""One template, one named partial: page and htmx fragment are the same markup."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from medagora.people.models import Person


class PageRequest(HttpRequest):
    """A request as our middleware leaves it; the visitor may be anonymous."""

    htmx: HtmxDetails
    audience: str


class PersonRequest(PageRequest):
    """A request of somebody who is signed in."""

    user: "Person"


def render_page(
    request: HttpRequest,
    template: str,
    partial: str | None = None,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or only ``partial`` when htmx asks for a fragment."""
    htmx = getattr(request, "htmx", None)
    if partial and htmx and not htmx.boosted and not htmx.history_restore_request:
        template = f"{template}#{partial}"
    return render(request, template, context or {}, status=status)


def viewer(request: HttpRequest) -> "Person | None":
    """The signed-in person, or None."""
    user = request.user
    return user if user.is_authenticated else None


def way_back(request: HttpRequest, usual: str) -> str:
    """The path of ours that ``next`` names; the usual one for anything odd."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours and asked.startswith("/") else usual
