"""Phrases where languages write two words as one: French elision, Arabic prefixes."""

import pytest

from medagora.appraisal.domain.phrases import Phrases, words_in


def found_in(text: str, phrase: str) -> list[str]:
    hits = Phrases({"group": [phrase]}).find(words_in(text))
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("text", "phrase", "words"),
    [
        ("Peu d'effets secondaires", "effets secondaires", "d'effets secondaires"),
        ("L’efficacité est bonne", "efficacité", "L’efficacité"),
        ("plus qu'une opération", "une opération", "qu'une opération"),
        ("أعراض للآثار الجانبية", "آثار جانبية", "للآثار الجانبية"),
        ("وبالعلاج نبدأ", "علاج", "وبالعلاج"),
        ("والجانبية", "جانبية", "والجانبية"),
    ],
)
def test_a_word_is_found_behind_what_is_joined_to_it(
    text: str, phrase: str, words: str
) -> None:
    assert found_in(text, phrase) == [words]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the doctor's choice", "octor's"),
        ("aujourd'hui", "hui"),
        ("rock'n'roll effect", "n effect"),
        ("كسر في الساق", "سر"),
        ("الآن", "لأن"),
    ],
)
def test_a_letter_of_the_word_itself_is_not_taken_off(text: str, phrase: str) -> None:
    assert found_in(text, phrase) == []
