"""Addresses in feeds: absolute http(s) ones, or none."""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from medagora.reader.domain.formats.limits import LONGEST_ADDRESS

_WHOLE = re.compile(r"""https?://[^\s/?#@"<>\\^`{|}]+(?:[/?#][^\s"<>\\^`{|}]*)?""")
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")
_UNFIT = re.compile(r"""[\s"<>\\^`{|}]""")


def absolute(href: str, base: str) -> str:
    """``href`` seen from ``base``, or "" if that is no http(s) address of a host.

    Breaks inside are dropped and spaces encoded, as browsers do. An address with a
    user name or password is none.
    """
    href = href.strip()
    if href in {"", "//"} or len(href) > LONGEST_ADDRESS:
        return ""
    if _WHOLE.fullmatch(href):
        return href
    if href[0] == "/" and href[1:2] != "/":  # nearly all relative ones
        joined = _origin(base) + href
    else:
        joined = join(base, href)
    joined = _BREAKS.sub("", joined)
    joined = _UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", joined)
    return joined if _WHOLE.fullmatch(joined) and _is_readable(joined) else ""


@lru_cache(maxsize=64)
def _origin(base: str) -> str:
    """Scheme and host; base may be anything."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def join(base: str, href: str) -> str:
    """The second address seen from the first; as it is if that makes no sense."""
    if not base or not href:
        return href or base
    try:
        return urljoin(base, href)
    except ValueError:  # an IPv6 address without its bracket, for example
        return href


def _is_readable(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname) and len(address) <= LONGEST_ADDRESS
    except ValueError:
        return False
