"""Inviting curators and others; answering an invitation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from medagora.kernel.refusals import Refusal
from medagora.people import access, queries, services
from medagora.people.domain.invitations import LASTS, is_open
from medagora.people.domain.roles import ROLES, Permission
from medagora.people.forms import InvitationForm
from medagora.people.gateways import limited, note_own_address
from medagora.people.models import Invitation, Person
from medagora.people.tokens import invitation_id
from medagora.people.topic_names import topic_names
from medagora.web import mail
from medagora.web.pages import PersonRequest, render_page, viewer
from medagora.web.paging import page_number, paginate
from medagora.web.refusals import add_refusal


def grantable_roles(person: Person) -> list[str]:
    """The roles that this person may give, in the order of the roles page."""
    if access.can(person, Permission.ROLE_GRANT_ANY):
        return [role for role in ROLES if role != "member"]
    if access.can(person, Permission.ROLE_GRANT_CURATOR):
        return ["curator"]
    return []


@login_required
def invitations(request: PersonRequest) -> HttpResponse:
    access.require(request.user, Permission.ROLE_GRANT_CURATOR)
    roles = grantable_roles(request.user)
    form = InvitationForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid() and _invite(request, form):
        return redirect("people:invitations")
    number = page_number(request.GET.get("page"))
    context = {
        "form": form,
        "invitations": queries.list_invitations(roles),
        "page": paginate(queries.list_curator_grants(), number),
        "topic_names": topic_names(request.LANGUAGE_CODE),
        "lasts": LASTS,
    }
    return render_page(request, "people/invitations.html", context=context)


def _invite(request: PersonRequest, form: InvitationForm) -> bool:
    """True if the invitation is on its way; else the form shows why not."""
    data = form.cleaned_data
    try:
        services.invite(
            data["email"],
            data["role"],
            by=request.user,
            at=timezone.now(),
            topic=data["topic"],
            language=data["language"],
        )
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("The invitation is on its way."))
    if not mail.is_real() and access.can(request.user, Permission.SITE_OPERATE):
        messages.warning(
            request,
            _("No mail server is set up here. The mail is a file in %(folder)s.")
            % {"folder": settings.EMAIL_FILE_PATH},
        )
    return True


@login_required
@require_POST
def withdraw_invitation(request: PersonRequest, invitation_id: int) -> HttpResponse:
    invitation = queries.get_invitation(invitation_id)
    services.withdraw_invitation(invitation, by=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("people:invitations")


@login_required
@require_POST
def end_curator(request: PersonRequest, grant_id: int) -> HttpResponse:
    """Editors end the role of a curator here; they see no list of accounts."""
    grant = queries.get_grant(grant_id)
    services.revoke_role(
        grant.person,
        grant.role,
        by=request.user,
        topic=grant.topic,
        language=grant.language,
    )
    messages.success(request, _("The role ended."))
    return redirect("people:invitations")


@never_cache
@limited("sign_in_link")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Read by anybody who has the mail; answered by the owner of its address."""
    waiting = queries.get_invitation(invitation_id(token))
    person = viewer(request)
    now = timezone.now()
    if request.method == "POST" and person:
        return _answer(request, waiting, person)
    mine = bool(person and waiting.email in queries.verified_addresses(person))
    if person is None and is_open(waiting.invited_at, now):
        note_own_address(request, waiting.email)
    here = {"next": request.path}
    context = {
        "invitation": waiting,
        "is_open": is_open(waiting.invited_at, now),
        "mine": mine,
        "has_account": queries.find_person(waiting.email) is not None,
        "sign_in": f"{reverse('account_login')}?{urlencode(here)}",
        "sign_up": f"{reverse('account_signup')}?{urlencode(here)}",
        "topic_names": topic_names(request.LANGUAGE_CODE),
        "until": waiting.invited_at + LASTS,
    }
    return render_page(request, "people/invitation.html", context=context)


def _answer(request: HttpRequest, waiting: Invitation, person: Person) -> HttpResponse:
    if request.POST.get("answer") == "accept":
        services.accept_invitation(waiting, by=person, at=timezone.now())
        messages.success(request, _("Welcome! The role is yours."))
        return redirect("people:profile")
    services.decline_invitation(waiting, by=person)
    messages.success(request, _("The invitation is declined."))
    return redirect("people:profile")
