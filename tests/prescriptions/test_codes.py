"""Codes that can be read over the telephone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput
from medagora.prescriptions.domain.code_words import folded, forms_of
from medagora.prescriptions.domain.codes import (
    ALPHABET,
    LENGTH,
    RANDOM_BYTES,
    grouped,
    new_code,
    path_of,
    read_code,
)

CHANCE = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)
CODES = st.builds(new_code, CHANCE)
PLACES = st.integers(0, LENGTH - 1)
SYMBOLS = st.sampled_from(ALPHABET)


@given(CODES)
def test_a_code_is_read_as_it_was_made_and_as_it_is_shown(code: str) -> None:
    assert len(code) == LENGTH
    assert read_code(code) == read_code(grouped(code)) == code


@given(CODES)
def test_no_code_has_a_letter_that_is_taken_for_another(code: str) -> None:
    assert not set(code) & set("ILOU")


@given(CODES, PLACES, SYMBOLS)
def test_one_wrong_symbol_is_noticed(code: str, place: int, symbol: str) -> None:
    wrong = code[:place] + symbol + code[place + 1 :]
    if wrong == code:
        return

    with pytest.raises(BadInput, match="not right"):
        read_code(wrong)


@given(CODES, st.integers(0, LENGTH - 2))
def test_two_symbols_that_changed_places_are_noticed(code: str, place: int) -> None:
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong == code:
        return

    with pytest.raises(BadInput, match="changed places"):
        read_code(wrong)


@given(CODES, st.data())
def test_how_people_write_it_does_not_matter(code: str, data: st.DataObject) -> None:
    typed = "".join(
        data.draw(st.sampled_from([" ", "-", "", "–", "\u200e", ". "]))
        + data.draw(st.sampled_from(_writings(symbol)))
        for symbol in code
    )

    assert read_code(typed[:60]) == code or len(typed) > 60


def _writings(symbol: str) -> list[str]:
    same = {"0": ["O", "o", "٠", "०"], "1": ["I", "i", "l", "L", "١"], "5": ["٥", "۵"]}
    wide = chr(ord(symbol) + 0xFEE0)
    return [symbol, symbol.lower(), wide, *same.get(symbol, [])]


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_code_or_a_sentence(text: str) -> None:
    refusal, code = None, ""
    try:
        code = read_code(text)
    except BadInput as caught:
        refusal = caught

    assert set(code) <= set(ALPHABET)
    assert code or (refusal is not None and refusal.field == "code" and str(refusal))


@given(st.lists(st.integers(0, 2**45 - 1), min_size=2, max_size=20, unique=True))
def test_different_chances_give_different_codes(chances: list[int]) -> None:
    codes = {new_code(chance.to_bytes(RANDOM_BYTES)) for chance in chances}

    assert len(codes) == len(chances)


def test_too_little_chance_makes_no_code() -> None:
    with pytest.raises(ValueError, match="random bytes"):
        new_code(b"123")


def test_the_path_is_short_enough_for_paper() -> None:
    assert path_of("ABCDEFGHJK") == "/rx/ABCDE-FGHJK"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Type the code"),
        (" - ", "Type the code"),
        ("ABCD", "this has 4"),
        ("ABCDE-FGHJU", "symbol “U”"),
        ("A" * 61, "too long"),
        ("ABCDE\x00GHJK", "No code has"),
    ],
)
def test_a_code_that_cannot_be_one_says_why(text: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_code(text)


# ---- codes of diagnoses ------------------------------------------------------------


def test_a_diagnosis_is_looked_for_by_its_code_and_those_above_it() -> None:
    assert list(forms_of("E11.90")) == ["E1190", "E119", "E11"]
    assert list(forms_of("icd-10: e11")) == ["E11"]
    assert list(forms_of("BNO J45")) == ["J45"]
    assert list(forms_of("MeSH D001249")) == ["D001249"]
    assert list(forms_of("SNOMED CT 195967001")) == ["195967001"]
    assert list(forms_of("   ")) == []


def test_a_heading_of_mesh_is_not_cut_like_a_code_of_icd() -> None:
    assert list(forms_of("D000001")) == ["D000001"]
    assert list(forms_of("D68.59")) == ["D6859", "D685", "D68"]


def test_the_marks_of_causes_and_manifestations_do_not_matter() -> None:
    assert folded("g63.2*") == "G632"
