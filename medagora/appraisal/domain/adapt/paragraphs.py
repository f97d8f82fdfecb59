"""Lines of a printed page put together to paragraphs.

A PDF knows lines at places. What tells where a paragraph ends: empty lines, list
marks, and that the next word would still have fitted.
"""

import re

from medagora.appraisal.domain.adapt.plain_text import looks_like_heading
from medagora.appraisal.domain.adapt.running_text import Place, RunningText
from medagora.appraisal.domain.page import BlockKind

_ITEM = re.compile(r"\s{0,12}(?:[-*•‣◦▪·–\uf0b7\uf0a7]|\d{1,2}[.)])\s+")
_ENDS = tuple(".!?…。！？؟")
_PAGE_NUMBER = re.compile(
    r"\s*(?:page|seite|página|oldal)?\s*\d{1,4}(?:\s*/\s*\d+)?\s*"
)
#: "Date: March 2024", "Verfasst von: …" at the start of a line.
_LABEL = re.compile(r"[^\W\d_]{2,30}(?: [^\W\d_]{2,30}){0,3}: \S")
#: Lines this much shorter than those around them were ended on purpose.
_SHORT = 0.6
#: So many lines before and after tell how wide a column is.
_NEAR = 3


def join_lines(lines: list[str], running: RunningText) -> None:
    """Lines of one page as blocks; what a page ends with may go on on the next."""
    width = _column(lines)
    for index, line in enumerate(lines):
        if not line.strip() or _PAGE_NUMBER.fullmatch(line[:40].lower()):
            running.close()
            continue
        after = lines[index + 1] if index + 1 < len(lines) else ""
        _add_line(running, line, after, width)
        near = max(map(len, lines[max(0, index - _NEAR) : index + _NEAR + 1]))
        if _is_last_of_paragraph(line.strip(), after.strip(), near):
            running.close()


def _add_line(running: RunningText, line: str, after: str, width: int) -> None:
    if item := _ITEM.match(line):
        running.close()
        running.place = Place(kind=BlockKind.LIST_ITEM)
        line = line[item.end() :]
    elif running.is_between:
        is_heading = looks_like_heading(line) and not after[:1].islower()
        if is_heading and len(line.strip()) < 0.8 * width:
            running.place = Place(kind=BlockKind.HEADING, level=2)
            running.add(line)
            running.close()
            return
        running.place = Place()
    if _is_parted(line, after):
        running.add(" " + line.rstrip()[:-1])
        running.glue()
        return
    running.add(" " + line)
    # a sentence that ends well before the edge ends its paragraph
    if line.rstrip().endswith(_ENDS) and len(line.rstrip()) < 0.75 * width:
        running.close()


def _is_last_of_paragraph(line: str, after: str, width: int) -> bool:
    """The next word would have fitted easily, or the next line is a label of its own
    ("Date: March 2024"): the line was ended on purpose."""
    word = after.split(maxsplit=1)[:1]
    if not word or word[0][0].islower() or line.endswith("-"):
        return False
    is_label = len(after) < _SHORT * width and _LABEL.match(after) is not None
    return is_label or len(line) + len(word[0]) < _SHORT * width


def _is_parted(line: str, after: str) -> bool:
    """A word goes on on the next line: "treat-" "ment"."""
    bare = line.rstrip()
    return (
        bare.endswith(("-", "\u2010"))
        and bare[-2:-1].isalpha()
        and (after.lstrip()[:1].islower())
    )


def _column(lines: list[str]) -> int:
    """How wide most lines are: the longest fifth does not count."""
    widths = sorted(len(line.strip()) for line in lines if line.strip())
    return widths[len(widths) * 4 // 5] if widths else 0
