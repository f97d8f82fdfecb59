"""Syllables against lists of 200 words a language, divided by hand."""

import csv
import unicodedata
from pathlib import Path

import pytest

from medagora.appraisal.domain.readability.counting import count
from medagora.appraisal.domain.readability.syllables.counters import (
    LANGUAGES,
    syllables,
)

LISTS = Path(__file__).parent / "words"
COUNTED = sorted(path.stem for path in LISTS.glob("*.tsv"))


def _read(language: str) -> list[tuple[str, int, str]]:
    with (LISTS / f"{language}.tsv").open(encoding="utf-8") as lines:
        rows = csv.reader(lines, delimiter="\t")
        next(rows)
        return [(word, int(number), divided) for word, number, divided in rows]


def test_lists_exist_for_the_languages_with_syllable_formulas() -> None:
    assert " ".join(COUNTED) == "de en es fr hu it nl pl pt ru tr uk"


@pytest.mark.parametrize("language", COUNTED)
def test_a_list_has_two_hundred_words_divided_as_it_says(language: str) -> None:
    rows = _read(language)

    assert len({word for word, _, _ in rows}) == 200
    for word, number, divided in rows:
        assert divided.replace("-", "") == word
        # a preposition without a vowel is no syllable
        assert number == len(divided.split("-")) or word in {"в", "w"}


@pytest.mark.parametrize("language", COUNTED)
def test_words_are_counted_as_by_hand(language: str) -> None:
    rows = _read(language)

    wrong = [row for row in rows if syllables(row[0], language) != row[1]]

    assert len(wrong) <= 0.03 * len(rows), wrong


@pytest.mark.parametrize("language", COUNTED)
def test_all_words_together_are_within_two_percent(language: str) -> None:
    rows = _read(language)
    by_hand = sum(number for _, number, _ in rows)

    counted = sum(syllables(word, language) for word, _, _ in rows)

    assert abs(counted - by_hand) <= 0.02 * by_hand


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("doesn't", "en", 2),
        ("can't", "en", 1),
        ("patient's", "en", 2),
        ("long-term", "en", 2),
        ("HPV", "en", 3),
        ("CARE", "en", 1),
        ("l'hôpital", "fr", 3),
        ("étaient", "fr", 2),
        ("Herz-Kreislauf", "de", 3),
        ("İlaç", "tr", 2),
        ("läkare", "sv", 3),
        ("sygehus", "da", 3),
        ("øyeblikk", "nb", 3),
    ],
)
def test_joined_shortened_and_capital_words_are_counted(
    word: str, language: str, expected: int
) -> None:
    assert syllables(word, language) == expected


def test_accents_written_as_marks_of_their_own_change_nothing() -> None:
    composed = "La corazón está aquí. " * 10
    decomposed = unicodedata.normalize("NFD", composed)

    assert count([decomposed], "es") == count([composed], "es")


def test_a_language_without_counter_is_refused_not_counted_as_another() -> None:
    assert "fi" not in LANGUAGES
    with pytest.raises(KeyError):
        syllables("potilas", "fi")
