"""How much of what was judged by hand is heard; less than this is a step back."""

import pytest

from medagora.community.domain.safety import Grade, assess
from tests.community.safety.judging import FINISHED, judged, share, texts

pytestmark = pytest.mark.parametrize("language", FINISHED)


def test_there_are_sixty_judged_texts(language: str) -> None:
    every = texts("crisis", language, "low", "medium", "high")

    assert len(every) + len(judged("crisis", language)["none"]) >= 60


def test_who_is_in_danger_is_heard(language: str) -> None:
    needed = texts("crisis", language, "medium", "high")

    assert share(needed, language, Grade.MEDIUM) >= 0.95


def test_what_happens_now_is_graded_high(language: str) -> None:
    assert share(texts("crisis", language, "high"), language, Grade.HIGH) >= 0.95


def test_what_is_past_is_no_alarm(language: str) -> None:
    past = texts("crisis", language, "low")

    assert share(past, language, Grade.MEDIUM) <= 0.15
    assert share(past, language, Grade.LOW) >= 0.75


def test_talk_and_grief_and_research_are_no_crisis(language: str) -> None:
    assert share(judged("crisis", language)["none"], language, Grade.MEDIUM) <= 0.10


def test_a_kind_is_named_as_it_was_judged(language: str) -> None:
    said = [
        (kind, text)
        for grade in ("medium", "high")
        for kind, kept in judged("crisis", language)[grade].items()
        for text in kept
    ]

    right = [kind for kind, text in said if _kind(text, language) == kind]

    assert len(right) >= 0.85 * len(said)


def test_words_written_later_are_heard(language: str) -> None:
    assert share(judged("indirect", language)["danger"], language, Grade.MEDIUM) >= 0.95
    assert share(judged("hinted", language)["danger"], language, Grade.MEDIUM) >= 0.95


def test_harmless_words_written_later_are_left_alone(language: str) -> None:
    for name in ("indirect", "hinted"):
        tables = judged(name, language)
        plain = tables["harmless"] + tables["good_advice"]
        assert share(plain, language, Grade.MEDIUM) <= 0.10


def _kind(text: str, language: str) -> str:
    found = assess(text, language)
    return found.kind if found else ""
