"""Styles, scripts, fonts and pictures of a copy, with what they themselves need."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

_NEEDS = re.compile(
    r"""url\(\s*["']?([^"')]+)["']?\s*\)|"""
    r"""(?:^|[;\s])(?:import|export)\s*(?:[\w*{},\s]+\sfrom\s*)?["'](\.[^"']+)["']|"""
    r"""@import\s+["']([^"']+)["']"""
)


def read_static(address: str) -> bytes | None:
    """The bytes of a static file: as collected, else as a developer's checkout has
    it; None when there is no such file."""
    name = unquote(address.removeprefix(settings.STATIC_URL))
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return bytes(file.read())
    found = finders.find(name)
    return Path(found).read_bytes() if found else None


def needed_by(address: str, content: bytes) -> Iterator[str]:
    """Addresses of the static files that a style or a script loads."""
    if not address.endswith((".css", ".js", ".mjs")):
        return
    for match in _NEEDS.finditer(content.decode("utf-8", "replace")):
        link = next(filter(None, match.groups()))
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or link.startswith(("data:", "#")):
            continue
        path = posixpath.normpath(
            posixpath.join(posixpath.dirname(address), parts.path)
        )
        if path.startswith(settings.STATIC_URL):
            yield path
