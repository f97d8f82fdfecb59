"""Signing in, settings, everything about me, goodbye."""

from django.conf import settings as site_settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_required
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from medagora.kernel.refusals import NotAllowed
from medagora.people import gateways, services
from medagora.people.domain.roles import ROLES, Permission
from medagora.people.forms import EraseForm
from medagora.people.gateways import orcid
from medagora.people.models import Person
from medagora.web.pages import PersonRequest, render_page


@never_cache
@gateways.limited("sign_in_link")
def sign_in_link(request: HttpRequest, person_id: int, token: str) -> HttpResponse:
    """Asks before it signs in: programs that look at the links of mails use up
    nothing, and nobody is signed in as somebody else by surprise.
    """
    person = authenticate(request, person_id=person_id, token=token)
    if not isinstance(person, Person):
        raise NotAllowed(
            _("This sign-in link was used already or is too old. Ask for a new one.")
        )
    if request.method == "POST":
        return gateways.sign_in(request, person)
    return render_page(request, "people/sign_in_link.html", context={"person": person})


@login_required
def settings(request: PersonRequest) -> HttpResponse:
    person = request.user
    steps = gateways.list_second_steps(person)
    context = {
        "addresses": gateways.list_addresses(person),
        "passkeys": [step for step in steps if step["kind"] == "webauthn"],
        "app": next((step for step in steps if step["kind"] == "totp"), None),
        "has_recovery_codes": any(s["kind"] == "recovery_codes" for s in steps),
        "sessions": gateways.list_sessions(person),
        "orcids": orcid.list_linked(person),
        "orcid_is_set_up": orcid.is_set_up(),
    }
    return render_page(request, "people/settings.html", context=context)


@login_required
@require_POST
def sign_out_everywhere(request: PersonRequest) -> HttpResponse:
    services.sign_out_everywhere(request.user, by=request.user)
    logout(request)
    said = _(
        "You are signed out on every device. "
        "Your keys for apps and programs have ended."
    )
    messages.success(request, said)
    return redirect(site_settings.LOGIN_URL)


@never_cache
@login_required
@gateways.asks_again
def export(request: PersonRequest) -> HttpResponseBase:
    """A page that explains; sending its form downloads the zip."""
    if request.method != "POST":
        return render_page(request, "people/export.html")
    now = timezone.now()
    response = StreamingHttpResponse(
        services.export_everything(request.user, at=now),
        content_type="application/zip",
    )
    name = services.export_name(now)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@login_required
@gateways.limited("erase")
@gateways.asks_again
def erase(request: PersonRequest) -> HttpResponse:
    form = EraseForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        person = Person.objects.get(pk=request.user.pk)
        logout(request)
        services.erase_person(person, by=person, at=timezone.now())
        return redirect("people:erased")
    context = {"form": form, "export_path": reverse("people:export")}
    return render_page(request, "people/erase.html", context=context)


def erased(request: HttpRequest) -> HttpResponse:
    return render_page(request, "people/erased.html")


def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what, as a table that a lawyer can read."""
    context = {
        "roles": list(ROLES.values()),
        "rows": [
            (
                permission.value,
                [permission in role.permissions for role in ROLES.values()],
            )
            for permission in _order_of_permissions()
        ],
    }
    return render_page(request, "people/roles.html", context=context)


def _order_of_permissions() -> list[Permission]:
    """What most may do comes first."""
    held = {
        p: sum(p in role.permissions for role in ROLES.values()) for p in Permission
    }
    return sorted(Permission, key=lambda p: (-held[p], p.value))
