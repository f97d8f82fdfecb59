"""Addresses of feeds, and of what entries link to.

Unlike resources, feeds may live on machines without a public name (a hospital's own
server); whether such a place may be visited is decided by ``web.http``.
"""

import re
from urllib.parse import urlsplit, urlunsplit

from medagora.catalogue.domain import addresses
from medagora.kernel.refusals import BadInput

_FEED_SCHEME = re.compile(
    r"^feed:(//)?(?=https?:)|^(feed|itpc|pcast)(?=://)", re.IGNORECASE
)
_SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
_HAS_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_LINK = re.compile(r"^https?://(?:www\d?\.|m\.)?", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?:^|&)(?:utm_\w+|fbclid|gclid|mc_[ce]id|af=R|rss=\w*)[^&]*", re.IGNORECASE
)


def clean_feed_address(text: str) -> str:
    """The address that is asked: http(s), without fragment. BadInput says what is
    wrong with it."""
    text = _SPACES.sub("", text)
    text = _FEED_SCHEME.sub(lambda m: "http" if m.group(2) else "", text)
    if not text:
        raise BadInput("The address is empty.", field="address")
    if text.startswith("//"):
        text = f"https:{text}"
    elif not _HAS_SCHEME.match(text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise BadInput("The address cannot be read.", field="address") from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise BadInput(
            "Only addresses that begin with http:// or https:// can be added.",
            field="address",
        )
    if parts.username is not None:
        raise BadInput(
            "The address holds a user name or password; remove it.", field="address"
        )
    if not parts.hostname or len(text) > addresses.LONGEST:
        raise BadInput("The address cannot be read.", field="address")
    host = parts.netloc.lower()
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", parts.query, ""))


def feed_key(address: str) -> str:
    """Where two spellings of one feed's address meet. Takes a clean address."""
    return addresses.key(address)[: addresses.LONGEST]


def link_key(link: str) -> str:
    """Where two links to one page meet; fast, for every entry. "" for none."""
    start = _LINK.match(link)
    if not start:
        return ""
    place = link[start.end() :].partition("#")[0]
    path, mark, query = place.partition("?")
    if mark:
        query = _TRACKING.sub("", query).strip("&")
    host, slash, rest = path.partition("/")
    path = f"{host.lower()}{slash}{rest}".rstrip("/")
    return f"{path}?{query}" if query else path
