"""The figures that formulas are fed with."""

from medagora.appraisal.domain.readability.counting import MOST_CHARACTERS, count


def test_words_letters_and_syllables_of_a_text_are_counted() -> None:
    counts = count(["The patient takes 3.5 mg daily.", "It helps."], "en")

    assert (counts.words, counts.spelled, counts.sentences) == (8, 7, 2)
    assert counts.letters == len("Thepatienttakesmgdailyithelps")
    assert counts.long_words == 1  # patient
    assert counts.monosyllables == 5  # the, takes, mg, it, helps


def test_a_number_is_a_word_of_the_sentence_without_syllables() -> None:
    with_number = count(["Take 500 daily."], "en")
    without = count(["Take daily."], "en")

    assert with_number.words == without.words + 1
    assert with_number.syllables == without.syllables


def test_contractions_and_hyphens_make_one_word() -> None:
    assert count(["Don't stop long-term treatment."], "en").words == 4


def test_long_words_have_seven_letters_hyphens_not_counted() -> None:
    assert count(["absent abscess abc-def ab-cdefg"], "en").long_words == 2


def test_soft_hyphens_do_not_part_words() -> None:
    assert count(["Be\u00adhand\u00adlung"], "de") == count(["Behandlung"], "de")


def test_a_language_without_counter_has_no_syllables() -> None:
    counts = count(["Potilas ottaa lääkkeen."], "fi")

    assert (counts.words, counts.syllables) == (3, 0)


def test_a_huge_text_is_measured_by_its_beginning() -> None:
    counts = count(["word "] * 200_000, "en")

    assert counts.letters <= MOST_CHARACTERS
