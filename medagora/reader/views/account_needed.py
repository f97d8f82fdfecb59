"""What cannot be done without an account: why, said before anybody signs in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

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


def with_account(why: Any) -> Callable[[View], View]:
    """As ``login_required``, but whoever has not signed in reads the reason first."""

    def guard(view: View) -> View:
        for_people = login_required(view)

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
            if request.user.is_authenticated or request.method == "POST":
                return for_people(request, *args, **words)
            context = {"why": why, "next": request.get_full_path()}
            return render_page(request, "reader/account_needed.html", context=context)

        return answer

    return guard
