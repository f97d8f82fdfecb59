"""Downloads for everybody: made once for each state of the content, then a file.

Who asks first gets the bytes while they are made; whoever asks for the same later
gets the file. So a large site is not read anew for each stranger's request.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from medagora.curation.services import exporting
from medagora.web.links import absolute

_PIECE = 64 * 1024
Produce = Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class Download:
    """One file that anybody may have."""

    name: str
    content_type: str
    produce: Produce


def page_of(uid: str) -> str:
    """The full address of our page about a resource, in the first language."""
    with translation.override("en"):
        path = reverse("site:resource-detail", args=[uid])
    return absolute(path)


DOWNLOADS = {
    download.name: download
    for download in (
        Download("resources.jsonl", "application/jsonl", exporting.everything),
        Download("resources.csv", "text/csv; charset=utf-8", exporting.table),
        Download(
            "feeds.opml",
            "text/x-opml; charset=utf-8",
            lambda: exporting.feed_list(settings.CONFIG.site_name),
        ),
        Download(
            "resources.jsonld",
            "application/ld+json",
            lambda: exporting.linked_data(page_of),
        ),
        Download("log.jsonl", "application/jsonl", exporting.log_lines),
    )
}


def open_download(download: Download, fingerprint: str) -> Iterator[bytes]:
    """Its bytes, from the file if they were made before."""
    path = _folder() / f"{fingerprint}-{download.name}"
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        yield from _make(download, path)
        return
    with stream:
        while piece := stream.read(_PIECE):
            yield piece


def _folder() -> Path:
    return Path(settings.HOME) / "exports"


def _make(download: Download, path: Path) -> Iterator[bytes]:
    """The bytes while they are made; the file gets its name after the last of them,
    so a reader who leaves early leaves no half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as partial:
        try:
            for piece in exporting.in_pieces(download.produce(), _PIECE):
                partial.write(piece)
                yield piece
            partial.flush()
            Path(partial.name).rename(path)
            _forget_older(path, download)
        finally:
            Path(partial.name).unlink(missing_ok=True)


def _forget_older(path: Path, download: Download) -> None:
    for other in path.parent.glob(f"*-{download.name}"):
        if other != path:
            other.unlink(missing_ok=True)
