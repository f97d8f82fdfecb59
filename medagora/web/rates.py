"""How often a stranger may do something. Counts in the cache, stores nothing.

Counters fail open: when the cache forgets, people get in.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from medagora.kernel.refusals import Refusal


class TooOften(Refusal):
    code, status = "too_often", 429


def require_rate(request: HttpRequest, what: str, *, most: int, seconds: int) -> None:
    """Counts this visit; TooOften when the same place did it ``most`` times."""
    key = f"rate:{what}:{_place(request)}"
    cache.add(key, 0, seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # it ended between the two lines
        return
    if count > most:
        raise TooOften(
            _("That was often in a short time. Please wait a little and try again.")
        )


def _place(request: HttpRequest) -> str:
    """A name for where the request comes from that does not tell where that is."""
    address = _address(request)
    data = f"{settings.SECRET_KEY}:{address}".encode()
    return hashlib.sha256(data).hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """The visitor's address: as the outermost of our own proxies saw it.

    Whoever is no proxy of ours can write anything into the header, so only as many
    of its last entries count as the operator says there are proxies.
    """
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    count = settings.CONFIG.proxies
    if count and len(seen) >= count:
        return str(seen[-count].strip())
    return str(request.META.get("REMOTE_ADDR") or "")
