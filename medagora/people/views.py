"""Pages about the person who looks at them."""

from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from medagora.kernel.refusals import NotAllowed
from medagora.web.pages import PersonRequest, render_page


@login_required
def profile(request: PersonRequest) -> HttpResponse:
    return render_page(request, "people/profile.html")


def sign_in_link(request: HttpRequest, person_id: int, token: str) -> HttpResponse:
    person = authenticate(request, person_id=person_id, token=token)
    if person is None:
        raise NotAllowed(
            _("This sign-in link was used already or is too old. Ask for a new one.")
        )
    login(request, person)
    return redirect("people:profile")
