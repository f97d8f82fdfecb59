"""What is gathered of a page's markup while it is read, within limits."""

import re
from collections import defaultdict
from typing import NamedTuple

from medagora.appraisal.domain.adapt import limits
from medagora.appraisal.domain.adapt.addresses import Addresses, host_of
from medagora.appraisal.domain.page import Image, Load, Loaded, Region

#: An address written out in a script, as loaders of trackers have it.
_IN_SCRIPT = re.compile(
    r"[\"'](?:https?:)?(//[a-zA-Z0-9][\w.-]{2,100}\.[a-zA-Z]{2,12}/[^\"'\s<>\\]{0,200})"
)
_SCRIPT_FILE = re.compile(r"\.js(?:[?#/]|$)")
#: A script this short that makes a script element is a loader: what it names, it gets.
_LONGEST_LOADER = 4_000


class Span(NamedTuple):
    """A stretch of the text and what an element says of it."""

    start: int
    end: int
    what: tuple[str, ...]


class LinkSpan(NamedTuple):
    """Where a link began; ``instead`` names one without words."""

    start: int
    address: str
    rel: str
    instead: str
    region: Region


class Gathered:
    """Lists that stop growing at their limit."""

    def __init__(self, address: str) -> None:
        self.addresses = Addresses(address)
        self.meta: dict[str, str] = {}
        self.title = ""
        self.language_attribute = ""
        self.images: list[Image] = []
        self.loads: list[Loaded] = []
        self.links: list[tuple[LinkSpan, int]] = []  # each with its end
        self.bylines: list[Span] = []
        self.times: list[Span] = []  # source, raw
        self.properties: list[Span] = []  # name of a microdata property
        self.colours: list[Span] = []  # text, background
        self.linked_scripts: list[str] = []  # JSON-LD as written
        self.pop_ups: dict[str, None] = {}
        self.shop_signs: dict[str, None] = {}
        self.has_password_field = False
        self.code_signs: set[str] = set()  # of walls
        self._seen: dict[Load, set[str]] = defaultdict(set)
        self._script_text = 0

    def add_meta(self, name: str, content: str) -> None:
        if name and content and len(self.meta) < limits.MOST_META:
            self.meta.setdefault(
                name.strip().lower()[:100], content.strip()[: limits.LONGEST_META]
            )

    def add_load(self, target: str | None, load: Load) -> None:
        if not target:
            return
        seen = self._seen[load]
        if target in seen or len(seen) >= limits.MOST_LOADS_OF_A_KIND:
            return
        seen.add(target)
        address = self.addresses.absolute(target)
        if host := host_of(address):
            self.loads.append(Loaded(address, host, load))

    def add_image(self, address: str, text: str | None) -> None:
        if len(self.images) < limits.MOST_IMAGES:
            kept = text.strip()[: limits.LONGEST_META] if text is not None else None
            self.images.append(Image(self.addresses.absolute(address), kept))

    def add_pop_up(self, sign: str) -> None:
        if len(self.pop_ups) < limits.MOST_SIGNS:
            self.pop_ups.setdefault(sign)

    def add_shop_sign(self, sign: str) -> None:
        if len(self.shop_signs) < limits.MOST_SIGNS:
            self.shop_signs.setdefault(sign)

    def read_script(self, text: str, sign_words: tuple[str, ...]) -> None:
        """An inline script: which others it fetches, whether it opens windows."""
        if self._script_text > limits.MOST_SCRIPT_TEXT:
            return
        text = text[: limits.LONGEST_SCRIPT]
        self._script_text += len(text)
        if "window.open(" in text:
            self.add_pop_up("window.open")
        self.code_signs.update(word for word in sign_words if word in text)
        if "//" not in text and "\\/\\/" not in text:
            return
        is_loader = len(text) <= _LONGEST_LOADER and "createElement" in text
        for found in _first_addresses(text):
            if is_loader or _SCRIPT_FILE.search(found):
                self.add_load(found, Load.SCRIPT)


def _first_addresses(text: str) -> list[str]:
    found: dict[str, None] = {}
    for match in _IN_SCRIPT.finditer(text.replace("\\/", "/")):
        found.setdefault(match[1])
        if len(found) >= limits.MOST_SCRIPT_ADDRESSES:
            break
    return list(found)
