import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.understanding.guess import MAX_GUESSES, languages_of

QUESTIONS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("questions.toml").read_text(encoding="utf-8")
)
LONGER = {
    language: [text for text in texts if len(text.split()) > 2]
    for language, texts in QUESTIONS.items()
}


def missed(language: str, texts: list[str], reader: str) -> dict[str, str]:
    """The texts whose first guess is wrong, with that guess."""
    guesses = {text: languages_of(text, reader)[0] for text in texts}
    return {text: guess for text, guess in guesses.items() if guess != language}


@pytest.mark.parametrize("reader", ["en", "de", "es"])
def test_nine_of_ten_questions_are_placed_whoever_reads(reader: str) -> None:
    misses = {
        (language, text): guess
        for language, texts in LONGER.items()
        for text, guess in missed(language, texts, reader).items()
    }
    accuracy = 1 - len(misses) / sum(map(len, LONGER.values()))

    assert accuracy >= 0.9, f"{accuracy:.1%}, {misses}"


@pytest.mark.parametrize("language", QUESTIONS)
def test_eight_of_ten_questions_are_placed_in_each_language(language: str) -> None:
    texts = LONGER[language]
    misses = missed(language, texts, "en")

    assert 1 - len(misses) / len(texts) >= 0.8, misses


@pytest.mark.parametrize("language", QUESTIONS)
def test_readers_are_believed_about_their_own_questions(language: str) -> None:
    misses = missed(language, QUESTIONS[language], language)

    assert len(misses) <= 1, misses


@pytest.mark.parametrize("language", QUESTIONS)
def test_the_language_is_nearly_always_among_the_guesses(language: str) -> None:
    beside = [
        text for text in LONGER[language] if language not in languages_of(text, "en")
    ]

    assert len(beside) <= 1


def test_nothing_said_is_the_readers_language() -> None:
    assert languages_of("", "hu") == ("hu",)
    assert languages_of("10 / 20", "pt-BR") == ("pt",)
    assert languages_of("diabetes", "hu")[0] == "hu"
    assert languages_of("metformin", "sk")[0] == "sk"
    assert languages_of("diabetes", "ar")[0] != "ar"


@pytest.mark.parametrize(
    ("text", "reader", "first"),
    [
        ("糖尿病", "en", "zh"),
        ("糖尿病", "ja", "ja"),
        ("糖尿病の食事", "en", "ja"),
        ("당뇨병", "en", "ko"),
        ("διαβήτης", "en", "el"),
        ("סוכרת", "en", "he"),
        ("เบาหวาน", "en", "th"),
        ("मधुमेह", "en", "hi"),
        ("دیابت چیست", "en", "fa"),
        ("شوگر کا علاج", "en", "ur"),
        ("диабет", "bg", "bg"),
        ("метформин metformin", "en", "ru"),
    ],
)
def test_a_script_decides(text: str, reader: str, first: str) -> None:
    assert languages_of(text, reader)[0] == first


@pytest.mark.parametrize(
    ("text", "language"),
    [("köhögés és hőség", "hu"), ("Fuß", "de"), ("señal", "es"), ("cœur", "fr")],
)
def test_a_letter_of_its_own_tells_a_language(text: str, language: str) -> None:
    assert languages_of(text, "en")[0] == language


@given(st.text(max_size=40), st.sampled_from(["en", "hu", "ar", "sk", "xx", ""]))
def test_any_text_has_one_to_three_guesses(text: str, reader: str) -> None:
    guesses = languages_of(text, reader)

    assert 1 <= len(guesses) <= MAX_GUESSES
    assert len(guesses) == len(set(guesses))
