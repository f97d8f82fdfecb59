"""Canonical addresses: how two spellings of one page are found to be one.

``canonical`` gives the address that is shown and visited; ``key`` the form in
which spellings collide (scheme, www, mobile hosts and a trailing slash gone).
"""

import ipaddress
import re
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    unquote,
    urlencode,
    urlsplit,
    urlunsplit,
)

from medagora.kernel.refusals import BadInput

LONGEST = 1000

#: Parameters that say where a visitor came from, never what the page is.
#: Sources: the documented parameters of Google, Meta, Microsoft, HubSpot,
#: Mailchimp, Matomo, Adobe and Yandex campaigns.
_TRACKING = re.compile(
    r"^(utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|matomo_\w+|hsa_\w+|_hs\w+|vero_\w+|"
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|"
    r"ttclid|li_fat_id|mc_cid|mc_eid|mkt_tok|oly_\w+_id|__s|s_cid|_ga|_gl|"
    r"ref_src|ref_url|cmpid|xtor|wt_mc|at_medium|at_campaign|ns_\w+|spm)$",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"^(m|mobile|amp|touch|wap)\.(?=[^.]+\.[^.]+)")
_WIKI_MOBILE = re.compile(r"^([a-z-]+)\.m\.(?=(wikipedia|wiktionary|wikimedia)\.org$)")
_INDEX = re.compile(r"/(index|default|home)\.(html?|php|aspx?|jsp|cfm)$", re.IGNORECASE)
_HOST_LABEL = re.compile(r"^(?!-)[a-z0-9_-]{1,63}(?<!-)$")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(text: str) -> str:
    """The tidy absolute address of what somebody typed or a file holds.

    Idempotent. BadInput says what is wrong: empty, too long, another scheme,
    no public host name, a user name or password in it, a port out of range.
    """
    parts = _split(text)
    host = _host(parts)
    port = f":{parts.port}" if parts.port else ""
    if parts.port == _DEFAULT_PORTS[parts.scheme]:
        port = ""
    address = urlunsplit(
        (parts.scheme, host + port, _path(parts.path), _query(parts.query), "")
    )
    if len(address) > LONGEST:
        raise BadInput(
            "The address is longer than %(longest)s characters.", longest=LONGEST
        )
    return address


def _split(text: str) -> SplitResult:
    text = re.sub(r"[\s\u200b\u2060\ufeff]+", "", text)
    if not text:
        raise BadInput("The address is empty.", field="address")
    if len(text) > 4 * LONGEST:
        raise BadInput(
            "The address is longer than %(longest)s characters.", longest=LONGEST
        )
    scheme = _SCHEME.match(text)
    looks_like_port = scheme and re.match(r"^[\w.-]+\.[\w-]+:\d+(/|$)", text)
    if text.startswith("//"):
        text = "https:" + text
    elif not scheme or looks_like_port:
        text = "https://" + text
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise BadInput("The address cannot be read.", field="address") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise BadInput(
            "Only addresses that begin with http:// or https:// can be added.",
            field="address",
        )
    if parts.username is not None or parts.password is not None:
        raise BadInput(
            "The address holds a user name or password; remove it.", field="address"
        )
    return parts


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").rstrip(".").lower()
    try:
        name = name.encode("idna").decode("ascii")
    except UnicodeError:
        raise BadInput("The host name is not valid.", field="address") from None
    labels = name.split(".")
    if _is_ip(name) or len(labels) < 2 or not all(map(_HOST_LABEL.match, labels)):
        raise BadInput(
            "The address needs a public host name such as www.nhs.uk.", field="address"
        )
    return _WIKI_MOBILE.sub(r"\1.", name)


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return bool(re.fullmatch(r"[\d.]+|0x[0-9a-f]+", name))
    return True


def _path(path: str) -> str:
    """Dots resolved, percent-encoding in one spelling, never empty."""
    resolved: list[str] = []
    segments = path.split("/")[1:] if path.startswith("/") else path.split("/")
    for segment in segments:
        if segment == "..":
            del resolved[-1:]
        elif segment != ".":
            resolved.append(_requote(segment))
    if segments and segments[-1] in {".", ".."}:
        resolved.append("")
    return "/" + "/".join(resolved)


def _requote(segment: str) -> str:
    """One spelling: decoded when that is valid UTF-8, then encoded again."""
    try:
        plain = unquote(segment, errors="strict")
    except UnicodeDecodeError:
        return quote(segment, safe="%!$&'()*+,;=:@~-._")
    if "/" in plain or any(ord(c) < 32 for c in plain) or "%" in plain:
        return quote(segment, safe="%!$&'()*+,;=:@~-._")
    return quote(plain, safe="!$&'()*+,;=:@~-._")


def _query(query: str) -> str:
    pairs = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _TRACKING.match(name)
    ]
    return urlencode(pairs)


def key(address: str) -> str:
    """Where two spellings of one page meet. Takes a canonical address.

    ``https://www.nhs.uk/conditions/asthma/`` and ``http://nhs.uk/conditions/asthma``
    give ``nhs.uk/conditions/asthma``. Paths keep their case: on many servers it
    matters; host names do not.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    host = _MOBILE.sub("", host)
    if parts.port and parts.port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{parts.port}"
    path = _INDEX.sub("/", parts.path).rstrip("/")
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True))
    return f"{host}{path}" + (f"?{urlencode(pairs)}" if pairs else "")


def site_of(address: str) -> str:
    """The host without www, for grouping by site and for polite visits."""
    return (urlsplit(address).hostname or "").removeprefix("www.")
