"""Sentences in six languages that must count for a criterion, and that must not."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from medagora.appraisal.domain.criteria import content
from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.appraisal.domain.word_lists import LANGUAGES
from tests.appraisal.building import Piece, build_page, heading, hits_of, sight

HERE = Path(__file__).parent
CONTENT = (
    *("aim", "audience", "claims", "stop_medicine"),
    *("how_it_works", "benefits", "harms"),
    *("absolute_numbers", "uncertainty", "alternatives", "doing_nothing"),
    *("quality_of_life", "shared_decision", "costs", "action", "summary", "selling"),
)


@lru_cache
def table(language: str) -> dict[str, Any]:
    text = (HERE / f"sentences_{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def rows(kind: str) -> list[Any]:
    return [
        pytest.param(language, name, sentence, id=f"{language}-{name}-{number}")
        for language in LANGUAGES
        for name in CONTENT
        for number, sentence in enumerate(table(language)[name][kind])
    ]


def findings_of(language: str, sentence: str) -> dict[Criterion, Finding]:
    """The findings of a page whose first words are the sentence; "# " is a heading."""
    piece: Piece = sentence
    if sentence.startswith("# "):
        piece = heading(sentence[2:])
    context = " ".join(table(language)["context"].split())
    page = build_page(piece, context, language=language)
    found = content.look(page, hits_of(page, "content"), sight())
    return {finding.criterion: finding for finding in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_context_alone_holds_no_evidence(language: str) -> None:
    found = findings_of(language, "…")

    present = [name for name, one in found.items() if one.answer is Answer.PRESENT]
    open_ = {one.said for one in found.values() if one.answer is Answer.CANNOT_TELL}
    assert present == []
    assert open_ == set()


@pytest.mark.parametrize(("language", "name", "sentence"), rows("counts"))
def test_a_sentence_counts(language: str, name: str, sentence: str) -> None:
    found = findings_of(language, sentence)[Criterion(name)]

    assert found.answer is Answer.PRESENT
    assert any(quote.words in sentence for quote in found.quotes)


@pytest.mark.parametrize(("language", "name", "sentence"), rows("counts_not"))
def test_a_sentence_does_not_count(language: str, name: str, sentence: str) -> None:
    found = findings_of(language, sentence)[Criterion(name)]

    assert found.answer is not Answer.PRESENT


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_criterion_has_three_sentences_of_either_kind(language: str) -> None:
    few = [
        name
        for name in CONTENT
        if min(len(rows) for rows in table(language)[name].values()) < 3
    ]

    assert few == []
