"""``medagora import medlineplus latest``: today's file, fetched from its makers."""

import re
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from medagora.kernel.refusals import Unavailable
from medagora.web import http

#: The page that names the files: a new one each day, Tuesday to Saturday.
INDEX = "https://medlineplus.gov/xml.html"
_FILE = re.compile(
    r"(?:https://medlineplus\.gov)?/xml/(mplus_topics_(\d{4}-\d{2}-\d{2})\.xml)"
)
_PAGE = http.Limits(seconds=60, body_bytes=5 * http.MEGABYTE)
_TOPICS = http.Limits(seconds=900, body_bytes=200 * http.MEGABYTE)

Fetch = Callable[[str, http.Limits], http.Response]


def fetch_from_web(address: str, limits: http.Limits) -> http.Response:
    return http.fetch_sync(address, limits=limits)


def fetch_latest(folder: Path, *, fetch: Fetch = fetch_from_web) -> Path:
    """The newest file of topics in the folder, downloaded unless it is there.

    Unavailable, with what to do instead, when it cannot be had.
    """
    page = _get(INDEX, _PAGE, fetch).decode("utf-8", "replace")
    name = newest_name(page)
    path = folder / name
    if not path.exists():
        data = _get(f"https://medlineplus.gov/xml/{name}", _TOPICS, fetch)
        folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_bytes(data)
        partial.rename(path)
    return path


def newest_name(page: str) -> str:
    """The name of the newest file that the page links to."""
    files = {match.group(2): match.group(1) for match in _FILE.finditer(page)}
    if not files:
        raise Unavailable(
            _(
                "The page of MedlinePlus names no file of topics any more. Download it "
                "by hand and give its path."
            )
        )
    return files[max(files)]


def _get(address: str, limits: http.Limits, fetch: Fetch) -> bytes:
    try:
        response = fetch(address, limits)
    except http.SwitchedOff:
        raise Unavailable(
            _(
                "This site is kept off the web (MEDAGORA_OUTSIDE=0). Download the file "
                "elsewhere and give its path."
            )
        ) from None
    except http.FETCH_FAILURES as failure:
        raise Unavailable(
            _(
                "%(address)s cannot be reached (%(reason)s). Try again later, or "
                "download the file elsewhere and give its path."
            )
            % {"address": address, "reason": failure.code}
        ) from None
    if response.status != 200:
        raise Unavailable(
            _("%(address)s answers with status %(status)s. Try again later.")
            % {"address": address, "status": response.status}
        )
    return response.body
