"""Going through the site page by page, until everything linked to is there."""

import shutil
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from medagora.catalogue import queries as catalogue
from medagora.curation.services.export_files import DOWNLOADS
from medagora.kernel.languages import FINISHED
from medagora.kernel.refusals import BadInput, Conflict
from medagora.site.services.static_copy.desk import Desk, open_desk
from medagora.site.services.static_copy.finding import (
    index_files,
    languages_of_index,
)
from medagora.site.services.static_copy.pages import links_of
from medagora.site.services.static_copy.places import file_of
from medagora.site.services.static_copy.writing import INDEX, Copied, Order, put
from medagora.topics import queries as topics

#: Told how many pages are written, and how many are known so far.
Progress = Callable[[int, int], None]
#: Says that a folder holds a copy of ours, which may be replaced.
MARK = ".medagora-copy"


@dataclass
class CopyReport:
    """What was written, and which addresses did not answer."""

    pages: int = 0
    files: int = 0
    bytes: int = 0
    absent: set[str] = field(default_factory=set)


def no_progress(_done: int, _known: int) -> None:
    """For whoever does not watch."""


def copy_site(
    folder: Path,
    *,
    codes: Sequence[str] = FINISHED,
    progress: Progress = no_progress,
    jobs: int = 1,
) -> CopyReport:
    """Writes the copy into the folder, whole or not at all, in so many processes.

    BadInput for a language without pages, Conflict for a folder that holds something
    else than an older copy.
    """
    if missing := [code for code in codes if code not in FINISHED]:
        raise BadInput("There are no pages in %(missing)s.", missing=missing[0])
    _check_free(folder)
    partial = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        report = _Copy(partial, tuple(codes)).run(progress, jobs=jobs)
        if folder.exists():
            shutil.rmtree(folder)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return report


def _check_free(folder: Path) -> None:
    if not folder.exists() or (folder / MARK).exists():
        return
    if not folder.is_dir() or any(folder.iterdir()):
        raise Conflict(
            "%(folder)s holds something else than a copy of this site. Name a new or "
            "an empty folder.",
            folder=folder,
        )


class _Copy:
    """One copy while it is made."""

    def __init__(self, folder: Path, codes: tuple[str, ...]) -> None:
        self._folder = folder
        self._codes = codes
        self._waiting = deque(self._first_addresses())
        self._known = set(self._waiting)
        self.report = CopyReport()

    def run(self, progress: Progress, *, jobs: int) -> CopyReport:
        languages = self._write_index()
        with open_desk(
            Order(self._folder, self._codes, tuple(languages)), jobs
        ) as desk:
            while self._waiting or desk.is_busy:
                while self._waiting and desk.has_room:
                    desk.give(self._waiting.popleft())
                self._note(desk.take())
                progress(self.report.pages + self.report.files, len(self._known))
            self._mend(desk)
        self._write("index.html", self._front_door())
        self._write(MARK, b"This folder holds a copy of a site; it may be replaced.\n")
        return self.report

    def _first_addresses(self) -> Iterator[str]:
        """What is public, also if no page should link to it."""
        for code in self._codes:
            yield f"/{code}/"
            yield f"/{code}/search/"
            for slug in topics.ids_by_slug():
                yield f"/{code}/topics/{slug}/"
            for uid in catalogue.published_uids():
                yield f"/{code}/resource/{uid}/"
        for name in DOWNLOADS:
            yield f"/export/{name}"

    def _note(self, copied: Copied) -> None:
        if copied.is_absent:
            self.report.absent.add(copied.address)
            return
        self.report.pages += copied.is_page
        self.report.files += not copied.is_page
        self.report.bytes += copied.size
        for found in copied.leads_to:
            if found not in self._known:
                self._known.add(found)
                self._waiting.append(found)

    def _mend(self, desk: Desk) -> None:
        """Takes out the links to what did not answer, which nobody knew before."""
        absent = frozenset(self.report.absent)
        gone = {file_of(address) for address in absent}
        for address in sorted(self._known - absent) if gone else ():
            path = self._folder / file_of(address)
            if path.suffix == ".html" and not gone.isdisjoint(
                links_of(path.read_bytes(), file_of(address))
            ):
                desk.give(address, absent)
                desk.take()

    def _write(self, name: str, content: bytes) -> None:
        put(self._folder / name, content)
        self.report.files += 1
        self.report.bytes += len(content)

    def _write_index(self) -> list[str]:
        written = []
        for name, content in index_files():
            self._write(f"{INDEX}/{name}", content)
            written.append(name)
        return languages_of_index(written)

    def _front_door(self) -> bytes:
        """The page at the top: it leads into the languages."""
        context = {
            "site_name": settings.CONFIG.site_name,
            "codes": self._codes,
            "first": self._codes[0],
        }
        return render_to_string("site/static_front.html", context).encode()
