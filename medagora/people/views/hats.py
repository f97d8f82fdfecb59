"""One's own hats and alias, and what everybody sees of a hat."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from medagora.kernel.refusals import Refusal
from medagora.people import access
from medagora.people.domain import aliases
from medagora.people.domain import hats as rules
from medagora.people.forms_hats import AliasForm, TakeBackForm
from medagora.people.models import Hat
from medagora.people.queries import hat_requests, list_interests
from medagora.people.queries import hats as queries
from medagora.people.services import hats as services
from medagora.people.services.aliases import change_alias, ensure_alias
from medagora.web.pages import PersonRequest, render_page, viewer
from medagora.web.refusals import add_refusal


@login_required
def my_hats(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    rows = [
        {
            "hat": hat,
            "can_wear": rules.can_be_worn(hat, now),
            "can_renew": rules.can_be_renewed(hat, now),
            "has_expired": rules.has_expired(hat, now),
        }
        for hat in queries.list_hats(request.user)
    ]
    context = {
        "rows": rows,
        "requests": hat_requests.list_own_requests(request.user),
        "alias": ensure_alias(request.user),
    }
    return render_page(request, "people/hats/my_hats.html", context=context)


@login_required
@require_POST
def change_hat(request: PersonRequest, uid: str) -> HttpResponse:
    """``action``: "doff", "show-name" or "show-alias"."""
    hat = queries.get_own_hat(request.user, uid)
    action = request.POST.get("action", "")
    if action == "doff":
        services.doff_hat(hat, by=request.user, at=timezone.now())
        messages.success(request, _("The hat is off. Posts that wear it keep it."))
    else:
        services.show_name(hat, action == "show-name", by=request.user)
        messages.success(request, _("It is saved."))
    return redirect("people:hats")


@login_required
def alias(request: PersonRequest) -> HttpResponse:
    ensure_alias(request.user)
    form = AliasForm(request.POST or None, initial={"alias": request.user.alias})
    if request.method == "POST" and form.is_valid():
        try:
            change_alias(form.cleaned_data["alias"], by=request.user, at=timezone.now())
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your alias is saved."))
            return redirect("people:hats")
    context = {
        "form": form,
        "proposals": [aliases.propose(secrets.choice) for _number in range(4)],
        "rest": aliases.REST,
    }
    return render_page(request, "people/hats/alias.html", context=context)


def hat(request: HttpRequest, uid: str) -> HttpResponse:
    """The public page of a hat: what it says, on what evidence, and until when."""
    worn = queries.get_hat(uid)
    person = viewer(request)
    can_take_back = (
        access.can_verify_hats(person)
        and person != worn.person
        and worn.doffed_at is None
    )
    form = TakeBackForm(request.POST or None) if can_take_back else None
    if request.method == "POST" and person and form and form.is_valid():
        services.doff_hat(
            worn,
            by=person,
            at=timezone.now(),
            because=form.cleaned_data["because"],
            words=form.cleaned_data["words"],
        )
        messages.success(request, _("The hat is taken back, and the person told."))
        return redirect("people:hat", uid)
    context = {"hat": worn, "form": form, **_seen_by_everybody(worn)}
    return render_page(request, "people/hats/hat.html", context=context)


def _seen_by_everybody(worn: Hat) -> dict[str, object]:
    """Interests name organisations, and a register's page the person: they could give
    an alias away, so they stand in full beside a real name only."""
    name = rules.name_shown(worn.person, worn)
    is_named = name != worn.person.alias
    is_professional = rules.needs_verification(worn.role)
    return {
        "name": name,
        "interests": list_interests(worn.person) if is_professional else [],
        "shows_interests": is_professional and is_named,
        "register_page": worn.evidence_link if is_named else "",
        "is_professional": is_professional,
        "has_expired": rules.has_expired(worn, timezone.now()),
    }
