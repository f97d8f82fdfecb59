"""What can stand on somebody else's site, and where its frame is.

A subject is named by the address of its page here: ``subject_of`` reads one back, for
oEmbed and for the page that hands out the HTML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, get_script_prefix, resolve, reverse
from django.utils import translation
from django.utils.html import format_html

from medagora.kernel import languages
from medagora.web.links import absolute

LONGEST_ADDRESS = 2000
WIDTH, HEIGHT, HEIGHT_OF_ONE = 600, 480, 260

#: The page of each kind, and what its address calls the key.
PAGES: Mapping[str, tuple[str, str]] = {
    "topic": ("site:topic-detail", "slug"),
    "collection": ("catalogue:collection-detail", "uid"),
    "resource": ("site:resource-detail", "uid"),
    "prescribed": ("community:professional", "uid"),
}
_KINDS = {view: (kind, name) for kind, (view, name) in PAGES.items()}


@dataclass(frozen=True)
class Subject:
    """A page of ours in one language."""

    kind: str
    key: str
    language: str

    @property
    def page(self) -> str:
        """Its path."""
        view, name = PAGES[self.kind]
        with translation.override(self.language):
            return reverse(view, kwargs={name: self.key})

    @property
    def frame(self) -> str:
        """The path of its widget."""
        return reverse("embed", args=[self.language, self.kind, self.key])

    @property
    def height(self) -> int:
        return HEIGHT_OF_ONE if self.kind == "resource" else HEIGHT


def subject_of(address: str) -> Subject | None:
    """What a full address or a path of ours leads to, if it can be embedded."""
    path = _own_path(address)
    code = path.removeprefix("/").partition("/")[0]
    if code not in languages.FINISHED:
        return None
    try:
        with translation.override(code):
            match = resolve(path)
    except Resolver404:
        return None
    if match.view_name == "embed":
        return None
    kind, name = _KINDS.get(match.view_name, ("", ""))
    return Subject(kind, match.kwargs[name], code) if kind else None


def _own_path(address: str) -> str:
    """Without the site and the prefix under which it runs; "" for others' pages."""
    address = address.strip()
    if len(address) > LONGEST_ADDRESS:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.netloc.lower()
    except ValueError:
        return ""
    ours = urlsplit(settings.CONFIG.site_url).netloc.lower()
    if parts.scheme in {"http", "https"}:
        if host != ours:
            return ""
    elif parts.scheme or host or not address.startswith("/"):
        return ""
    return "/" + parts.path.removeprefix(get_script_prefix())


def html_of(
    subject: Subject,
    title: str,
    *,
    width: int = WIDTH,
    height: int = 0,
    query: str = "",
) -> str:
    """The frame as others paste it; it may run no script and send no form."""
    return format_html(
        '<iframe src="{}{}" title="{}" width="{}" height="{}" loading="lazy" '
        'referrerpolicy="no-referrer" sandbox="allow-popups '
        'allow-popups-to-escape-sandbox" style="border:0;max-width:100%"></iframe>',
        absolute(subject.frame),
        query,
        title,
        width,
        height or subject.height,
    )
