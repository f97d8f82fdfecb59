"""One door: the right formula for a language, or an honest no."""

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from medagora.appraisal.domain.readability.formulas import Formula
from medagora.appraisal.domain.readability.levels import (
    Advice,
    Level,
    Reason,
    Unmeasured,
    advice,
    measure,
)
from medagora.appraisal.domain.readability.measures import LIX_LANGUAGES, MEASURES
from medagora.appraisal.domain.readability.scales import Band

#: Whose constants each formula has. LIX has none; OSMAN is Arabic's own.
OWNERS = {
    Formula.FLESCH: {"en"},
    Formula.AMSTAD: {"de"},
    Formula.INFLESZ: {"es"},
    Formula.KANDEL_MOLES: {"fr"},
    Formula.GULPEASE: {"it"},
    Formula.DOUMA: {"nl"},
    Formula.MARTINS: {"pt"},
    Formula.OBORNEVA: {"ru"},
    Formula.PARTIKO: {"uk"},
    Formula.FOG_PL: {"pl"},
    Formula.ATESMAN: {"tr"},
    Formula.OSMAN: {"ar"},
    Formula.LIX: {"sv", "da", "nb", "nn", "no", *LIX_LANGUAGES},
    Formula.CHARACTERS_PER_SENTENCE: {"zh", "yue", "ja", "ko"},
}
CLDR = sorted({str(code).split("_")[0] for code in Locale("en").languages})
EASY = ["The cat sat on the mat. It was a red cat. We like it."] * 10
HARD = [
    "Pharmacological interventions necessitate comprehensive multidisciplinary "
    "evaluation considering individual cardiovascular comorbidities, notwithstanding "
    "epidemiological heterogeneity and methodological limitations."
] * 10
LATIN = ("ka", "mela", "tokoma", "velatamoki", "bistralonekama")
CYRILLIC = ("ка", "мела", "токома", "велатамоки", "нар")
SYLLABLES = {
    **dict.fromkeys(MEASURES, LATIN),
    **dict.fromkeys(("ru", "uk"), CYRILLIC),
    "ar": ("كتاب", "مدرسة", "في", "يستطيعون", "الطبيب"),
}


def _measured(blocks: list[str], language: str) -> Level:
    level = measure(blocks, language)
    assert isinstance(level, Level)
    return level


@pytest.mark.parametrize("code", CLDR)
def test_no_language_uses_anothers_constants(code: str) -> None:
    level = measure([*EASY, "汉字。" * 300], code)

    if isinstance(level, Level):
        assert code in OWNERS[level.formula]
    elif code not in {"und", "mul", "zxx"}:
        assert level.reason is Reason.NO_FORMULA
        assert not any(code in owners for owners in OWNERS.values())


def test_lix_is_only_indicative_beyond_scandinavia() -> None:
    hungarian = _measured(EASY, "hu")
    swedish = _measured(EASY, "sv")

    assert hungarian.formula is swedish.formula is Formula.LIX
    assert hungarian.is_indicative
    assert not swedish.is_indicative


def test_a_region_or_script_does_not_change_the_formula() -> None:
    assert measure(EASY, "pt-BR") == measure(EASY, "PT_pt") == measure(EASY, "pt")


@pytest.mark.parametrize("language", ["", "und", "zxx"])
def test_a_language_that_nobody_could_tell_is_not_measured(language: str) -> None:
    assert measure(EASY, language) == Unmeasured(Reason.NO_LANGUAGE)


@pytest.mark.parametrize("language", ["th", "he", "fa", "hi", "vi", "am"])
def test_languages_without_a_verified_formula_say_so(language: str) -> None:
    assert measure(EASY, language) == Unmeasured(Reason.NO_FORMULA)


def test_fewer_than_a_hundred_words_are_too_short() -> None:
    assert measure(["word " * 99], "en") == Unmeasured(Reason.TOO_SHORT, 99)
    assert isinstance(measure(["word " * 100], "en"), Level)


def test_a_page_of_numbers_is_too_short() -> None:
    assert isinstance(measure(["1 2 3 4 " * 100], "en"), Unmeasured)


def test_easy_and_hard_english_are_told_apart() -> None:
    easy, hard = _measured(EASY, "en"), _measured(HARD, "en")

    assert easy.band is Band.VERY_EASY
    assert hard.band is Band.VERY_HARD
    assert easy.grade is not None
    assert hard.grade is not None
    assert easy.grade < 2 < 12 < hard.grade


def test_smog_stands_beside_flesch_when_there_are_thirty_sentences() -> None:
    assert [formula for formula, _ in _measured(EASY, "en").others] == [Formula.SMOG]
    assert _measured(HARD, "en").others == ()


@pytest.mark.parametrize("language", ["en", "de", "pl"])
def test_languages_with_a_grade_formula_give_a_grade(language: str) -> None:
    assert _measured(EASY, language).grade is not None


def test_spanish_has_crawford_beside_inflesz_but_no_grade() -> None:
    level = _measured(EASY, "es")

    assert [formula for formula, _ in level.others] == [Formula.CRAWFORD]
    assert level.grade is None


def test_advice_compares_with_grades_six_to_eight() -> None:
    assert advice(_measured(EASY, "en")) is Advice.WITHIN
    assert advice(_measured(HARD, "en")) is Advice.HARDER
    assert advice(_measured(EASY, "es")) is Advice.WITHIN
    assert advice(_measured(HARD, "es")) is Advice.HARDER


def test_advice_cannot_tell_from_an_indicative_or_missing_level() -> None:
    assert advice(_measured(HARD, "hu")) is Advice.CANNOT_TELL
    assert advice(measure(HARD, "th")) is Advice.CANNOT_TELL


def test_japanese_has_characters_per_sentence_and_the_share_of_kanji() -> None:
    level = _measured(["薬を飲む。水を飲む。"] * 30, "ja")

    assert level.score == 4
    assert level.band is None
    assert level.others == ((Formula.KANJI_SHARE, 50.0),)
    assert advice(level) is Advice.CANNOT_TELL


def test_chinese_and_korean_count_their_own_ends_of_sentences() -> None:
    chinese = _measured(["每天吃药。多喝水！"] * 40, "zh-Hans")
    korean = _measured(["약을 드세요. 물을 마시세요."] * 40, "ko")

    assert (chinese.sentences, chinese.score) == (80, 3.5)
    assert (korean.sentences, korean.score) == (80, 5.5)


def test_a_scale_gives_the_easier_band_on_its_limit() -> None:
    swedish = MEASURES["sv"].scale
    english = MEASURES["en"].scale

    assert [swedish.band(x) for x in (30, 40, 50, 60, 61)] == list(Band)
    assert [english.band(x) for x in (90, 70, 60, 30, 29)] == list(Band)


def _text(words: list[str], per_sentence: int) -> str:
    return " ".join(
        " ".join(words[at : at + per_sentence]).capitalize() + "."
        for at in range(0, len(words), per_sentence)
    )


@settings(max_examples=40)
@given(st.data(), st.sampled_from(sorted(MEASURES)))
def test_longer_sentences_never_make_it_easier(
    data: st.DataObject, language: str
) -> None:
    kinds = SYLLABLES[language]
    words = data.draw(st.lists(st.sampled_from(kinds), min_size=120, max_size=160))
    short, long = sorted(data.draw(st.tuples(st.integers(2, 60), st.integers(2, 60))))

    easier = _measured([_text(words, short)], language)
    harder = _measured([_text(words, long)], language)

    assert easier.band is not None
    assert harder.band is not None
    assert easier.band <= harder.band
    assert (easier.grade or 0) <= (harder.grade or 0) + 1e-9


@settings(max_examples=40)
@given(st.permutations(EASY[:2] + HARD[:6] + ["a list", "Of Items", "of 3 items."]))
def test_the_order_of_blocks_changes_nothing(blocks: list[str]) -> None:
    ordered = measure(sorted(blocks), "en")

    assert measure(blocks, "en") == ordered


@settings(max_examples=60)
@given(
    st.lists(st.text(max_size=80), max_size=20),
    st.sampled_from([*sorted(MEASURES), "ja", "zh", "xx", "-", "é"]),
)
def test_no_text_breaks_the_measure(blocks: list[str], language: str) -> None:
    level = measure(blocks, language)

    assert isinstance(level, Level | Unmeasured)
    assert advice(level) in Advice
