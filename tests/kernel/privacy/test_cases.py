"""What people write in six languages: what is found in it, and what is left alone."""

import pytest

from medagora.kernel.privacy import find_traces, guess_language
from tests.kernel.privacy.marked import ALL, LANGUAGES, Marked, cases


def by_text(case: Marked) -> str:
    return f"{case.language}: {case.text[:50]}"


@pytest.mark.parametrize("case", [c for c in ALL if c.spans], ids=by_text)
def test_what_identifies_somebody_is_found_as_what_it_is(case: Marked) -> None:
    traces = find_traces(case.text, case.language)

    for kind, start, end in case.spans:
        touching = [t for t in traces if t.start < end and start < t.end]
        assert kind in [t.kind for t in touching], case.text[start:end]


@pytest.mark.parametrize("case", ALL, ids=by_text)
def test_nothing_else_is_pointed_at(case: Marked) -> None:
    for trace in find_traces(case.text, case.language):
        words = case.text[trace.start : trace.end]
        assert any(
            trace.start < end and start < trace.end for _, start, end in case.spans
        ), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_cases_enough(language: str) -> None:
    found = [case for case in cases(language) if case.spans]

    assert len(found) >= 30
    assert len(cases(language)) >= 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_short_text_is_guessed_mostly(language: str) -> None:
    texts = [case.text for case in cases(language)]
    right = sum(guess_language(text) == language for text in texts)

    assert right >= 0.8 * len(texts)
    assert sum(guess_language(text, language) == language for text in texts) >= right


def test_a_hint_decides_where_the_text_says_nothing() -> None:
    assert guess_language("12345", "hu") == "hu"
    assert guess_language("12345", "hu-HU") == "hu"
    assert guess_language("12345") == "en"
    assert guess_language("12345", "xx") == "en"
