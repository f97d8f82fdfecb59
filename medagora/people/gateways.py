"""How people come in: allauth's adapter, one-time sign-in links."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest

from medagora.people.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Sign-up can be closed by the operator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.CONFIG.sign_up)


class SignInLinkToken(PasswordResetTokenGenerator):
    """A token that dies with its first use: it covers the last sign-in's time."""

    key_salt = "medagora.people.sign-in-link"


sign_in_link_token = SignInLinkToken()


class SignInLinkBackend(BaseBackend):
    """Signs somebody in by a link that an operator printed on the server."""

    def authenticate(
        self,
        request: HttpRequest | None,
        person_id: int | None = None,
        token: str = "",
        **kwargs: Any,
    ) -> Person | None:
        person = Person.objects.filter(pk=person_id, is_active=True).first()
        if person and sign_in_link_token.check_token(person, token):
            return person
        return None

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()
