"""The small language of ``words/*.toml``, line by line."""

import pytest

from medagora.kernel.emergencies.patterns import (
    Compiler,
    Pattern,
    PatternIndex,
    bare_forms,
    spoken_words,
)
from medagora.kernel.emergencies.rules import rule_book

COMPILER = Compiler({"kin": ("father", "big brother")}, ["no", "not"])


def is_said(line: str, text: str) -> bool:
    words = spoken_words(text)
    return COMPILER.pattern(line).is_in("".join(f"{word} " for word in words))


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("want to die", "I want to die", True),
        ("want to die", "want so to die", True),
        ("want to die", "want to live and let die", False),
        ("want to die", "want to not die", False),
        ("want .. die", "want my grey life to die", True),
        ("want .. die", "want a b c d e die", False),
        ("die", "diet", False),
        ("di*", "diet", True),
        ("(die|be dead)", "i would be dead", True),
        ("(die|be dead)", "be not dead", False),
        ("my <kin> fell", "my big brother fell", True),
        ("(my|<kin>) fell", "father fell", True),
        ("took ## pills", "took 40 pills", True),
        ("took ## pills", "took 2 pills", False),
        ("took ## pills", "took 500 pills", False),
        ("took ## pills", "took 20 mg pills", False),
        ("face & arm", "the arm and the face", True),
        ("face & arm", "the arm", False),
        ("^ suicide $", "suicide", True),
        ("^ suicide $", "suicide prevention", False),
        ("^ suicide $", "the suicide", False),
        ("öngyilkos", "Ongyilkos", True),
        ("الان", "والآن", True),
        ("صدر", "الصدر", True),
        ("صدر", "مصدر", False),
    ],
)
def test_a_line_means_what_its_marks_say(line: str, text: str, expected: bool) -> None:
    assert is_said(line, text) is expected


@pytest.mark.parametrize("line", ["", "..", "## ..", "two-words", "(a|(b|c))", "a|b"])
def test_a_line_that_means_nothing_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"No word|Not one word"):
        COMPILER.pattern(line)


def test_a_pattern_is_looked_for_only_where_each_place_may_be_filled() -> None:
    pattern: Pattern = COMPILER.pattern("(i|my) .. (breathe|breathing*)")
    index = PatternIndex([(pattern, "air")])

    assert index.candidates(["breathe"]) == []
    assert index.candidates(["i", "die"]) == []
    assert index.candidates(["breathe", "i"]) == [(pattern, "air")]
    assert index.candidates(["my", "breathings"]) == [(pattern, "air")]


def test_a_pattern_says_where_it_stands() -> None:
    line = COMPILER.pattern("want to die")
    parts = COMPILER.pattern("arm & face")

    assert line.places_in("i want to die i want so to die ") == [(2, 14), (16, 31)]
    assert parts.places_in("my face and my arm now ") == [(3, 19)]
    assert parts.places_in("my face ") == []


def test_apostrophes_part_no_english_word() -> None:
    assert spoken_words("I'm sure he can’t") == ["im", "sure", "he", "cant"]
    assert spoken_words("j'ai mal") == ["j", "ai", "mal"]


def test_an_arabic_word_is_known_behind_its_particles() -> None:
    assert set(bare_forms("والصدر")) >= {"والصدر", "الصدر", "صدر"}
    assert bare_forms("chest") == ("chest",)


def test_every_rule_can_be_found_by_its_anchors() -> None:
    assert len(rule_book().rules_for(["suicide"], "suicide ")) == 2  # en, fr
    assert rule_book().rules_for([], "") == []
