"""The finding on the reading level of a page."""

import re
import tomllib
from importlib.resources import files

import pytest

from medagora.appraisal.domain.criteria.reading_level import look
from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.appraisal.domain.page import BlockKind, Page, PageState, Region
from tests.appraisal.building import build_page, heading, item

EASY = "The cat sat on the mat. It was a red cat. We like it. " * 10
HARD = (
    "Pharmacological interventions necessitate comprehensive multidisciplinary "
    "evaluation considering individual hypertension. "
) * 15
PLAINER = {"hypertension": "high blood pressure"}
SENTENCES: dict[str, str] = tomllib.loads(
    (files("medagora.appraisal.domain.criteria") / "said_reading.toml").read_text(
        encoding="utf-8"
    )
)["sentences"]


def _only(page: Page) -> Finding:
    (finding,) = look(page, PLAINER)
    return finding


def test_an_easy_text_keeps_to_the_advice() -> None:
    finding = _only(build_page(EASY))

    assert finding.criterion is Criterion.READING_LEVEL
    assert finding.answer is Answer.PRESENT
    assert finding.said == "reading_level.grade_within"
    assert finding.facts["band"] == 1


def test_a_hard_text_is_told_with_its_hard_words_and_their_places() -> None:
    page = build_page("Short.", HARD)

    finding = _only(page)

    assert finding.answer is Answer.ABSENT
    assert finding.said == "reading_level.grade_study"
    assert finding.facts["clinical"] == ("hypertension",)
    assert finding.facts["plainer"] == ("high blood pressure",)
    for quote in finding.quotes:
        assert quote.start is not None
        assert page.text[quote.start : quote.end] == quote.words


def test_only_paragraphs_and_list_items_of_the_main_text_count() -> None:
    menu = (BlockKind.PARAGRAPH, Region.NAVIGATION, HARD)
    table = (BlockKind.CELL, Region.MAIN, HARD)
    page = build_page(menu, table, heading(HARD), EASY, item(EASY))

    assert _only(page).facts == _only(build_page(EASY, item(EASY))).facts


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", EASY, "grade_within"),
        ("en", EASY.replace(". ", ", ") + "We go. " * 4, "grade_harder"),
        ("es", EASY, "easy"),
        ("fr", HARD, "hard"),
        ("hu", HARD, "seems_normal"),
        ("hu", HARD.replace(". ", ", "), "seems_hard"),
        ("hu", EASY, "seems_easy"),
        ("ja", "薬を飲む。" * 100, "characters"),
        ("en", "Too short.", "too_short"),
        ("", EASY, "no_language"),
        ("th", EASY, "no_formula"),
    ],
)
def test_each_outcome_has_its_own_sentence(language: str, text: str, code: str) -> None:
    finding = _only(build_page(text, language=language))

    assert finding.said == f"reading_level.{code}"
    assert SENTENCES[finding.said] % finding.facts


def test_what_is_indicative_cannot_tell() -> None:
    assert _only(build_page(HARD, language="hu")).answer is Answer.CANNOT_TELL


def test_a_page_that_was_not_read_has_no_level() -> None:
    assert list(look(build_page(EASY, state=PageState.WALLED), PLAINER)) == []


def test_sentences_name_only_facts_that_every_level_has() -> None:
    named = {
        name
        for sentence in SENTENCES.values()
        for name in re.findall(r"%\((\w+)\)s", sentence)
    }

    assert named == {"grade", "words_per_sentence"}
