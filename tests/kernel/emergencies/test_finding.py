"""What people type when they need help now, and what only asks for information.

The tables stand in ``said/<language>.toml``.
"""

import string
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.emergencies import Emergency, Kind, find_emergency
from medagora.kernel.emergencies.finding import MAX_TEXT
from medagora.kernel.languages import FINISHED

SAID = Path(__file__).parent / "said"
TABLES = {
    code: tomllib.loads((SAID / f"{code}.toml").read_text(encoding="utf-8"))
    for code in FINISHED
}
EMERGENCIES = [
    (code, kind, text)
    for code, table in TABLES.items()
    for kind, texts in table["emergencies"].items()
    for text in texts
]
PLAIN = [(code, text) for code, table in TABLES.items() for text in table["plain"]]


@pytest.mark.parametrize("code", FINISHED)
def test_each_language_has_enough_examples_of_every_kind(code: str) -> None:
    emergencies = TABLES[code]["emergencies"]

    assert sum(map(len, emergencies.values())) >= 50
    assert len(TABLES[code]["plain"]) >= 50
    assert set(emergencies) == {*Kind}


@pytest.mark.parametrize(("code", "kind", "text"), EMERGENCIES)
def test_an_emergency_is_known_whatever_language_the_page_is_in(
    code: str, kind: str, text: str
) -> None:
    for reader in FINISHED:
        found = find_emergency(text, reader)

        assert found is not None
        assert kind in found.kinds
    assert find_emergency(text, code).language == code  # type: ignore[union-attr]  # found above


@pytest.mark.parametrize(("code", "text"), PLAIN)
def test_a_question_for_information_is_no_emergency(code: str, text: str) -> None:
    assert find_emergency(text, code) is None


@pytest.mark.parametrize(
    "text",
    [
        "I CAN’T BREATHE!!!",
        "i cant breathe",
        "i can t breathe",
        "i just cant breathe",
        "breathe i cant, cannot breathe",
        "Ich möchte sterben",
        "ich moechte sterben",
        "ich mochte sterben",
        "Öngyilkos akarok lenni.",
        "ongyilkos akarok lenni",
        "J'ai mal à la poitrine",
        "jai mal a la poitrine",
        "أُريدُ أنْ أموتَ",
        "اريد ان اموت",
    ],
)
def test_accents_marks_and_capitals_do_not_matter(text: str) -> None:
    assert find_emergency(text, "en") is not None


def test_several_emergencies_are_told_the_most_pressing_first() -> None:
    found = find_emergency("i took too many pills because i want to die", "en")

    assert found is not None
    assert found.kinds == (Kind.POISONING, Kind.SUICIDE)
    assert found.kind is Kind.POISONING
    assert found.wants_poison_line
    assert found.wants_crisis_line


def test_who_took_too_much_is_shown_people_who_listen_as_well() -> None:
    assert Emergency((Kind.POISONING,), "en").wants_crisis_line
    assert not Emergency((Kind.HEART,), "en").wants_crisis_line
    assert Emergency((Kind.VIOLENCE,), "en").wants_police


def test_a_negation_between_the_words_is_heard() -> None:
    assert find_emergency("i have chest pain", "en")
    for text in (
        "i have no chest pain",
        "ich habe keine brustschmerzen",
        "nem fáj a mellkasom",
        "je n'ai pas mal à la poitrine",
        "no tengo dolor en el pecho",
        "ما عندي ألم في صدري",
    ):
        assert find_emergency(text, "en") is None
    assert find_emergency("i do not want to die", "en") is None


def test_the_readers_language_is_named_when_several_said_it() -> None:
    for reader in ("en", "fr"):
        found = find_emergency("suicide", reader)

        assert found is not None
        assert found.language == reader


def test_the_end_of_a_long_outpouring_is_not_lost() -> None:
    long = "everything is too much and nobody listens to me any more. " * 10

    assert find_emergency(f"{long} i want to die", "en")
    assert find_emergency("so " * MAX_TEXT + "i want to die", "en") is None


@given(st.text(max_size=400), st.sampled_from(FINISHED))
def test_no_text_breaks_it(text: str, language: str) -> None:
    find_emergency(text, language)


@given(
    st.lists(
        st.sampled_from(
            sorted({word for _, _, text in EMERGENCIES for word in text.split()})
        ),
        max_size=14,
    )
)
def test_its_own_words_in_any_order_do_not_break_it(words: list[str]) -> None:
    found = find_emergency(" ".join(words), "en")

    assert found is None or list(found.kinds) == sorted(found.kinds, key=[*Kind].index)


@given(st.sampled_from([text for _, _, text in EMERGENCIES]))
def test_signs_around_the_words_change_nothing(text: str) -> None:
    plain = find_emergency(text, "en")

    assert find_emergency(f"  …{text.upper()}!!!  ", "en") == plain or "ß" in text
    assert find_emergency(text.replace(" ", "   "), "en") == plain


@given(st.sampled_from(["so", "really", "just", "please", "honestly", "truly"]))
def test_a_small_word_between_changes_nothing(word: str) -> None:
    for text in (f"i {word} want to die", f"want {word} to die", f"want to {word} die"):
        assert find_emergency(text, "en") is not None


@given(st.text(alphabet=string.ascii_lowercase[:8], max_size=60))
def test_words_that_mean_nothing_are_no_emergency(text: str) -> None:
    assert find_emergency(text, "en") is None
