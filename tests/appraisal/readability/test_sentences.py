"""Where sentences end, and where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.readability.counting import count
from medagora.appraisal.domain.readability.sentences import count_sentences


def test_a_list_is_not_one_giant_sentence() -> None:
    blocks = ["Symptoms include:", "fever", "a dry cough", "pain in the chest"]

    assert count(blocks, "en").sentences == 4


def test_a_block_without_words_has_no_sentence() -> None:
    assert count_sentences(" - ... ", "en") == 0


@pytest.mark.parametrize(
    ("language", "piece", "expected"),
    [
        # short forms, decimals, times, addresses, versions
        ("en", "Take 3.5 mg e.g. with Dr. Smith at 8 a.m. daily. Stop. Call us.", 3),
        ("en", "Do it at 8 a.m. Then rest.", 2),
        ("en", "See www.example.org for more. Version 2.0.1 is out.", 2),
        ("en", "Take 20 mg. Then wait.", 2),
        ("de", "Am 3. Mai nahm sie z. B. Aspirin, d. h. bis 8 Uhr. Es half.", 2),
        ("de", "Das sind ca. 5 mg usw. Nach zwei Tagen ist es besser.", 2),
        ("de", "Das war 2020. Dann kam sie wieder.", 2),
        ("es", "Tome, p. ej., 5 mg. ¿Duele? ¡No! El Dr. Pérez dijo «sí». Fin.", 5),
        ("fr", "M. Dupont prend p. ex. 3,5 mg. « Ça va ? » dit-il. Oui.", 3),
        ("hu", "2023. július 14. napján pl. dr. Kovács írta. A beteg jól van.", 2),
        ("it", "Il dott. Rossi consiglia ad es. 3 mg. Poi basta.", 2),
        ("nl", "Neem bijv. 3 mg. Dr. Jansen zegt dat.", 2),
        ("pl", "Np. lek. Nowak podał 5 mg itd. Pacjent czuje się dobrze.", 2),
        ("pt", "O Dr. Silva diz p. ex. 3 mg. Depois pare.", 2),
        ("ru", "В 2020 г. врач сказал это и т. д. Потом ушёл. См. рис. 5.", 3),
        ("tr", "Dr. Yılmaz vb. kişiler geldi. Sonra gitti.", 2),
        ("sv", "Ta t.ex. 3 mg. Ring sedan, dvs. i morgon.", 2),
        # initials, and letters that are none
        ("en", "J. F. Kennedy met Dr. A. Miller. He left.", 2),
        ("en", "You need vitamin C. It helps against hepatitis B. The end.", 3),
        # marks, quotes, brackets
        ("en", 'What now? He said "Stop!" and went... but came back.', 2),
        ("en", "It hurts (a lot). Go (now!). Really…", 3),
        ("en", "Really?! Yes.", 2),
        ("ar", "هل تشعر بألم؟ نعم. راجع د. أحمد غدا.", 3),
        # enumerations, glued words, careless writing
        ("en", "1. Take the pill. 2. Rest.", 2),
        ("en", "This was the test.The next day came.", 2),
        ("en", "i had pain. then it went away.", 2),
        ("en", "Bring:\n- a coat\n- a hat\n\nGo home.", 4),
    ],
)
def test_sentences_end_where_a_reader_stops(
    language: str, piece: str, expected: int
) -> None:
    assert count_sentences(piece, language) == expected


@given(st.text(max_size=400), st.sampled_from(["en", "de", "ar", "hu", "zz"]))
def test_any_text_has_a_bounded_number_of_sentences(text: str, language: str) -> None:
    number = count_sentences(text, language)

    assert 0 <= number <= len(text)


@given(st.lists(st.text("abc .!?D1\n-", max_size=30), max_size=8))
def test_sentences_of_blocks_add_up(blocks: list[str]) -> None:
    apart = sum(count_sentences(block, "en") for block in blocks)

    assert count(blocks, "en").sentences == apart
