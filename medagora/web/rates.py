"""How often a stranger may do something. Counts in the cache, stores nothing.

Counters fail open: when the cache forgets, people get in.
"""

import hashlib
import ipaddress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from medagora.kernel.refusals import Refusal


class TooOften(Refusal):
    code, status = "too_often", 429


def require_rate(request: HttpRequest, what: str, *, most: int, seconds: int) -> None:
    """Counts this visit; TooOften when the same place did it ``most`` times."""
    key = f"rate:{what}:{place_of(request)}"
    cache.add(key, 0, seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # it ended between the two lines
        return
    _require(count, most)


def require_room(request: HttpRequest, what: str, *, most: int) -> None:
    """TooOften when the same place did it more than ``most`` times; counts nothing."""
    _require(cache.get(f"rate:{what}:{place_of(request)}", 0), most)


def _require(count: int, most: int) -> None:
    if count > most:
        raise TooOften(
            _("That was often in a short time. Please wait a little and try again.")
        )


def place_of(request: HttpRequest) -> str:
    """A name for where the request comes from that does not tell where that is."""
    address = _network(_address(request))
    data = f"{settings.SECRET_KEY}:{address}".encode()
    return hashlib.sha256(data).hexdigest()[:32]


def _network(address: str) -> str:
    """Whoever has one IPv6 address has the 2**64 of its network too."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return address
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.IPv6Network((known, 64), strict=False))


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
