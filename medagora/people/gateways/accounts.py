"""How people come in: allauth's adapters and tables, one-time sign-in links."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import EmailAddress, Login
from allauth.decorators import rate_limit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from medagora.people.models import Person
from medagora.people.tokens import sign_in_link_token
from medagora.web import audit
from medagora.web.mail import queue_mail

View = Callable[..., HttpResponseBase]
ViewType = TypeVar("ViewType", bound=View)


def limited(action: str) -> Callable[[ViewType], ViewType]:
    """Refuses with 429 beyond the rate of ``ACCOUNT_RATE_LIMITS`` for the action."""
    return cast(
        "Callable[[ViewType], ViewType]", rate_limit(action=action, limit_get=True)
    )


def asks_again(view: ViewType) -> ViewType:
    """Before a form of the view counts, people with a password or a second step
    prove again, if that was minutes ago, that it is they who sit there.
    """
    return cast("ViewType", reauthentication_required(view, allow_get=True))


def note_own_address(request: HttpRequest, email: str) -> None:
    """Whoever followed the link in our mail has shown that the address is theirs."""
    get_adapter().stash_verified_email(request, email)


def _invited_address(request: HttpRequest) -> str:
    return str(request.session.get("account_verified_email") or "")


#: How people show again that it is they, the easiest first.
_WAYS_TO_SHOW_IT = {
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
    "reauthenticate": gettext_lazy("Use your password"),
    "mfa_reauthenticate": gettext_lazy("Use a code"),
}


@dataclass(frozen=True)
class MailSite:
    """What allauth's mail templates call ``current_site``."""

    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Sign-up can be closed by the operator; mail goes by the worker."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Who followed an invitation may open an account all the same."""
        return bool(settings.CONFIG.sign_up or _invited_address(request))

    def refuse_uninvited(self, email: str) -> None:
        """Where sign-up is closed, an invitation opens it for its address only."""
        if not settings.CONFIG.sign_up and email != _invited_address(self.request):
            raise ValidationError(_("The invitation is for another e-mail address."))

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        methods = {m["id"]: m for m in super().get_reauthentication_methods(user)}
        return [
            {**methods[way], "description": words}
            for way, words in _WAYS_TO_SHOW_IT.items()
            if way in methods
        ]

    def save_user(
        self,
        request: HttpRequest,
        user: Person,
        form: BaseForm,
        commit: bool = True,
    ) -> Person:
        """A new account; its first reading language is the one it was opened in."""
        user.languages = [get_language() or "en"]
        person: Person = super().save_user(request, user, form, commit)
        audit.record("people.person_created", person, by=person)
        return person

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        config = settings.CONFIG
        words = {
            "email": email,
            "current_site": MailSite(config.site_name, config.site_url.rstrip("/")),
            **context,
        }
        message = self.render_mail(template_prefix, email, words)
        html = next((body for body, _type in message.alternatives), "")
        queue_mail(email, message.subject, str(message.body), str(html))

    def send_notification_mail(
        self, template_prefix: str, user: Person, *args: Any, **kwargs: Any
    ) -> None:
        """Whatever changes how somebody signs in is mailed to them, and trailed."""
        verb = template_prefix.rsplit("/", 1)[-1]
        audit.record(f"people.{verb}", user, by=user)
        super().send_notification_mail(template_prefix, user, *args, **kwargs)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Passkeys and apps show the site's name, not its host."""

    def _get_site_name(self) -> str:
        return str(settings.CONFIG.site_name)

    def generate_authenticator_name(
        self, user: Person, type: Authenticator.Type
    ) -> str:
        """A first proposal; people rename it after the device that holds it."""
        held = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)d") % {"number": held + 1}


class SignInLinkBackend(BaseBackend):
    """Signs somebody in by a link that an operator printed on the server."""

    def authenticate(
        self,
        request: HttpRequest | None,
        person_id: int | None = None,
        token: str = "",
        **kwargs: Any,
    ) -> Person | None:
        person = Person.objects.filter(pk=person_id or 0, is_active=True).first()
        if person and sign_in_link_token.check_token(person, token):
            return person
        return None

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()


def sign_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Signs in through allauth's steps: a second step is asked for if there is one."""
    response: HttpResponse = perform_login(
        request, Login(user=person, email=person.email)
    )
    return response


def add_confirmed_address(person: Person) -> None:
    """For an account that an operator opened: nobody has to confirm anything."""
    EmailAddress.objects.create(
        user=person, email=person.email, verified=True, primary=True
    )


def list_addresses(person: Person) -> list[dict[str, Any]]:
    rows = EmailAddress.objects.filter(user=person).order_by("-primary", "pk")
    return list(rows.values("email", "verified", "primary"))


def list_second_steps(person: Person) -> list[dict[str, Any]]:
    """Passkeys, app and recovery codes of a person, without their secrets."""
    return [
        {
            "kind": row.type,
            "name": str(row),
            "added_at": row.created_at,
            "last_used_at": row.last_used_at,
        }
        for row in Authenticator.objects.filter(user=person).order_by("pk")
    ]


def forget_second_step(person: Person) -> None:
    Authenticator.objects.filter(user=person).delete()


def list_sessions(person: Person) -> list[dict[str, Any]]:
    rows = UserSession.objects.filter(user=person).order_by("-last_seen_at")
    return list(rows.values("created_at", "last_seen_at", "ip", "user_agent"))


def end_sessions(person: Person) -> None:
    """Ends every session of a person on every device."""
    for session in UserSession.objects.filter(user=person):
        session.end()


def forget_sessions_before(moment: datetime) -> None:
    """Removes traces of sessions that ran out: their addresses and browsers."""
    UserSession.objects.filter(last_seen_at__lt=moment).delete()
