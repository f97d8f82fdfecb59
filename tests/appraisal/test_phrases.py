"""Phrases are found in one walk as a slow reader finds them, place by place."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medagora.appraisal.domain.phrases import Hit, Phrases, Word, words_in

ROWS = [
    *("risk", "risk*", "side effect*", "side effects may", "# in #", "a _ b", "effet"),
    *("no _ effect*", "risk of side", "# percent", "risk _ #", "effect* of risk*"),
]
WORDS = [
    *("risk", "risks", "side", "effect", "effects", "l'effet", "in", "of", "a", "b"),
    *("no", "may", "12", "3.5", "percent", "Übel", "d’effets"),
]
GAPS = [" ", " ", " ", ", ", "-", ". ", "\n", "? ", " («", ";"]
texts = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=25
).map(lambda parts: "".join(word + gap for word, gap in parts))


def fits(part: str, word: Word) -> bool:
    forms = {word.folded, word.bare} - {""}
    if part == "_":
        return True
    if part == "#":
        return word.folded[:1].isdigit()
    if part.endswith("*"):
        return any(form.startswith(part[:-1]) for form in forms)
    return part in forms


def found_slowly(written: str, words: list[Word]) -> set[Hit]:
    parts = written.split()
    return {
        Hit("group", written, run[0].start, run[-1].end)
        for at in range(len(words) - len(parts) + 1)
        if (run := words[at : at + len(parts)])
        and not any(word.is_after_break for word in run[1:])
        and all(fits(part, word) for part, word in zip(parts, run, strict=True))
    }


@given(texts, st.sets(st.sampled_from(ROWS), min_size=1))
@example("No big side effects. Effects of risks: 3.5 in 12", set(ROWS))
def test_one_walk_finds_what_a_slow_reader_finds(text: str, rows: set[str]) -> None:
    words = words_in(text)

    found = list(Phrases({"group": sorted(rows)}).find(words))

    assert set(found) == set().union(*(found_slowly(row, words) for row in rows))
    assert [hit.start for hit in found] == sorted(hit.start for hit in found)


@given(texts | st.text(max_size=80))
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    words = words_in(text)

    ends = [0, *(word.end for word in words)]
    for before, word in zip(ends, words, strict=False):
        assert before <= word.start < word.end <= len(text)
        assert not re.search(r"[^\W_]", text[before : word.start])
    assert not re.search(r"[^\W_]", text[ends[-1] :])


@pytest.mark.parametrize(
    ("text", "is_after_break"),
    [
        ("side effects", False),
        ("side, effects", False),
        ("side. Effects", True),
        ("side\neffects", True),
        ("side; effects", True),
    ],
)
def test_a_sentence_or_line_that_ends_parts_words(
    text: str, is_after_break: bool
) -> None:
    assert words_in(text)[1].is_after_break is is_after_break


def test_the_same_phrase_is_found_in_every_text_anew() -> None:
    phrases = Phrases({"harms": ["side effect*"], "risk": ["risk"]})

    first = list(phrases.find(words_in("Side effects, a risk.")))
    other = list(phrases.find(words_in("A risk of side-effect")))

    assert [(hit.group, hit.start) for hit in first] == [("harms", 0), ("risk", 16)]
    assert [(hit.group, hit.start) for hit in other] == [("risk", 2), ("harms", 10)]
