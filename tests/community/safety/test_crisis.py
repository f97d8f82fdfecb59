"""How single words are heard: denied, past, planned, said of others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain.safety import CrisisKind, Grade, assess
from medagora.kernel.emergencies import Kind
from medagora.kernel.languages import FINISHED
from tests.community.safety.judging import judged, texts


def graded(text: str, language: str = "en") -> Grade | None:
    found = assess(text, language)
    return found.grade if found else None


@pytest.mark.parametrize(
    "text",
    [
        "I never wanted to die from this.",
        "I do not want to kill myself.",
        "Nunca quise morir por esto.",
        "Je n'ai jamais voulu mourir.",
        "Ich wollte nie sterben.",
        "Nem akarok meghalni.",
        "لا أريد أن أموت.",
    ],
)
def test_what_is_denied_is_no_sign(text: str) -> None:
    assert graded(text) is None


def test_a_denial_reaches_no_further_than_its_words() -> None:
    assert graded("I don't know, I want to die.") is Grade.MEDIUM
    assert graded("I don't sleep any more, and I want to die.") is Grade.MEDIUM


def test_a_manner_of_speaking_silences_only_itself() -> None:
    assert graded("This back pain is killing me.") is None
    assert graded("This back pain is killing me and I want to die.") is Grade.MEDIUM


def test_what_is_over_is_low_unless_it_goes_on() -> None:
    assert graded("Ten years ago I wanted to kill myself.") is Grade.LOW
    assert graded("Ten years ago I wanted to kill myself, and I still do.") > Grade.LOW  # type: ignore[operator]  # found


def test_the_death_of_another_does_not_hide_ones_own_wish() -> None:
    assert graded("My brother killed himself.") is Grade.LOW
    assert graded("My brother killed himself and I want to die, too.") is Grade.MEDIUM
    assert graded("Since my mother died I want to die.") is Grade.MEDIUM


def test_now_and_a_plan_nearby_make_it_high() -> None:
    wish = "I want to die."

    assert graded(wish) is Grade.MEDIUM
    assert graded("I want to die tonight.") is Grade.HIGH
    assert graded(f"{wish} I have saved the pills.") is Grade.HIGH
    assert graded(f"{wish} I do not have a plan.") is Grade.MEDIUM
    far = "We had soup. It rained. The dog slept. I read a book. Then we went home. "
    assert graded(f"{wish} {far} The rope of the boat is ready.") is Grade.MEDIUM


def test_worry_about_another_counts_like_ones_own() -> None:
    for text in (
        "My daughter says she wants to die.",
        "Mi hija dice que se quiere morir.",
        "Ma fille dit qu'elle veut mourir.",
        "Meine Tochter sagt, sie will sterben.",
        "A lányom azt mondja, meg akar halni.",
        "ابنتي تقول إنها تريد أن تموت",
    ):
        assert graded(text) is not None
        assert graded(text) >= Grade.MEDIUM  # type: ignore[operator]  # as above


def test_missing_accents_and_apostrophes_do_not_matter() -> None:
    for text in ("meg akarok halni", "je n en peux plus", "quiero quitarme la vida"):
        assert graded(text.upper()) is not None
    assert graded("i cant go on") == graded("I can’t go on")
    assert graded("i want to d\u200bie") is Grade.MEDIUM


def test_the_gravest_sign_names_the_text_and_all_are_shown() -> None:
    text = "My husband hits me. I just took all my pills. I want to die."

    found = assess(text, "en")

    assert found is not None
    assert (found.kind, found.grade) == (CrisisKind.OVERDOSE, Grade.HIGH)
    assert {seen.kind for seen in found.seen} >= {
        CrisisKind.OVERDOSE,
        CrisisKind.ABUSE,
        CrisisKind.SELF_HARM,
    }
    assert found.emergency.kind is Kind.POISONING
    assert found.emergency.wants_crisis_line
    assert found.emergency.wants_police


def test_the_words_are_pointed_at() -> None:
    text = "Hello all! Honestly, I want to die. Thank you."

    found = assess(text, "en")

    assert found is not None
    assert {text[seen.start : seen.end] for seen in found.seen} <= {
        "want to die",
        "I want to die",
    }


def test_an_emergency_has_its_own_lines() -> None:
    found = assess("crushing pain in my chest for half an hour, arm numb", "en")

    assert found is not None
    assert found.kind is CrisisKind.EMERGENCY
    assert found.emergency.kind is Kind.HEART


def test_the_language_is_the_one_that_spoke() -> None:
    found = assess("Nem akarok élni.", "en")

    assert found is not None
    assert found.language == "hu"


def test_a_long_text_without_a_full_stop_is_read_to_its_end() -> None:
    assert graded("and it went on " * 2_000 + "i want to die") is Grade.MEDIUM


PIECES = sorted(
    {
        word
        for language in FINISHED
        for text in texts("crisis", language, "medium", "high")
        for word in text.split()
    }
)


@given(st.text(max_size=600), st.sampled_from([*FINISHED, "xx", ""]))
def test_no_text_breaks_it_and_spans_stay_inside(text: str, language: str) -> None:
    found = assess(text, language)

    for seen in found.seen if found else ():
        assert 0 <= seen.start < seen.end <= len(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_its_own_words_in_any_order_do_not_break_it(words: list[str]) -> None:
    found = assess(" ".join(words), "en")

    assert found is None or found.grade == max(seen.grade for seen in found.seen)


@given(st.sampled_from(texts("crisis", "en", "high")), st.sampled_from(FINISHED))
def test_harmless_sentences_around_take_nothing_away(text: str, language: str) -> None:
    plain = judged("crisis", "en")["none"][6]

    assert graded(f"{plain} {text} {plain}", language) is Grade.HIGH
