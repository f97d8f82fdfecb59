"""Who asks: nobody in particular, or a key with what its person lets it do."""

from django.http import HttpRequest
from django.utils import timezone

from medagora.api import queries
from medagora.api.domain.scopes import Scope, secret_in
from medagora.api.entrance.problems import KeyNotKnown, NoKey, NotInScope
from medagora.api.models import ApiKey
from medagora.api.services import keys

REALM = 'Bearer realm="Medagora API"'


def key_of(request: HttpRequest) -> ApiKey | None:
    """The key that was sent, read once for a request; KeyNotKnown for one that opens
    nothing. Another way of signing in (of a proxy before us) is none of ours."""
    if not hasattr(request, "api_key"):
        request.api_key = _read(request)  # type: ignore[attr-defined]  # kept for this request
    found: ApiKey | None = request.api_key  # type: ignore[attr-defined]  # as above
    return found


def _read(request: HttpRequest) -> ApiKey | None:
    header = request.headers.get("Authorization", "")
    if header.strip().partition(" ")[0].lower() != "bearer":
        return None
    at = timezone.now()
    secret = secret_in(header)
    key = queries.find_key(secret, at=at) if secret else None
    if key is None:
        raise KeyNotKnown("This key opens nothing. It may have ended.")
    keys.note_use(key, at=at)
    return key


class NeedsKey:
    """For operations that need a key with one of these scopes; ``request.auth`` is the
    key then."""

    def __init__(self, *scopes: Scope) -> None:
        self.scopes = scopes

    def __call__(self, request: HttpRequest) -> ApiKey:
        key = require_key(request)
        if not set(self.scopes) & set(key.scopes):
            refusal = NotInScope(
                "This key is not for it. It needs the scope %(scope)s.",
                scope=" / ".join(self.scopes),
            )
            refusal.scopes = self.scopes
            raise refusal
        return key


def require_key(request: HttpRequest) -> ApiKey:
    """The key of an operation that needs one, which ``NeedsKey`` has looked at."""
    key = key_of(request)
    if key is None:
        raise NoKey("This needs a key. Send it as Authorization: Bearer …")
    return key
