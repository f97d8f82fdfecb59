"""ORCID sign-in through allauth: what we take from it, and our one way out to it."""

from datetime import timedelta
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput
from medagora.people.domain import registers
from medagora.people.models import Person

#: In the session: the iD that ORCID named, and when.
_KEY = "shown_orcid"
_LASTS = timedelta(minutes=30)


class OrcidAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """An iD shows a role, or signs in an account that it was linked to before; it
    opens none, because ORCID names no e-mail address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Forgets the record that came along; only the iD is needed."""
        account = sociallogin.account
        account.extra_data = {}
        process = sociallogin.state.get("process")
        if process == "redirect":
            remember(request, account.uid)
        elif process == "login" and not sociallogin.is_existing:
            messages.warning(
                request,
                _(
                    "No account here is linked with this ORCID iD. Sign in in another "
                    "way, then link it in your settings."
                ),
            )
            raise ImmediateHttpResponse(redirect("account_login"))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("people:settings")

    def get_requests_session(self) -> Any:
        """requests costs memory that only these few requests need."""
        from medagora.people.gateways import orcid_transport  # noqa: PLC0415 - see above

        return orcid_transport.open_session()


def is_set_up() -> bool:
    config = settings.CONFIG
    return bool(config.orcid_client_id and config.orcid_client_secret)


def start_address(request: HttpRequest, process: str, next_url: str) -> str:
    """Where at orcid.org the person goes on; the session remembers why.

    ``process``: "redirect" shows an iD, "connect" links it, "login" signs in by it.
    """
    provider = get_adapter().get_provider(request, "orcid")
    response = provider.redirect(request, process=process, next_url=next_url)
    return str(response["Location"])


def remember(request: HttpRequest, number: str) -> None:
    """Only for whoever is signed in, and only what is an iD."""
    if not request.user.is_authenticated:
        return
    try:
        clean = registers.tidy_number(registers.ORCID, number)
    except BadInput:
        return
    request.session[_KEY] = [clean, timezone.now().isoformat(), request.user.pk]


def shown_to(request: HttpRequest) -> str:
    """The iD that this person showed within half an hour, or ""."""
    number, at, person_id = request.session.get(_KEY) or ("", "", 0)
    moment = parse_datetime(at) if at else None
    if moment is None or person_id != request.user.pk:
        return ""
    return number if timezone.now() < moment + _LASTS else ""


def list_linked(person: Person) -> list[str]:
    """The iDs with which this person can sign in."""
    rows = SocialAccount.objects.filter(user=person, provider="orcid")
    return list(rows.order_by("pk").values_list("uid", flat=True))


def unlink(person: Person) -> None:
    SocialAccount.objects.filter(user=person, provider="orcid").delete()
