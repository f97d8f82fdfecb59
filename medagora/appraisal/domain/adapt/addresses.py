"""Addresses on a page made absolute, quickly: most need no parser.

``urljoin`` takes ten microseconds, and a page may have two hundred links.
"""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from medagora.appraisal.domain.adapt.limits import LONGEST_ADDRESS

_SPACES = re.compile(r"[\t\r\n]")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}:")
#: A path from the root without anything to be resolved; most links are such.
_PLAIN_PATH = re.compile(r"/(?!/)[\w/?=&%+~:;,#-]*(?:\.\w[\w/?=&%+~:;,#-]*)*$")
#: Schemes that a link may have; ``javascript:`` and ``data:`` lead nowhere.
_OTHER = ("mailto:", "tel:")


class Addresses:
    """Resolves what stands on one page."""

    def __init__(self, address: str) -> None:
        self._set(address if _is_web(address) else "")

    def _set(self, base: str) -> None:
        self._base = base.split("#", 1)[0]
        scheme, _, rest = self._base.partition("://")
        self._scheme = scheme or "https"
        self._origin = f"{scheme}://{rest.split('/', 1)[0].split('?', 1)[0]}"
        path = self._base.split("?", 1)[0]
        # of https://a.org/b/c.html it is https://a.org/b/
        has_path = "/" in rest.split("?", 1)[0]
        self._folder = path.rsplit("/", 1)[0] + "/" if has_path else path + "/"

    def rebase(self, target: str) -> None:
        """The page has a ``base`` element."""
        if found := self.absolute(target):
            self._set(found)

    def absolute(self, target: str) -> str:
        """ "" for what no link can follow."""
        target = target.strip()
        if not target or len(target) > LONGEST_ADDRESS:
            return ""
        if target.startswith(("https://", "http://")):
            return target
        if self._base and _PLAIN_PATH.match(target):
            return self._origin + target
        return self._resolve(_SPACES.sub("", target))

    def _resolve(self, target: str) -> str:
        if target.startswith("//"):
            return f"{self._scheme}:{target}"
        if scheme := _SCHEME.match(target):
            return _with_scheme(target, scheme[0].lower())
        if not self._base:
            return ""
        if target.startswith("#"):
            return self._base + target
        if "./" in target or target.startswith(("?", ".")) or "\\" in target:
            return _joined(self._base, target)
        return (self._origin if target.startswith("/") else self._folder) + target


def _with_scheme(target: str, scheme: str) -> str:
    if scheme in _OTHER or scheme in {"http:", "https:"}:
        return scheme + target[len(scheme) :]
    return ""


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return ""


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def host_of(address: str) -> str:
    """Lower case, without user, port and final dot; "" for other schemes."""
    if not _is_web(address):
        return ""
    return _host_in(address.split("/", 3)[2][:300])


@lru_cache(maxsize=4096)
def _host_in(authority: str) -> str:
    try:
        host = urlsplit(f"//{authority}").hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").lower()
