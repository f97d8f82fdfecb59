"""The words that make a text hard, the plainer ones beside them."""

from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.readability.hard_words import (
    MOST_HARD_WORDS,
    PlainerTerms,
    hard_words,
)

PLAINER = {
    "hypertension": "high blood pressure",
    "myocardial infarction": "heart attack",
    "infarction": "dead tissue",
    "fever": "fever",
}


def test_a_clinical_term_is_listed_with_its_lay_term() -> None:
    found = hard_words(["Hypertension harms. Treat hypertension."], "en", PLAINER)

    assert [(word.word, word.plainer, word.count) for word in found] == [
        ("Hypertension", "high blood pressure", 2)
    ]


def test_the_longest_term_wins() -> None:
    found = hard_words(["A myocardial infarction hurts."], "en", PLAINER)

    assert [(word.word, word.plainer) for word in found] == [
        ("myocardial infarction", "heart attack")
    ]


def test_a_term_does_not_reach_over_the_end_of_a_sentence() -> None:
    found = hard_words(["It is myocardial. Infarction hurts."], "en", PLAINER)

    assert "heart attack" not in [word.plainer for word in found]


def test_a_plural_is_the_same_term() -> None:
    found = hard_words(["Two myocardial infarctions"], "en", PLAINER)

    assert found[0].plainer == "heart attack"


def test_a_text_that_gives_the_plain_word_too_is_said_to_explain() -> None:
    text = "Hypertension, that is high blood pressure, harms."

    assert hard_words([text], "en", PLAINER)[0].is_explained
    assert not hard_words(["Hypertension harms."], "en", PLAINER)[0].is_explained


def test_a_term_whose_lay_term_is_the_same_is_not_listed() -> None:
    assert hard_words(["A fever."], "en", PLAINER) == ()


def test_long_words_without_lay_term_follow_the_longest_first() -> None:
    text = "An epidemiological and comprehensive view of the hypertension of a cat"

    found = hard_words([text], "en", PLAINER)

    assert [word.word for word in found] == [
        "hypertension",
        "epidemiological",
        "comprehensive",
    ]


def test_names_are_left_out_except_where_nouns_are_capitals() -> None:
    assert hard_words(["In Alexandropolitana lived he."], "en", {}) == ()
    assert hard_words(["Die Nebenwirkungenliste."], "de", {}) != ()


def test_the_list_is_bounded() -> None:
    many = " ".join(
        f"{'ana' * 4}{chr(97 + n % 26)}{'o' * (n // 26)}" for n in range(99)
    )

    assert len(hard_words([many], "en", {})) == MOST_HARD_WORDS


def test_arabic_and_languages_without_counter_go_by_letters() -> None:
    arabic = hard_words(["يستخدمونها المستشفيات في"], "ar", {})
    finnish = hard_words(["sydämenvajaatoiminta on vaiva"], "fi", {})

    assert [word.word for word in arabic] == ["المستشفيات", "يستخدمونها"]
    assert [word.word for word in finnish] == ["sydämenvajaatoiminta"]


def test_prepared_terms_find_the_same() -> None:
    text = "Two hypertensions, a myocardial infarction. Infarctions of old; fever."

    prepared = hard_words([text], "en", PlainerTerms(PLAINER))

    assert prepared == hard_words([text], "en", PLAINER)
    assert len(prepared) == 3


@given(st.lists(st.text(max_size=60), max_size=6), st.sampled_from(["en", "ar", "ja"]))
def test_no_text_breaks_the_list(blocks: list[str], language: str) -> None:
    assert len(hard_words(blocks, language, PLAINER)) <= MOST_HARD_WORDS
