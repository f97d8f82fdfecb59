"""How the page came: could it be read, over a safe line, in which language."""

from collections.abc import Iterator

from medagora.appraisal.domain.findings import (
    Answer,
    Criterion,
    Finding,
    Quote,
    Where,
)
from medagora.appraisal.domain.page import Medium, Page, PageState, Region
from medagora.kernel import languages

_SURE = 0.95
_LIKELY = 0.8
#: The page says it of itself, and there was too little text to check it.
_UNCHECKED = 0.4
#: Reasons that have a sentence of their own.
_REASONS = {
    PageState.EMPTY: ("scripts",),
    PageState.WALLED: ("robots", "login", "payment", "password"),
}
#: Fewer letters of main text tell no language (as ``adapt.tongue``).
_ENOUGH = 120


def look_at_delivery(page: Page) -> Iterator[Finding]:
    """What came, and how."""
    yield _page(page)
    yield _https(page)


def _page(page: Page) -> Finding:
    facts = {"medium": str(page.medium)}
    if page.state is not PageState.READ:
        is_told = page.reason in _REASONS.get(page.state, ())
        said = f"page.{page.state}" + (f"_{page.reason}" if is_told else "")
        return Finding(Criterion.PAGE, Answer.ABSENT, _LIKELY, said, facts)
    said = "page.cut" if page.reason == "cut" else "page.read"
    return Finding(Criterion.PAGE, Answer.PRESENT, _SURE, said, facts)


def _https(page: Page) -> Finding:
    quotes = (Quote(page.address[:200], Where.ADDRESS),)
    if page.address.startswith("http://"):
        return Finding(Criterion.HTTPS, Answer.ABSENT, 1.0, "https.no", quotes=quotes)
    if not page.address.startswith("https://"):
        return Finding(Criterion.HTTPS, Answer.CANNOT_TELL, 0.0, "https.no_address")
    open_loads = [one for one in page.loads if one.address.startswith("http://")]
    if open_loads:
        return Finding(
            Criterion.HTTPS,
            Answer.PRESENT,
            _LIKELY,
            "https.mixed",
            {"count": len(open_loads)},
            tuple(Quote(one.address[:200], Where.MARKUP) for one in open_loads[:3]),
        )
    return Finding(Criterion.HTTPS, Answer.PRESENT, 1.0, "https.yes", quotes=quotes)


def look_at_language(page: Page) -> Iterator[Finding]:
    """The language, and whether the page marks it for screen readers."""
    yield _language(page)
    yield _language_marked(page)


def _language(page: Page) -> Finding:
    if not page.language:
        return _cannot(Criterion.LANGUAGE, "language.unknown")
    sure = _SURE if _is_told_by_text(page) else _UNCHECKED
    return Finding(
        Criterion.LANGUAGE,
        Answer.PRESENT,
        sure,
        "language.known",
        {"language": page.language},
    )


def _language_marked(page: Page) -> Finding:
    criterion, attribute = Criterion.LANGUAGE_MARKED, page.language_attribute
    if page.medium is Medium.PLAIN:
        return _cannot(criterion, "not_a_web_page")
    if not attribute:
        return Finding(criterion, Answer.ABSENT, _SURE, "language_marked.no")
    code = languages.primary(attribute)
    quotes = (Quote(attribute, Where.MARKUP),)
    facts = {"marked": code, "language": page.language}
    if not languages.is_known(code):
        return Finding(
            criterion, Answer.ABSENT, _SURE, "language_marked.no", facts, quotes
        )
    if not _is_told_by_text(page) or not page.language:
        return Finding(
            criterion,
            Answer.PRESENT,
            _UNCHECKED,
            "language_marked.unchecked",
            facts,
            quotes,
        )
    if _are_one(code, page.language):
        return Finding(
            criterion, Answer.PRESENT, _SURE, "language_marked.yes", facts, quotes
        )
    return Finding(
        criterion, Answer.ABSENT, _LIKELY, "language_marked.wrong", facts, quotes
    )


#: Codes that name one written language, or that guessers cannot tell apart.
_ONE = (
    {"no", "nb", "nn", "da"},
    {"hr", "bs", "sr", "sh"},
    {"id", "ms"},
    {"fil", "tl"},
    {"zh", "cmn", "yue"},
    {"he", "iw"},
    {"es", "gl", "ast"},
    {"fa", "prs"},
)


def _are_one(one: str, other: str) -> bool:
    return one == other or any({one, other} <= codes for codes in _ONE)


def _is_told_by_text(page: Page) -> bool:
    """There was enough main text to tell its language."""
    letters = sum(b.end - b.start for b in page.blocks if b.region is Region.MAIN)
    return letters >= _ENOUGH


def _cannot(criterion: Criterion, said: str) -> Finding:
    return Finding(criterion, Answer.CANNOT_TELL, 0.0, said)
