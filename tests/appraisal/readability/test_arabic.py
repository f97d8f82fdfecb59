"""OSMAN's syllables: exact with vowel marks, guessed without them."""

import re
from pathlib import Path

import pytest

from medagora.appraisal.domain.readability.counting import count, count_kinds
from medagora.appraisal.domain.readability.syllables.counters import syllables

VOWELLED = (Path(__file__).parent / "words" / "ar.txt").read_text(encoding="utf-8")
MARKS = re.compile("[\u064b-\u0652]")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ذَهَبَ", 3),  # three short
        ("كَانَ", 3),  # one long, one short
        ("فِي", 2),  # one long
        ("مَرَّتَيْنِ", 7),  # three short, one before ya, one doubled
        ("أَلَمًا", 4),  # two short, one nunation
        ("السُّكَّرِ", 7),  # three short, two doubled
    ],
)
def test_marks_are_counted_as_the_paper_does(word: str, expected: int) -> None:
    assert syllables(word, "ar") == expected


def test_without_marks_the_total_is_near_the_exact_one() -> None:
    words = list(count_kinds([VOWELLED]).elements())
    exact = sum(syllables(word, "ar") for word in words)

    guessed = sum(syllables(MARKS.sub("", word), "ar") for word in words)

    assert abs(guessed - exact) <= 0.05 * exact


def test_a_text_says_whether_it_is_vowelled() -> None:
    assert count([VOWELLED], "ar").is_vowelled
    assert not count([MARKS.sub("", VOWELLED)], "ar").is_vowelled


def test_signs_are_long_complex_and_high_words() -> None:
    # letters without marks 6 and more; over four syllables; of these with ذ ظ ء ئ ؤ
    long_and_complex_and_high = "يَسْتَأْذِنُونَ"

    counts = count([long_and_complex_and_high], "ar")

    assert counts.hard_signs == 3
