import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.privacy import Kind, find_traces

DATA = Path(__file__).parents[3] / "shared" / "data"


def kinds(text: str) -> list[Kind]:
    return [trace.kind for trace in find_traces(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to anna.kovacs@example.org please", Kind.EMAIL),
        ("call me at +36 30 123 4567 tonight", Kind.PHONE),
        ("my number is (212) 555-0142.", Kind.PHONE),
        ("TAJ 123456789", Kind.NUMBER),
        ("she was born on 12/03/1984", Kind.BIRTH_DATE),
        ("született: 1984. 03. 12.", Kind.BIRTH_DATE),
        ("né le 12.03.1984", Kind.BIRTH_DATE),
        ("Fecha de nacimiento: 03/03/1946", Kind.BIRTH_DATE),
        ("تاريخ الميلاد 1984", Kind.BIRTH_DATE),
        ("4111 1111 1111 1111", Kind.CARD),
    ],
)
def test_what_identifies_somebody_is_found(text: str, kind: Kind) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Explains inhalers step by step.",
        "Reviewed 2024-05-01, next in 2025.",
        "Covers 1990-2020 and 150 to 200 mg.",
        "See https://doi.org/10.1000/182345678 and 10.1136/bmj.n71234567",
        "https://www.nhs.uk/conditions/12345678/",
        "Blood pressure of 140/90 mmHg",
    ],
)
def test_ordinary_words_about_health_are_left_alone(text: str) -> None:
    assert kinds(text) == []


@given(st.text(max_size=400))
def test_traces_lie_inside_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for trace in find_traces(text):
        assert end <= trace.start < trace.end <= len(text)
        end = trace.end


def test_real_addresses_and_telephones_are_mostly_found() -> None:
    source = DATA / "identifying-text-en-dev.jsonl"
    if not source.exists():
        pytest.skip("the shared data is not here")
    wanted = found = 0
    for line in source.read_text("utf-8").splitlines():
        row = json.loads(line)
        traces = find_traces(row["text"])
        for span in row["spans"]:
            if span["type"] == "EMAIL_ADDRESS":
                wanted += 1
                found += any(t.start < span["end"] > span["start"] for t in traces)

    assert found >= 0.95 * wanted
