"""What may be kept of a text that found nothing: by example and by property."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput
from medagora.kernel.text import fold
from medagora.search.domain.unmet_words import MAX_LETTERS, MAX_WORDS, words_to_keep


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Flax seed & breast cancer?", "flax seed breast cancer"),
        ("  Magas   VÉRNYOMÁS! ", "magas vernyomas"),
        ("vitamin B12", "vitamin b12"),
        ("ICD E11.65", "icd e11 65"),
        ("covid 2020", "covid 2020"),
        ("vitamin B 12 may help", "vitamin b 12 may help"),
        ("Crohn's disease", "crohn s disease"),
        ("Creutzfeldt-Jakob", "creutzfeldt jakob"),
        ("Charcot-Marie-Tooth", "charcot marie tooth"),
        ("ask your dr", "ask your dr"),
        ("street drugs", "street drugs"),
        ("السكري", "السكري"),
        ("糖尿病 食事", "糖尿病 食事"),
        ("MS", "ms"),
    ],
)
def test_what_names_an_illness_is_kept_folded(text: str, kept: str) -> None:
    assert words_to_keep(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!",
        "1234",
        "anna@example.org diabetes",
        "anna＠example．org",  # full-width
        "a@b",
        "me at gmail com",
        "call +36 30 123 4567",
        "٠١٢٣٤٥٦٧٨٩",  # Arabic-Indic digits
        "١٢٣٤٥ سكر",
        "sugar １２３４５",
        "x1y2z3a4b5",
        "born 12.3.1980",
        "TAJ 123 456 789",
        "https://example.org/me",
        "www.example asthma",
        "example.org/asthma",
        "asthma sw1a 1aa",
        "Bahnhofstraße 5 arzt",
        "petőfi utca 12",
        "10 rue pasteur",
        "شارع 7",
        "Dr House",
        "dr. kovács pécs",
        "Prof Nagy",
        "my name is rumpel",
        "je m’appelle xyz",
        "Erzsébet néni",
        "diabetes of ANNA",
        "محمد السكري",
        "one two three four five six seven eight nine",
        "a" * 81,
        "ß" * 41,  # folded it is longer
        "糖" * 25,
        "\ufdfa" * 30,  # one letter that unfolds into eighteen
        "word " * 100_000,
        "a\x00b@c",
        "a\u200b@\u202eb",
    ],
)
def test_what_may_be_about_a_person_is_not(text: str) -> None:
    with pytest.raises(BadInput):
        words_to_keep(text)


@given(st.text(max_size=120))
@example("1²3⁴5⁶7")
@example("①②③④⑤ x")
@example("½¼¾ x 12345")
def test_nothing_kept_has_an_at_or_five_digits_or_is_long(text: str) -> None:
    try:
        words = words_to_keep(text)
    except BadInput:
        return

    assert "@" not in text
    assert "@" not in words
    assert sum(letter.isdigit() for letter in words) < 5
    assert len(words.split()) <= MAX_WORDS
    assert 0 < len(words) <= MAX_LETTERS
    assert fold(words) == words


@given(st.text(max_size=30), st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}", fullmatch=True))
def test_an_address_inside_anything_spoils_it(text: str, address: str) -> None:
    with pytest.raises(BadInput):
        words_to_keep(f"{text} {address}")


@given(st.text("abcdefg ,.-", min_size=1, max_size=20), st.integers(10_000, 10**15))
def test_a_long_number_inside_anything_spoils_it(text: str, number: int) -> None:
    with pytest.raises(BadInput):
        words_to_keep(f"{text}{number}")
