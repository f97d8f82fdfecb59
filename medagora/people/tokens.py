"""Signed words in addresses that we mail: whoever has the mail may follow them."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing

_INVITATION_SALT = "medagora.people.invitation"


class SignInLinkToken(PasswordResetTokenGenerator):
    """A token that dies with its first use: it covers the last sign-in's time."""

    key_salt = "medagora.people.sign-in-link"


sign_in_link_token = SignInLinkToken()


def invitation_token(invitation_id: int) -> str:
    return signing.dumps(invitation_id, salt=_INVITATION_SALT)


def invitation_id(token: str) -> int | None:
    """The invitation that a token names, or None for anything that we never signed."""
    try:
        return int(signing.loads(token, salt=_INVITATION_SALT))
    except (signing.BadSignature, ValueError):
        return None
