"""Which addresses are copied, and in which file each comes to lie."""

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

_SLUG = r"[-\w]+"
#: Pages below a language's prefix, with the parameters under which they are copied.
#: Others are left out on purpose: orders and filters would multiply the pages.
_PAGES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), frozenset(parameters.split()))
    for pattern, parameters in (
        (r"", ""),
        (r"new/", "language page"),
        (r"topics/", "kind system letter unnamed page"),
        (rf"topics/{_SLUG}/", "language kind page"),
        (rf"resource/{_SLUG}/", ""),
        (r"collections/", "language page"),
        (rf"collections/{_SLUG}/", "page"),
        (rf"appraisal/(instruments/)?({_SLUG}/)?", ""),
        (rf"(new|(topics|collections)/{_SLUG})/feed\.(atom|json)", ""),
        (r"log/", "before"),
        (r"log/\d+/", ""),
        (r"search/", ""),
        (r"(about|privacy|accessibility|feeds|exports|how-we-choose)/", ""),
    )
)
#: Pages that look like the above and are for people with an account.
_PRIVATE = re.compile(r"collections/(new|mine|add)/|appraisal/mine/")
#: Files for programs, without a language.
_FILES = re.compile(r"/(log\.(atom|jsonl?)|(export|appraisal)/[-\w]+\.[-\w.]+)")
_STATIC = "/static/"


@dataclass(frozen=True)
class Places:
    """The languages that are copied, and where the site lives now."""

    languages: Collection[str]
    site_url: str

    def address_of(self, link: str, page: str) -> str | None:
        """The address that a link on a page leads to, in its one spelling, without
        its fragment; None if it leads to something that is not copied."""
        parts = urlsplit(urljoin(self.site_url + page, link))
        if f"{parts.scheme}://{parts.netloc}" != self.site_url:
            return None
        if parts.path.startswith(_STATIC) or _FILES.fullmatch(parts.path):
            return parts.path
        return self._page_address(parts.path, dict(parse_qsl(parts.query)))

    def _page_address(self, path: str, query: dict[str, str]) -> str | None:
        code, _slash, rest = path.removeprefix("/").partition("/")
        query.pop("chosen", None)  # a choice of language that a server remembers
        if code not in self.languages or _PRIVATE.match(rest):
            return None
        asked = query.get("language", "")
        if asked == code or (asked in self.languages and "topics/" in rest):
            code = query.pop("language")  # the same list in its own language
        for pattern, parameters in _PAGES:
            if pattern.fullmatch(rest):
                if not parameters.issuperset(query):
                    return None
                line = urlencode(sorted(query.items()))
                return f"/{code}/{rest}" + (f"?{line}" if line else "")
        return None

    def is_account(self, link: str, page: str) -> bool:
        """True for pages of accounts, such as signing in."""
        path = urlsplit(urljoin(self.site_url + page, link)).path
        return path.partition("/account/")[0].count("/") == 1 and "/account/" in path

    def is_elsewhere(self, link: str, page: str) -> bool:
        """True for links that lead off the site, or to a place on the same page."""
        if link.startswith(("#", "mailto:", "tel:", "data:")):
            return True
        parts = urlsplit(urljoin(self.site_url + page, link))
        return f"{parts.scheme}://{parts.netloc}" != self.site_url


def file_of(address: str) -> str:
    """Where an address lies: ``en/new/index.page-2.html`` for ``/en/new/?page=2``.

    Links name the file, because a folder on a disk has no index page.
    """
    parts = urlsplit(address)
    path = parts.path.removeprefix("/")
    if not path.endswith("/") and path:
        return path
    pairs = parse_qsl(parts.query)
    marks = "".join(f".{_safe(name)}-{_safe(value)}" for name, value in pairs)
    return f"{path}index{marks}.html"


def _safe(text: str) -> str:
    """Words and digits stay; anything else becomes its code, so two never collide."""
    return re.sub(r"[^\w]", lambda match: f"_{ord(match.group()):x}_", text)


def relative(address: str, page: str) -> str:
    """From one copied page to another, as a link."""
    here = posixpath.dirname(file_of(page)) or "."
    return posixpath.relpath(file_of(address), here)
