"""A document of ours as PDF, by WeasyPrint, which fetches nothing from anywhere.

WeasyPrint needs Pango on the system. Where that is missing ``render`` refuses with a
sentence that names the packages, and the print view works as before.
"""

import ctypes
import logging
import mimetypes
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from medagora.kernel.refusals import Unavailable

#: What brings Pango, by the system that it is for.
PACKAGES = (
    "Debian, Ubuntu: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: pango; Alpine: pango; macOS: brew install pango"
)
#: What it is called on Linux, macOS and Windows.
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
#: Stands for this site in a document that is drawn; nobody has this name (RFC 2606).
_BASE = "https://sheet.invalid"
_STYLES = tuple(
    f"prescriptions/{name}.css" for name in ("sheet_fonts", "sheet", "sheet_lines")
)
#: The libraries share what they know about fonts; two at a time would mix it up.
_one_at_a_time = threading.Lock()
_log = logging.getLogger(__name__)


class Printer(Protocol):
    """Makes a PDF of a whole HTML document of ours."""

    def render(self, document: str) -> bytes: ...


class NoPdf(Unavailable):
    code = "no_pdf"


class WeasyPrinter:
    """The one that works. Its libraries (30 MB) are loaded for the first sheet."""

    def render(self, document: str) -> bytes:
        """With tags, so that a screen reader can read it too."""
        weasyprint = _loaded()
        with _one_at_a_time:
            fonts, styles, fetcher = _dress(weasyprint)
            html = weasyprint.HTML(
                string=document, base_url=f"{_BASE}/", url_fetcher=fetcher
            )
            pdf: bytes = html.write_pdf(
                font_config=fonts, stylesheets=styles, pdf_tags=True
            )
        return pdf


def has_pango() -> bool:
    """For the start and for the doctor; loads only what it looks for."""
    for name in _PANGO:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def _loaded() -> Any:
    """WeasyPrint looks for Pango when it is loaded: OSError where that is missing."""
    try:
        import weasyprint  # noqa: PLC0415 - see WeasyPrinter
    except (ImportError, OSError) as error:
        _log.warning("No PDF can be made: %s. Packages: %s", error, PACKAGES)
        raise NoPdf(
            "This site cannot make a PDF now: a library is missing on its server. "
            "Print the page instead; it looks the same. For whoever runs the site: "
            "install Pango (%(packages)s).",
            packages=PACKAGES,
        ) from error
    return weasyprint


@lru_cache(maxsize=1)
def _dress(weasyprint: Any) -> tuple[Any, list[Any], Any]:
    """Fonts and styles, read once: unpacking the fonts takes longer than a sheet."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - see WeasyPrinter

    # it warns of every rule that is for screens only
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    fetcher = _fetcher()
    fonts = FontConfiguration()
    styles = [
        weasyprint.CSS(
            url=f"{_BASE}{staticfiles_storage.url(name)}",
            font_config=fonts,
            url_fetcher=fetcher,
        )
        for name in _STYLES
    ]
    return fonts, styles, fetcher


def _fetcher() -> Any:
    """Serves our own static files, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - see WeasyPrinter

    class StaticOnly(URLFetcher):  # type: ignore[misc]  # untyped
        def fetch(self, url: str, headers: Any = None) -> Any:
            content = _static_file(url)
            kind = mimetypes.guess_type(urlsplit(url).path)[0]
            return URLFetcherResponse(
                url, content, {"Content-Type": kind or "application/octet-stream"}
            )

    return StaticOnly(allowed_protocols={"https"})


def _static_file(url: str) -> bytes:
    """ValueError for what is no static file of ours."""
    static = f"{_BASE}{settings.STATIC_URL}"
    if not url.startswith(static) or ".." in url:
        raise ValueError("a sheet needs nothing from elsewhere")
    name = unquote(urlsplit(url).path.removeprefix(settings.STATIC_URL))
    if found := finders.find(name):
        return Path(str(found)).read_bytes()
    with staticfiles_storage.open(name) as kept:
        content: bytes = kept.read()
    return content
