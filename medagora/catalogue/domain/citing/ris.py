"""RIS, the form that every reference manager takes: lines of a tag and a value.

https://en.wikipedia.org/wiki/RIS_(file_format) gathers the two specifications; the
tags here mean the same in both.
"""

from collections.abc import Iterable, Iterator, Mapping

from medagora.catalogue.domain.citing.works import Work
from medagora.catalogue.domain.words import Kind

MEDIA_TYPE = "application/x-research-info-systems"

_TYPES: Mapping[Kind, str] = {
    Kind.BLOG: "BLOG",
    Kind.PODCAST: "SOUND",
    Kind.VIDEO_CHANNEL: "VIDEO",
    Kind.JOURNAL: "JFULL",
    Kind.WIKI_PAGE: "ENCYC",
    Kind.APP: "COMP",
    Kind.TOOL: "COMP",
    Kind.SLIDES: "SLIDE",
    Kind.GUIDELINE: "RPRT",
}
_USUAL = "ELEC"
_END = "\r\n"


def write(works: Iterable[Work]) -> str:
    """Records with an empty line between them, each line ended as the form asks."""
    return _END.join(_record(work) for work in works)


def type_of(work: Work) -> str:
    if work.is_paper:
        return "JOUR"
    return _TYPES.get(work.kind, _USUAL) if work.kind else _USUAL


def _record(work: Work) -> str:
    return "".join(f"{tag}  - {value}{_END}" for tag, value in _lines(work))


def _lines(work: Work) -> Iterator[tuple[str, str]]:
    found = [
        ("ID", work.key),
        ("TI", work.title),
        *(("AU", _name(name)) for name in work.authors),
        ("PB", work.publisher),
        ("CY", work.country),
        ("M3", work.genre),
        ("LA", ", ".join(work.languages)),
        ("UR", work.address),
        ("Y2", work.seen_on.strftime("%Y/%m/%d/")),
        ("DO", work.doi),
        ("SN", work.issn),
        ("AB", work.abstract),
        *(("KW", topic) for topic in work.topics),
        ("N1", work.note),
        ("DB", work.found_in),
    ]
    yield "TY", type_of(work)
    yield from ((tag, value) for tag, value in found if value)
    yield "ER", ""


def _name(name: str) -> str:
    """A comma would divide it into last and first name; RIS has no way to say no."""
    return name.replace(", ", " – ").replace(",", " – ")
