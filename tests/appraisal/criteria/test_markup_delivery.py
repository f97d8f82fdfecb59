"""How the page came: read or not, encrypted or not, in which language."""

import pytest

from medagora.appraisal.domain.criteria.markup import CRITERIA, look
from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.appraisal.domain.page import Load, Loaded, Medium, Page, PageState
from tests.appraisal.building import build_page

LONG = "High blood pressure often has no signs. " * 8


def _found(page: Page, criterion: Criterion) -> Finding:
    return next(one for one in look(page) if one.criterion is criterion)


@pytest.mark.parametrize("state", PageState)
@pytest.mark.parametrize("medium", Medium)
def test_every_page_has_one_finding_for_each_criterion(
    state: PageState, medium: Medium
) -> None:
    page = Page("https://health.example.org/", state, medium)

    assert sorted(one.criterion for one in look(page)) == sorted(CRITERIA)


@pytest.mark.parametrize(
    ("state", "reason", "said", "answer"),
    [
        (PageState.READ, "", "page.read", Answer.PRESENT),
        (PageState.READ, "cut", "page.cut", Answer.PRESENT),
        (PageState.EMPTY, "", "page.empty", Answer.ABSENT),
        (PageState.EMPTY, "scripts", "page.empty_scripts", Answer.ABSENT),
        (PageState.WALLED, "robots", "page.walled_robots", Answer.ABSENT),
        (PageState.WALLED, "login", "page.walled_login", Answer.ABSENT),
        (PageState.WALLED, "payment", "page.walled_payment", Answer.ABSENT),
        (PageState.WALLED, "password", "page.walled_password", Answer.ABSENT),
        (PageState.WRONG_TYPE, "", "page.wrong_type", Answer.ABSENT),
        (PageState.BROKEN, "", "page.broken", Answer.ABSENT),
        (PageState.TOO_BIG, "", "page.too_big", Answer.ABSENT),
    ],
)
def test_what_came_is_said(
    state: PageState, reason: str, said: str, answer: Answer
) -> None:
    found = _found(build_page(LONG, state=state, reason=reason), Criterion.PAGE)

    assert (found.said, found.answer) == (said, answer)


def test_of_a_page_that_was_not_read_the_rest_is_left_open() -> None:
    findings = look(build_page(state=PageState.BROKEN))

    left = {one.said for one in findings if one.answer is Answer.CANNOT_TELL}
    assert left == {"not_read"}


@pytest.mark.parametrize(
    ("address", "said", "answer"),
    [
        ("https://a.example.org/", "https.yes", Answer.PRESENT),
        ("http://a.example.org/", "https.no", Answer.ABSENT),
        ("", "https.no_address", Answer.CANNOT_TELL),
        ("leaflet.html", "https.no_address", Answer.CANNOT_TELL),
    ],
)
def test_the_address_tells_whether_the_way_is_encrypted(
    address: str, said: str, answer: Answer
) -> None:
    found = _found(build_page(LONG, address=address), Criterion.HTTPS)

    assert (found.said, found.answer) == (said, answer)


def test_parts_that_come_without_encryption_are_told() -> None:
    part = Loaded("http://b.example.net/x.js", "b.example.net", Load.SCRIPT)

    found = _found(build_page(LONG, loads=(part,)), Criterion.HTTPS)

    assert (found.said, found.facts) == ("https.mixed", {"count": 1})
    assert found.quotes[0].words == "http://b.example.net/x.js"


def test_the_language_is_told_or_left_open() -> None:
    known = _found(build_page(LONG, language="hu"), Criterion.LANGUAGE)
    short = _found(build_page("Rövid", language="hu"), Criterion.LANGUAGE)
    unknown = _found(build_page(LONG, language=""), Criterion.LANGUAGE)

    assert known.facts == {"language": "hu"}
    assert short.confidence < known.confidence
    assert unknown.answer is Answer.CANNOT_TELL


@pytest.mark.parametrize(
    ("attribute", "language", "text", "said", "answer"),
    [
        ("en-GB", "en", LONG, "language_marked.yes", Answer.PRESENT),
        ("nb", "no", LONG, "language_marked.yes", Answer.PRESENT),
        ("en", "hu", LONG, "language_marked.wrong", Answer.ABSENT),
        ("", "en", LONG, "language_marked.no", Answer.ABSENT),
        ("english!", "en", LONG, "language_marked.no", Answer.ABSENT),
        ("en", "en", "Short", "language_marked.unchecked", Answer.PRESENT),
        ("en", "", LONG, "language_marked.unchecked", Answer.PRESENT),
    ],
)
def test_the_mark_is_compared_with_the_text(
    attribute: str, language: str, text: str, said: str, answer: Answer
) -> None:
    page = build_page(text, language=language, language_attribute=attribute)

    found = _found(page, Criterion.LANGUAGE_MARKED)

    assert (found.said, found.answer) == (said, answer)
