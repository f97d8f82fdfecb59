"""The list of retracted papers: a file somebody has, or Crossref's newest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TextIO

from medagora.kernel.refusals import BadInput, Unavailable
from medagora.reader.domain.notice_lists import Report, read_csv, read_json
from medagora.reader.domain.notices import Row
from medagora.web import http

RETRACTION_WATCH = "Retraction Watch"
#: 70 MB in 2026.
LIMITS = http.Limits(seconds=900, body_bytes=300 * http.MEGABYTE)
#: JSON is read at one stroke.
_LARGEST_JSON = 100 * http.MEGABYTE

Fetch = Callable[[str, http.Limits], http.Response]


def fetch_from_web(address: str, limits: http.Limits) -> http.Response:
    return http.fetch_sync(address, limits=limits)


@dataclass
class NoticeList:
    """A list as it was read."""

    rows: list[Row]
    source: str
    report: Report = field(default_factory=Report)


def read_list(path: Path) -> NoticeList:
    """The rows of a file of either form. BadInput when it is neither."""
    if path.stat().st_size > LIMITS.body_bytes:
        raise BadInput(
            "The file is larger than %(most)s MB.",
            most=LIMITS.body_bytes // http.MEGABYTE,
        )
    report = Report()
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        first = _first_line(file)
        if first.lstrip().startswith("{"):
            text = first + file.read(_LARGEST_JSON)
            if file.read(1):
                raise BadInput("The file is too large to be a list in JSON.")
            return NoticeList(read_json(text, report), path.stem[:40], report)
        rows = list(read_csv(chain([first], file), report))
    return NoticeList(rows, RETRACTION_WATCH, report)


def _first_line(file: TextIO) -> str:
    """The first line that is not blank; a file of one endless line is no list."""
    while line := file.readline(2**20):
        if line.strip():
            return line
    return ""


def fetch_latest(address: str, folder: Path, *, fetch: Fetch = fetch_from_web) -> Path:
    """Downloads the newest list into the folder. Unavailable, with what to do instead,
    when it cannot be had; a broken download leaves the last one as it was."""
    try:
        response = fetch(address, LIMITS)
    except http.SwitchedOff:
        raise Unavailable(
            "This site is kept off the web (MEDAGORA_OUTSIDE=0). Download the list "
            "elsewhere and give its path."
        ) from None
    except http.FETCH_FAILURES as failure:
        raise Unavailable(
            "%(address)s cannot be reached (%(reason)s). Try again later, or download "
            "the list elsewhere and give its path.",
            address=address,
            reason=failure.code,
        ) from None
    if response.status != 200:
        raise Unavailable(
            "%(address)s answers with status %(status)s. Try again later.",
            address=address,
            status=response.status,
        )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "retraction_watch.csv"
    part = path.with_suffix(".part")
    part.write_bytes(response.body)
    part.replace(path)
    return path
