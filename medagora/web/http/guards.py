"""Which addresses and ports we connect to."""

import ipaddress
from collections.abc import Callable

from django.conf import settings

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
#: May we connect to this address? Tests pass one that lets loopback through.
AddressPolicy = Callable[[IPAddress], bool]


def is_public(address: IPAddress) -> bool:
    """True for an address of the open internet.

    Not for private, loopback, link-local, multicast, reserved and unspecified ones,
    nor for IPv6 forms that carry an IPv4 address (mapped, 6to4, Teredo). NAT64 is
    how IPv6-only hosts reach IPv4, so there the address inside is judged.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(address in network for network in _IPV4_INSIDE):
            return False
        if address.scope_id or address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def is_allowed(address: IPAddress) -> bool:
    """True for a public address, and for one of the networks that the operator named
    as the site's own (``MEDAGORA_INSIDE``). Only for sources that
    the operator or a curator chose, not for what a reader or a stranger names."""
    if is_public(address):
        return True
    inside = settings.CONFIG.inside_networks
    return any(address in network for network in inside)


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_IPV4_INSIDE = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "2002::/16",
        "2001::/32",
    )
)


def is_usual_port(port: int) -> bool:
    """Web servers only: low ports belong to mail, shells and other services."""
    return port in {80, 443} or port >= 1024
