"""Formulas beside worked examples; by hand where no paper's example is known."""

import pytest

from medagora.appraisal.domain.readability import formulas
from medagora.appraisal.domain.readability.counting import count

#: Worked example of the English Wikipedia's page on the Flesch-Kincaid tests: 13 words
#: and 24 syllables give 37.5 and grade 11.3.
PLATYPUS = (
    "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
)


def test_the_platypus_is_counted_and_scored_as_published() -> None:
    counts = count([PLATYPUS], "en")

    assert (counts.words, counts.syllables, counts.sentences) == (13, 24, 1)
    assert formulas.flesch(13, 24 / 13) == pytest.approx(37.5, abs=0.05)
    assert formulas.flesch_kincaid(13, 24 / 13) == pytest.approx(11.3, abs=0.05)


def test_the_cat_on_the_mat_scores_as_published() -> None:
    # same page: "The cat sat on the mat." scores 116
    counts = count(["The cat sat on the mat."], "en")

    assert (counts.words, counts.syllables) == (6, 6)
    assert formulas.flesch(6, 1) == pytest.approx(116, abs=0.2)


def test_smog_needs_thirty_sentences() -> None:
    assert formulas.smog(30, 29) is None
    # by hand: 3.1291 + 1.043 * sqrt(25) and * sqrt(25 * 30 / 60)
    assert formulas.smog(25, 30) == pytest.approx(8.3441)
    assert formulas.smog(25, 60) == pytest.approx(6.8167, abs=1e-4)


def test_ease_formulas_give_what_their_constants_say() -> None:
    # 15 words a sentence and 2 syllables a word, by hand
    assert formulas.amstad(15, 2) == pytest.approx(180 - 15 - 117)
    assert formulas.inflesz(15, 2) == pytest.approx(67.235)
    assert formulas.kandel_moles(15, 2) == pytest.approx(44.575)
    assert formulas.douma(15, 2) == pytest.approx(38.885)
    assert formulas.martins(15, 2) == pytest.approx(64.41)
    assert formulas.oborneva(15, 2) == pytest.approx(67.135)
    assert formulas.partiko(15, 2) == pytest.approx(61.29)
    assert formulas.atesman(15, 2) == pytest.approx(79.325)


def test_the_first_wiener_formula_uses_all_four_shares() -> None:
    # 0.1935*20 + 0.1672*15 + 0.1297*30 - 0.0327*50 - 0.875, by hand
    assert formulas.wiener_1(20, 15, 30, 50) == pytest.approx(7.759)


def test_crawford_rises_with_syllables_and_falls_with_sentences() -> None:
    # Crawford's grid: 6 sentences and 200 syllables in 100 words, by hand
    assert formulas.crawford(6, 200) == pytest.approx(5.163)


def test_gulpease_counts_letters_and_sentences_only() -> None:
    # 100 words, 5 sentences, 500 letters: 89 + (1500 - 5000) / 100
    assert formulas.gulpease(5, 500, 100) == pytest.approx(54)


def test_lix_adds_sentence_length_and_long_words() -> None:
    assert formulas.lix(12, 25) == pytest.approx(37)


def test_polish_indexes_agree_on_the_same_hard_words() -> None:
    assert formulas.fog_pl(12, 8) == pytest.approx(8)
    assert formulas.pisarek(12, 9) == pytest.approx(7.5)  # half of sqrt(144 + 81)


def test_osman_adds_up_all_its_signs() -> None:
    # 4 syllables, 0.3 long, 0.2 complex and 0.1 high words a word, by hand
    assert formulas.osman(10, 4.6) == pytest.approx(79.4084)
