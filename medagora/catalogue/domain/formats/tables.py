"""Tables (CSV): any delimiter, any names of columns."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, TextIO

from medagora.catalogue.domain.formats.columns import (
    choose_fields,
    draft_of,
    guess_fields,
)
from medagora.catalogue.domain.formats.encodings import find_encoding, text_of
from medagora.catalogue.domain.formats.rows import (
    Item,
    Remark,
    resource_row,
    skipped,
)
from medagora.kernel.refusals import BadInput

_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Heading:
    """The first row of a table: its names, and which fields they look like."""

    names: tuple[str, ...]
    fields: Mapping[str, int] = field(default_factory=dict)
    delimiter: str = ","


def read_heading(stream: BinaryIO) -> Heading:
    """The names of the columns, for a person who maps them to fields."""
    with text_of(stream, find_encoding(stream).codec) as lines:
        return _heading(lines)


def read(
    stream: BinaryIO, *, language: str, kind: str, columns: Mapping[str, str]
) -> Iterator[Item]:
    """A row for each row below the heading; ``columns`` is field -> column's name."""
    encoding = find_encoding(stream)
    if encoding.remark:
        yield Remark(encoding.remark)
    with text_of(stream, encoding.codec) as lines:
        heading = _heading(lines)
        fields = choose_fields(heading.names, columns, heading.fields)
        for line, cells in _rows(lines, heading.delimiter):
            if line == 1 or not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(heading.names):
                yield skipped(line, "It has more cells than the heading.", cells[0])
                continue
            draft, words = draft_of(cells, fields, language=language, kind=kind)
            yield resource_row(line, draft, words=words)


def _heading(lines: TextIO) -> Heading:
    """Under the delimiter that gives the most names we know, then the most names."""
    first = lines.readline()
    lines.seek(0)
    best: tuple[int, int] = (-1, -1)
    heading = Heading(())
    for delimiter in _DELIMITERS:
        names = _split_first(lines, first, delimiter)
        fields = guess_fields(names)
        rank = (len(fields), len(names))
        if rank > best:
            best, heading = rank, Heading(tuple(names), fields, delimiter)
    if not any(heading.names):
        raise BadInput("Line 1 should name the columns, but it is empty.")
    return heading


def _split_first(lines: TextIO, first: str, delimiter: str) -> list[str]:
    """The cells of the first row, which may go over several lines if it is quoted."""
    if '"' not in first:
        return [name.strip() for name in first.strip().split(delimiter)]
    for _line, cells in _rows(lines, delimiter):
        return [cell.strip() for cell in cells]
    return []


def _rows(lines: TextIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins."""
    lines.seek(0)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise _fault(error, line) from None
        yield line, cells
        line = rows.line_num + 1


def _fault(error: csv.Error, line: int) -> BadInput:
    if "unexpected end" in str(error):
        return BadInput(
            "The file ends too early: the quoted cell that begins "
            "at line %(line)s has no end.",
            line=line,
        )
    return BadInput(
        "The row at line %(line)s cannot be read: %(error)s.", line=line, error=error
    )
