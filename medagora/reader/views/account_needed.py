"""What cannot be done without an account: why, said before anybody signs in."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from medagora.web.pages import render_page

WATCHING = _(
    "Alerts look out for something, and mails are written, while you are away: for "
    "that the site has to keep what you watch for and where to write to. Without an "
    "account it keeps nothing about you."
)
TAKING = _(
    "A file that you bring, the keys of other programs and what they mark as read have "
    "to be kept by the site. Without an account it keeps nothing about you: your page "
    "stands in your browser alone."
)

View = Callable[..., HttpResponse]
#: Letters of a field that an address carries.
_LONGEST = 300


def with_account(
    why: Any,
    *,
    context: Callable[[HttpRequest], dict[str, Any]] | None = None,
    kept: Sequence[str] = (),
) -> Callable[[View], View]:
    """As ``login_required``, but whoever has not signed in reads the reason first.

    ``context``: what the page of the reason shows beside it. ``kept``: fields of a form
    that whoever was signed out meanwhile finds filled in again, as parameters.
    """

    def guard(view: View) -> View:
        for_people = login_required(view)

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
            is_lost = request.method == "POST" and not kept
            if request.user.is_authenticated or is_lost:
                return for_people(request, *args, **words)
            shown = context(request) if context else {}
            shown |= {"why": why, "next": _way_on(request, kept)}
            return render_page(request, "reader/account_needed.html", context=shown)

        return answer

    return guard


def _way_on(request: HttpRequest, kept: Sequence[str]) -> str:
    """The page that was asked for, with what was typed there."""
    if request.method != "POST":
        return request.get_full_path()
    typed = {name: request.POST.get(name, "")[:_LONGEST] for name in kept}
    said = urlencode({name: text for name, text in typed.items() if text})
    return f"{request.path}?{said}" if said else request.path
