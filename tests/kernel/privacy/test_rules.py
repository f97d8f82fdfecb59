"""What holds for every text: order, borders, safer words, time."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.privacy import (
    LANGUAGES,
    Finding,
    find_traces,
    guess_language,
    key_of,
    suggest_safer,
)
from tests.kernel.privacy.marked import ALL

DATA = Path(__file__).parents[4] / "shared" / "data"
PIECES = [
    "Anna",
    "Kovács",
    "Dr. ",
    "my son ",
    "12",
    " rue ",
    "Smith",
    "@",
    ".",
    ":",
    "\n",
    " ",
    "-",
    "1984",
    "/",
    "+36 30 ",
    "née ",
    "Nombre:",
    "street",
    "محمد",
    "اسمي ",
    "GB82",
    "'s",
    "(",
    "é",
]
texts = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
)
languages = st.sampled_from([*LANGUAGES, "", "nl"])


@given(texts, languages)
def test_findings_lie_inside_the_text_and_never_overlap(
    text: str, language: str
) -> None:
    end = 0
    for trace in find_traces(text, language):
        assert end <= trace.start < trace.end <= len(text)
        end = trace.end


@given(texts, languages)
def test_the_same_text_has_the_same_findings(text: str, language: str) -> None:
    assert find_traces(text, language) == find_traces(text, language)


@given(texts, languages)
def test_safer_words_leave_what_was_not_found(text: str, language: str) -> None:
    findings = find_traces(text, language)

    assert suggest_safer(text, []) == text
    if findings:
        last = findings[-1]
        assert suggest_safer(text, findings).endswith(text[last.end :])


@pytest.mark.parametrize("case", [c for c in ALL if c.spans], ids=lambda c: c.text[:40])
def test_safer_words_have_less_to_be_found(case: object) -> None:
    text, language = case.text, case.language  # type: ignore[attr-defined]
    findings = find_traces(text, language)
    safer = suggest_safer(text, findings)

    assert len(find_traces(safer, language)) < len(findings)


@pytest.mark.parametrize(
    ("text", "language", "safer"),
    [
        ("My son Oliver has a fever.", "en", "My son has a fever."),
        ("Dr Patel said so.", "en", "my doctor said so."),
        ("It was on 14 February 2023.", "en", "It was in winter 2023."),
        ("Born on 12/07/1984, he", "en", "Born on 1984, he"),
        ("She is 97 years old.", "en", "She is over 89 years old."),
        ("Mi hija Lucía tose.", "es", "Mi hija tose."),
        (
            "Me operaron el 14 de julio de 2023.",
            "es",
            "Me operaron en el verano de 2023.",
        ),
        ("A lányom, Zsófi lázas.", "hu", "A lányom lázas."),
        ("2023. július 14-én volt.", "hu", "2023 nyarán volt."),
        ("Meine Tochter Leni hustet.", "de", "Meine Tochter hustet."),
        ("Mon fils Mathis tousse.", "fr", "Mon fils tousse."),
        ("ابني محمد يسعل.", "ar", "ابني يسعل."),
    ],
)
def test_safer_words_stand_in_the_language_of_the_text(
    text: str, language: str, safer: str
) -> None:
    assert suggest_safer(text, find_traces(text, language)) == safer


def test_a_finding_of_another_text_changes_nothing() -> None:
    findings = find_traces("A long enough text, and my son Oliver.", "en")

    assert suggest_safer("short", findings) == "short"


def test_a_key_is_the_words_and_the_kind_not_the_place() -> None:
    one, two = "My son Oliver.", "But my son  Oliver is well."
    keys = [[key_of(t, f) for f in find_traces(t, "en")] for t in (one, two)]
    (other,) = [key_of(t, f) for t in ["My son Ethan."] for f in find_traces(t, "en")]

    assert keys[0] == keys[1] != [other]


HOSTILE = [
    "a" * 200_000,
    "A" * 200_000,
    "Aa " * 66_000,
    "1" * 200_000,
    "1 " * 100_000,
    "1-" * 100_000,
    "+1(2)" * 40_000,
    " " * 200_000,
    "\n" * 200_000,
    ":" * 200_000,
    "Name:" * 40_000,
    "Name: " * 33_000,
    "@" * 200_000,
    "a@" * 100_000,
    "a." * 100_000,
    "a-" * 100_000,
    "a'" * 100_000,
    "www." * 50_000,
    "(at)" * 50_000,
    "my son " * 28_000,
    "Anna Kovács " * 16_000,
    "Dr. " * 50_000,
    "de la " * 33_000,
    "the corner of " * 14_000,
    "12 Elm Street, " * 13_000,
    "Apt. 1 " * 28_000,
    "1234 AB " * 25_000,
    "12.12.2012 " * 18_000,
    "March 12 " * 22_000,
    "Smith J, " * 22_000,
    "(Smith, " * 25_000,
    "GB82 WEST " * 20_000,
    "St Mary's Hospital of the " * 7_600,
    "محمد " * 40_000,
    "شارع النور " * 18_000,
    "i live in " * 20_000,
    "hospital of the " * 12_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:14]))
def test_the_time_is_linear_in_the_length(text: str) -> None:
    """Ten times the text takes not much more than ten times as long.

    Processor time with a wide margin: what is quadratic takes a hundred times as long.
    """
    language = guess_language(text)
    short = text[: len(text) // 10]
    find_traces(short[:500], language)

    little = _processor_time(short, language)
    much = _processor_time(text, language)

    assert much < 40 * max(little, 0.005)


def _processor_time(text: str, language: str) -> float:
    start = time.process_time()
    find_traces(text, language)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("language", "recall", "precision"), [("en", 0.8, 0.85), ("es", 0.8, 0.85)]
)
def test_most_of_real_looking_texts_is_found(
    language: str, recall: float, precision: float
) -> None:
    source = DATA / f"identifying-text-{language}-dev.jsonl"
    if not source.exists():
        pytest.skip("the shared data is not here")
    wanted = found = said = right = 0
    for line in source.read_text("utf-8").splitlines()[:200]:
        row = json.loads(line)
        traces = find_traces(row["text"], language)
        hits = [[_overlap(t, s) for t in traces] for s in row["spans"]]
        wanted, found = wanted + len(hits), found + sum(map(any, hits))
        said += len(traces)
        right += sum(any(_overlap(t, s) for s in row["spans"]) for t in traces)

    assert found >= (recall - 0.03) * wanted
    assert right >= precision * said


def _overlap(trace: Finding, span: dict[str, int]) -> bool:
    return trace.start < span["end"] and span["start"] < trace.end
