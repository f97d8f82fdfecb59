"""Lists of notices as files: Retraction Watch's table, and DOIs in JSON.

Everything in them is looked at; what cannot be used is reported with its place.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.reader.domain.notices import Nature, Row, clean_doi

#: Rows that one list may have; Retraction Watch had 70,000 in 2026.
MOST_ROWS = 2_000_000
#: Skipped rows that are named one by one; beyond, only counted.
MOST_NAMED = 1_000
_LONGEST_CELL = 2**20
_COLUMNS = ("RetractionNature", "OriginalPaperDOI", "RetractionDOI", "RetractionDate")
_NATURES = {
    "retraction": Nature.RETRACTION,
    "expression of concern": Nature.CONCERN,
    "correction": Nature.CORRECTION,
    "reinstatement": Nature.REINSTATEMENT,
}
#: Members of the JSON form.
_MEMBERS = {
    "retractions": Nature.RETRACTION,
    "concerns": Nature.CONCERN,
    "corrections": Nature.CORRECTION,
    "reinstatements": Nature.REINSTATEMENT,
}
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s.*)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T\s].*)?")


@dataclass
class Skipped:
    """One row that was left out: its line (in JSON, its member) and why."""

    place: str
    reason: str
    value: str = ""


@dataclass
class Report:
    """What was read and what was left out."""

    rows: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def skipped_count(self) -> int:
        return sum(self.reasons.values())

    def skip(self, place: str, reason: str, value: str = "") -> None:
        self.reasons[reason] = self.reasons.get(reason, 0) + 1
        if len(self.skipped) < MOST_NAMED:
            self.skipped.append(Skipped(place, reason, tidy(value[:120], limit=80)))


def read_csv(lines: Iterable[str], report: Report) -> Iterator[Row]:
    """The rows of Retraction Watch as Crossref publishes it. BadInput if it is none."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.DictReader(lines)
    try:
        names = [name.strip().lstrip("\ufeff") for name in reader.fieldnames or ()]
        reader.fieldnames = names
        if missing := [name for name in _COLUMNS if name not in names]:
            raise BadInput(
                "The file has no column “%(name)s”, so it is not the list of "
                "Retraction Watch.",
                name=missing[0],
            )
        for cells in reader:
            _count(report)
            if row := _row_of_cells(cells, str(reader.line_num), report):
                yield row
    except csv.Error as error:
        raise BadInput(
            "The table breaks off in line %(line)s: %(reason)s.",
            line=reader.line_num,
            reason=error,
        ) from None


def _count(report: Report) -> None:
    report.rows += 1
    if report.rows > MOST_ROWS:
        raise BadInput("The list has more than %(most)s rows.", most=MOST_ROWS)


def _row_of_cells(cells: dict[str, Any], line: str, report: Report) -> Row | None:
    nature, paper, notice, when = ((cells.get(name) or "").strip() for name in _COLUMNS)
    known = _NATURES.get(nature.lower())
    if known is None:
        report.skip(line, "This nature of a notice is not known.", nature)
        return None
    return _row(known, paper, notice, when, line, report)


def _row(
    nature: Nature, paper: str, notice: str, when: str, place: str, report: Report
) -> Row | None:
    doi = clean_doi(paper)
    if not doi:
        report.skip(place, "The paper has no DOI that can be read.", paper)
        return None
    return Row(nature, doi, clean_doi(notice), read_date(when))


def read_date(text: str) -> date | None:
    """ "6/25/2021 0:00" as Retraction Watch writes, or ISO; None for anything else."""
    if found := _AMERICAN.fullmatch(text):
        month, day, year = map(int, found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    with suppress(ValueError):
        return date(year, month, day)
    return None


def read_json(text: str, report: Report) -> list[Row]:
    """The rows of ``{"retractions": {doi: notice doi}, "concerns": {…}}``, and so for
    corrections and reinstatements. A notice may also be {"doi": …, "date": …}."""
    try:
        data = json.loads(text, object_pairs_hook=list)
    except (ValueError, RecursionError):
        raise BadInput("The file is neither JSON nor the table that we read.") from None
    members = dict(data) if _is_object(data) else {}
    if not any(_is_object(members.get(name)) for name in _MEMBERS):
        raise BadInput("The file holds no list of retractions.")
    rows: list[Row] = []
    for name, value in data:
        if name in _MEMBERS and _is_object(value):
            rows += _rows_of_member(name, value, report)
        elif isinstance(value, list):
            report.skip(str(name), "This part of the file is not known.")
    return rows


def _is_object(value: Any) -> bool:
    """Objects come as lists of pairs, so that a DOI that stands twice is seen twice."""
    return isinstance(value, list) and all(isinstance(pair, tuple) for pair in value)


def _rows_of_member(
    name: str, pairs: list[tuple[str, Any]], report: Report
) -> Iterator[Row]:
    for number, (paper, notice) in enumerate(pairs, start=1):
        _count(report)
        place = f"{name} {number}"
        about = dict(notice) if _is_object(notice) and notice else {"doi": notice}
        said, when = about.get("doi"), about.get("date")
        row = _row(
            _MEMBERS[name],
            paper,
            said if isinstance(said, str) else "",
            when if isinstance(when, str) else "",
            place,
            report,
        )
        if row:
            yield row
