"""BibTeX, in UTF-8, as BibLaTeX and today's reference managers read it.

Letters of every script stay as they are; only what TeX would take for a command is
escaped. Types that old styles do not know (``@online``) they set like ``@misc``.
"""

from collections.abc import Iterable, Iterator, Mapping

from medagora.catalogue.domain.citing.works import Work
from medagora.catalogue.domain.words import Kind
from medagora.kernel import languages

MEDIA_TYPE = "application/x-bibtex"

_TYPES: Mapping[Kind, str] = {
    Kind.JOURNAL: "periodical",
    Kind.PODCAST: "audio",
    Kind.VIDEO_CHANNEL: "video",
    Kind.APP: "software",
    Kind.TOOL: "software",
    Kind.GUIDELINE: "report",
}
_USUAL = "online"
#: Where each type says who made it known.
_MAKER = {"report": "institution", "online": "organization", "software": "organization"}
_ESCAPES = {
    ord("\\"): r"\textbackslash{}",
    ord("{"): r"\{",
    ord("}"): r"\}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
    **{ord(sign): f"\\{sign}" for sign in "#$%&_"},
}
#: In fields that are taken letter by letter a brace has only its other spelling.
_VERBATIM = {ord("\\"): "%5C", ord("{"): "%7B", ord("}"): "%7D", ord(" "): "%20"}


def write(works: Iterable[Work]) -> str:
    """A file of entries, each named by its work's key."""
    return "\n".join(map(_entry, works))


def escape(text: str) -> str:
    """The text so that TeX prints it as it stands. Braces stand in pairs as readers
    count them: a lone one is given its command."""
    balanced = _is_balanced(text)
    escapes = _ESCAPES
    if not balanced:
        escapes = _ESCAPES | {
            ord("{"): r"\textbraceleft{}",
            ord("}"): r"\textbraceright{}",
        }
    return text.translate(escapes)


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def type_of(work: Work) -> str:
    if work.is_paper:
        return "article"
    return _TYPES.get(work.kind, _USUAL) if work.kind else _USUAL


def _entry(work: Work) -> str:
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(work))
    return f"@{type_of(work)}{{{work.key},\n{fields}\n}}\n"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    """Names and written values, empty ones left out."""
    # braces within: neither small letters nor "last, first" for names of bodies
    found = {
        "title": f"{{{escape(work.title)}}}",
        "author": " and ".join(f"{{{escape(name)}}}" for name in work.authors),
        _MAKER.get(type_of(work), "publisher"): escape(work.publisher),
        "location": escape(work.country),
        "type": escape(work.genre),
        "language": escape(_languages(work.languages)),
        "url": work.address.translate(_VERBATIM),
        "urldate": work.seen_on.isoformat(),
        "doi": work.doi.translate(_VERBATIM),
        "issn": work.issn,
        "abstract": escape(work.abstract),
        "keywords": escape(", ".join(work.topics)),
        "note": escape(work.note),
    }
    return ((name, value) for name, value in found.items() if value)


def _languages(codes: Iterable[str]) -> str:
    """In English, as BibLaTeX names them; several as it lists them."""
    return " and ".join(languages.name_in(code, "en") for code in codes)
