"""What follows from what was heard: nobody is silenced for being in pain."""

import hypothesis.strategies as st
from hypothesis import given

from medagora.community.domain.moderation.matters import MatterKind
from medagora.community.domain.safety.advice import find_dangerous_advice
from medagora.community.domain.safety.crisis import Grade, assess
from medagora.community.domain.safety.spam import Spam, SpamFacts, spam_score
from medagora.community.domain.screening import Decision, Screened, decide

QUIET = Spam(0.0, ())


def decided(text: str, *, is_professional: bool = False, score: float = 0) -> Decision:
    heard = Screened(
        assess(text, "en"), find_dangerous_advice(text, "en"), Spam(score, ())
    )
    return decide(heard, is_professional=is_professional)


def test_a_crisis_calls_people_and_holds_nothing() -> None:
    decision = decided("I want to kill myself tonight, I have the pills here.")

    assert [call.kind for call in decision.calls] == [MatterKind.CRISIS]
    assert decision.calls[0].grade == "high"
    assert not decision.is_held


def test_clear_advice_to_stop_a_medicine_waits_with_its_words() -> None:
    text = "Stop taking your insulin, you do not need it."

    decision = decided(text)

    call = decision.calls[0]
    assert decision.is_held
    assert call.kind == MatterKind.ADVICE
    assert "insulin" in text[slice(*call.spans[0])]


def test_a_professional_is_held_only_for_what_nobody_may_say() -> None:
    told = "Take 40 mg of prednisolone every morning."
    miracle = "Bleach drops cure autism, give them to your child."

    assert not decided(told, is_professional=True).is_held
    assert decided(miracle, is_professional=True).is_held


def test_likely_spam_waits_and_a_doubt_does_not() -> None:
    assert decided("Hello", score=0.6).is_held
    assert not decided("Hello", score=0.59).is_held


def test_ordinary_words_call_nobody() -> None:
    assert decided("How do you sleep with asthma?") == Decision()


@given(st.sampled_from(list(Grade)), st.booleans())
def test_no_grade_of_a_crisis_ever_holds_a_post(
    grade: Grade, is_professional: bool
) -> None:
    texts = {
        Grade.LOW: "Years ago I wanted to die. Today I am well.",
        Grade.MEDIUM: "Some days I wish I was dead.",
        Grade.HIGH: "I will kill myself tonight.",
    }
    heard = Screened(assess(texts[grade], "en"), (), spam_score("", SpamFacts()))

    assert not decide(heard, is_professional=is_professional).is_held
