"""PDF documents that hold text, as blocks.

A PDF knows lines at places, not paragraphs: they are put together again by empty
lines, list marks, word parts and the width of the column. pypdf is loaded when the
first PDF comes: a web page needs none of it.
"""

import contextlib
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from medagora.appraisal.domain.adapt import limits
from medagora.appraisal.domain.adapt.paragraphs import join_lines
from medagora.appraisal.domain.adapt.pdf_weight import weight_of
from medagora.appraisal.domain.adapt.running_text import RunningText

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

#: What pypdf and its parts raise for documents that are not what they say.
_PDF_FAILURES = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError,
    RecursionError, AssertionError, NotImplementedError, ZeroDivisionError, EOFError,
    OSError, MemoryError, UnicodeError, StopIteration, ArithmeticError,
    struct.error, zlib.error,
)  # fmt: skip
_Failures = tuple[type[Exception], ...]
#: Of pypdf. It calls no program of the machine: pictures are not looked at.
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": limits.LONGEST_PDF_STREAM,
    "lzw_maximum_output_length": limits.LONGEST_PDF_STREAM,
    "run_length_maximum_output_length": limits.LONGEST_PDF_STREAM,
    "array_based_stream_maximum_output_length": limits.LONGEST_PDF_STREAM,
    "stream_decoding_work_maximum_length": 4 * limits.LONGEST_PDF_STREAM,
    "stream_filters_maximum_length": 4,
    "page_tree_maximum_entries": 20_000,
    "page_tree_maximum_page_entries": 100_000,
    "xform_maximum_invocations_per_extraction": limits.MOST_PDF_FORMS,
    "jbig2dec_binary": None,
}
_DIGITS = re.compile(r"\d+")
#: A line on so many pages is a running head.
_SEVERAL = 3


@dataclass(slots=True)
class Portable:
    """What a PDF holds. ``failure`` is "" or "broken", "password"."""

    running: RunningText = field(default_factory=RunningText)
    title: str = ""
    author: str = ""
    language: str = ""
    created: str = ""
    modified: str = ""
    links: list[str] = field(default_factory=list)
    is_cut: bool = False
    failure: str = ""


def read_portable(body: bytes) -> Portable:
    """Text and what the document says of itself; never an error."""
    import pypdf  # noqa: PLC0415 - see above
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - see above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    document = Portable()
    failures = (PyPdfError, *_PDF_FAILURES)
    with pypdf.apply_configuration(**_LIMITS):
        try:
            reader = pypdf.PdfReader(BytesIO(body), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                document.failure = "password"
                return document
            pages = _pages_of(reader, document)
        except failures:
            document.failure = "broken"
            return document
        sheets = list(_sheets_of(pages, document, failures))
        # a document may be silent or wrong about itself
        with contextlib.suppress(*failures):
            _read_about(reader, document)
    for lines in _without_running_heads(sheets):
        join_lines(lines, document.running)
    document.running.close()
    document.is_cut = document.is_cut or document.running.is_full
    return document


def _pages_of(reader: "PdfReader", document: Portable) -> "list[PageObject]":
    count = len(reader.pages)
    document.is_cut = count > limits.MOST_PDF_PAGES
    return [reader.pages[n] for n in range(min(count, limits.MOST_PDF_PAGES))]


def _sheets_of(
    pages: "Sequence[PageObject]", document: Portable, failures: _Failures
) -> Iterator[list[str]]:
    """The lines of each page. Drawings and maps are left out: their text is labels,
    and they take minutes."""
    left, failed = limits.HEAVIEST_PDF, 0
    for page in pages:
        try:
            weight = weight_of(page)
            left -= min(weight, limits.HEAVIEST_PDF_PAGE)
            lines = None
            if weight <= limits.HEAVIEST_PDF_PAGE and left >= 0:
                lines = _lines_of(page, document)
        except failures:
            lines = None
        if lines is not None:
            yield lines
            continue
        failed += 1
        document.is_cut = True
        if failed > limits.MOST_PDF_FAILURES or left < 0:
            return


def _lines_of(page: "PageObject", document: Portable) -> list[str]:
    if "/Contents" not in page:
        return []
    lines = page.extract_text()[: limits.LONGEST_TEXT].split("\n")
    for address in _addresses_of(page):
        if len(document.links) < limits.MOST_PDF_LINKS:
            document.links.append(address)
    return lines


def _without_running_heads(sheets: list[list[str]]) -> list[list[str]]:
    """Pages without the line that stands at the top or foot of several of them."""
    bare = [[line for line in lines if line.strip()] for lines in sheets]
    ends = [lines[at] for lines in bare if lines for at in {0, len(lines) - 1}]
    counts = Counter(_DIGITS.sub("", line).strip() for line in ends)
    running = {line for line, count in counts.items() if count >= _SEVERAL}
    kept = []
    for lines in sheets:
        shown = [n for n, line in enumerate(lines) if line.strip()]
        edges = {shown[0], shown[-1]} if shown else set()
        kept.append(
            [
                line
                for n, line in enumerate(lines)
                if n not in edges or _DIGITS.sub("", line).strip() not in running
            ]
        )
    return kept


def _addresses_of(page: "PageObject") -> Iterator[str]:
    annotations: Any = page.get("/Annots") or ()
    for reference in list(annotations)[: limits.MOST_PDF_LINKS]:
        action = reference.get_object().get("/A")
        target = action.get_object().get("/URI") if action is not None else None
        if isinstance(target, str):
            yield target


def _read_about(reader: "PdfReader", document: Portable) -> None:
    language = reader.trailer["/Root"].get_object().get("/Lang")  # type: ignore[union-attr]  # a broken one is caught as any other
    document.language = str(language or "")[:40]
    about = reader.metadata
    if about is None:
        return
    title = _line(about.get("/Title"), limits.LONGEST_TITLE)
    document.title = title.removeprefix("Microsoft Word - ")
    document.author = _line(about.get("/Author"), limits.LONGEST_WORDS)
    document.created = _line(about.get("/CreationDate"), limits.LONGEST_RAW_DATE)
    document.modified = _line(about.get("/ModDate"), limits.LONGEST_RAW_DATE)


def _line(value: object, longest: int) -> str:
    return " ".join(str(value).split())[:longest] if value is not None else ""
