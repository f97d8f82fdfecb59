"""How single words of advice are heard: asked, reported, warned of, denied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain.safety import (
    AdviceKind,
    Certainty,
    Reason,
    find_dangerous_advice,
)
from medagora.kernel.languages import FINISHED
from tests.community.safety.judging import judged


def reasons(text: str, language: str = "en") -> set[Reason]:
    return {found.reason for found in find_dangerous_advice(text, language)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Stop taking your insulin.", Reason.STOP),
        ("Just skip the warfarin today.", Reason.STOP),
        ("Replace your statin with garlic.", Reason.REPLACE),
        ("Take 40 mg of prednisone tonight.", Reason.DOSE_TOLD),
        ("Double your dose.", Reason.DOSE_CHANGED),
        ("Drink a few drops of MMS.", Reason.POISON_AS_CURE),
        ("This tea cures diabetes in 30 days.", Reason.SURE_CURE),
        ("Do not call an ambulance.", Reason.NO_HELP),
        ("Biopsies spread the cancer.", Reason.NO_TREATMENT),
        ("Tramadol for sale, no prescription needed.", Reason.FOR_SALE),
    ],
)
def test_each_reason_has_its_words(text: str, reason: Reason) -> None:
    assert reason in reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "My doctor stopped my insulin.",
        "Can I stop my insulin?",
        "Do not stop your insulin!",
        "Please never double your dose.",
        "The leaflet says: do not take these tablets again.",
        "I stopped taking my insulin for a day.",
        "There is no evidence that baking soda cures cancer.",
        "Talk to your doctor before you stop taking your insulin.",
        "No dejes la insulina.",
        "Mon médecin a arrêté mon insuline.",
        "Setz das Insulin nicht ab.",
        "Abbahagyhatom az inzulint?",
        "هل أوقف الأنسولين؟",
    ],
)
def test_what_is_asked_reported_or_warned_of_is_no_advice(text: str) -> None:
    assert reasons(text) == set()


def test_what_follows_the_advice_does_not_excuse_it() -> None:
    assert Reason.STOP in reasons("You can stop the Keppra, I stopped mine.")


def test_who_sells_may_ask() -> None:
    assert Reason.FOR_SALE in reasons(
        "Who wants Xanax for sale, no prescription, on WhatsApp?"
    )


def test_a_dose_in_general_words_is_a_perhaps() -> None:
    text = "The usual adult dose is 500 mg every six hours."

    (found,) = find_dangerous_advice(text, "en")

    assert found.kind is AdviceKind.DOSE
    assert found.certainty is Certainty.MAYBE


def test_the_words_are_pointed_at_each_reason_once_in_a_sentence() -> None:
    text = "Hi. Stop taking your insulin, stop your insulin! Double your dose."

    first, second = find_dangerous_advice(text, "en")

    assert text[first.start : first.end].lower().startswith("stop")
    assert text[second.start : second.end] == "Double your dose"


PIECES = sorted(
    {
        word
        for language in FINISHED
        for kept in judged("advice", language).values()
        for text in kept
        for word in text.split()
    }
)


@given(st.text(max_size=600), st.sampled_from([*FINISHED, "xx", ""]))
def test_no_text_breaks_it(text: str, language: str) -> None:
    for found in find_dangerous_advice(text, language):
        assert 0 <= found.start < found.end <= len(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_findings_come_in_the_order_of_the_text(words: list[str]) -> None:
    found = find_dangerous_advice(" ".join(words), "en")

    assert [f.start for f in found] == sorted(f.start for f in found)
