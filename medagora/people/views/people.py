"""Operators look after accounts and roles."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from medagora.people import access, gateways, queries, services
from medagora.people.domain.roles import ROLES, Permission
from medagora.people.forms import ScopeForm
from medagora.people.models import Person
from medagora.people.topic_names import topic_names
from medagora.people.views.invitations import grantable_roles
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import page_number, paginate


@login_required
def people(request: PersonRequest) -> HttpResponse:
    access.require(request.user, Permission.ACCOUNT_MANAGE)
    words, role = request.GET.get("q", ""), request.GET.get("role", "")
    rows = queries.list_people(words, role if role in ROLES else "")
    context = {
        "page": paginate(rows, page_number(request.GET.get("page"))),
        "words": words,
        "role": role,
        "roles": [role for role in ROLES if role != "member"],
        "topic_names": topic_names(request.LANGUAGE_CODE),
    }
    return render_page(request, "people/people.html", "results", context)


@login_required
def person(request: PersonRequest, pseudonym: str) -> HttpResponse:
    access.require(request.user, Permission.ACCOUNT_MANAGE)
    somebody = queries.get_by_pseudonym(pseudonym)
    form = ScopeForm(request.POST or None, roles=grantable_roles(request.user))
    if request.method == "POST" and form.is_valid():
        services.grant_role(somebody, by=request.user, **form.cleaned_data)
        messages.success(request, _("The role is given."))
        return redirect("people:person", pseudonym)
    context = {
        "person": somebody,
        "form": form,
        "grants": queries.list_grants(somebody),
        "interests": queries.list_interests(somebody),
        "second_steps": gateways.list_second_steps(somebody),
        "topic_names": topic_names(request.LANGUAGE_CODE),
    }
    return render_page(request, "people/person.html", context=context)


@login_required
@require_POST
def end_role(request: PersonRequest, pseudonym: str, grant_id: int) -> HttpResponse:
    grant = queries.get_grant(grant_id)
    services.revoke_role(
        grant.person,
        grant.role,
        by=request.user,
        topic=grant.topic,
        language=grant.language,
    )
    messages.success(request, _("The role ended."))
    return redirect("people:person", pseudonym)


@login_required
@require_POST
def change_person(request: PersonRequest, pseudonym: str) -> HttpResponse:
    """One of four acts on an account; each service checks who may."""
    access.require(request.user, Permission.ACCOUNT_MANAGE)
    somebody = queries.get_by_pseudonym(pseudonym)
    act, done = _acts().get(request.POST.get("action", ""), (None, ""))
    if act:
        act(somebody, by=request.user)
        messages.success(request, done)
    return redirect("people:person", pseudonym)


def _acts() -> dict[str, tuple[Callable[..., Person | None], str]]:
    return {
        "close": (services.deactivate_person, _("The account is closed.")),
        "reopen": (services.reactivate_person, _("The account is open again.")),
        "sign-out": (
            services.sign_out_everywhere,
            _("The person is signed out on every device."),
        ),
        "link": (
            services.send_sign_in_link,
            _("A sign-in link is on its way to the person's address."),
        ),
        "second-step": (
            services.remove_second_step,
            _("Passkeys, app and recovery codes are removed."),
        ),
    }
