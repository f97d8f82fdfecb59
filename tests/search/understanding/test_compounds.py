import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from medagora.kernel.text import fold
from medagora.search.domain.understanding.compounds import (
    LANGUAGES,
    MAX_PARTS,
    MIN_PART,
    Joined,
    join_words,
    split_compound,
)

WORDS = {
    "de": (
        "zucker krankheit krank heit herz rhythmus störungen blut druck hirn haut "
        "entzündung niere stein leber krebs lunge sprache störung sprachen schwanger "
        "schaft diabetes schwangerschaft kind gesundheit amt auge arzt ein nahme ohr "
        "rücken schmerz schmerzen bauch speichel drüse kreislauf erkrankung magen darm"
    ),
    "nl": "suiker ziekte hart infarct bloed druk long kanker kind arts ziekenhuis bed",
    "sv": "hjärta infarkt lunga sjukdom barn läkare blod tryck hud cancer kvinna",
    "da": "hjerte sygdom blod tryk lunge kræft barn læge sukker syge",
    "no": "hjerte sykdom blod trykk lunge kreft barn lege sukker syke infarkt",
    "hu": "szív infarktus cukor betegség vér nyomás magas tüdő rák máj gyulladás vese",
    "fi": "sydän kohtaus veri veren paine syöpä keuhko rinta sokeri tauti",
}
LETTERS = st.text("abcdens", max_size=20)


def split(word: str, language: str) -> str:
    known = frozenset(fold(WORDS[language]).split())
    return " ".join(split_compound(fold(word), known.__contains__, language))


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("Zuckerkrankheit", "de", "zucker krankheit"),
        ("Herzrhythmusstörungen", "de", "herz rhythmus storungen"),
        ("Blutdruck", "de", "blut druck"),
        ("Hirnhautentzündung", "de", "hirn haut entzundung"),
        ("Nierensteine", "de", ""),  # "steine" is not known
        ("Nierenstein", "de", "niere stein"),
        ("Leberkrebs", "de", "leber krebs"),
        ("Sprachstörung", "de", "sprache storung"),
        ("Schwangerschaftsdiabetes", "de", "schwangerschaft diabetes"),
        ("Gesundheitsamt", "de", "gesundheit amt"),
        ("Kinderarzt", "de", "kind arzt"),
        ("Einnahme", "de", ""),  # "ein" is a small word
        ("Bauchspeicheldrüsenkrebs", "de", "bauch speichel druse krebs"),
        ("Magen-Darm", "de", ""),  # folded, these are two words already
        ("suikerziekte", "nl", "suiker ziekte"),
        ("hartinfarct", "nl", "hart infarct"),
        ("kinderarts", "nl", "kind arts"),
        ("ziekenhuisbed", "nl", "ziekenhuis bed"),
        ("hjärtinfarkt", "sv", "hjarta infarkt"),
        ("lungsjukdom", "sv", "lunga sjukdom"),
        ("barnläkare", "sv", "barn lakare"),
        ("hjertesygdom", "da", "hjerte sygdom"),
        ("lungekræft", "da", "lunge kraeft"),
        ("sukkersyke", "no", "sukker syke"),
        ("barnelege", "no", "barn lege"),
        ("szívinfarktus", "hu", "sziv infarktus"),
        ("cukorbetegség", "hu", "cukor betegseg"),
        ("májgyulladás", "hu", "maj gyulladas"),
        ("sydänkohtaus", "fi", "sydan kohtaus"),
        ("verenpaine", "fi", "veren paine"),
        ("rintasyöpä", "fi", "rinta syopa"),
    ],
)
def test_long_words_are_taken_apart(word: str, language: str, parts: str) -> None:
    assert split(word, language) == parts


def test_languages_that_do_not_join_words_are_left_alone() -> None:
    assert split_compound("bloodpressure", lambda _part: True, "en") == ()


def test_few_long_parts_are_preferred() -> None:
    known = {"krank", "heit", "krankheit", "zucker", "zuck", "erkrankheit"}

    assert split_compound("zuckerkrankheit", known.__contains__, "de") == (
        *("zucker", "krankheit"),
    )


def test_words_that_belong_together_are_put_together() -> None:
    known = {"blutdruck", "herzinfarkt", "hirnhautentzundung", "hirnhaut", "auge"}

    assert join_words(("blut", "druck"), known.__contains__) == (
        Joined(0, 2, "blutdruck"),
    )
    assert join_words(("hoher", "blut", "druck"), known.__contains__) == (
        Joined(1, 3, "blutdruck"),
    )
    assert [
        joined.word
        for joined in join_words(("hirn", "haut", "entzundung"), known.__contains__)
    ] == ["hirnhautentzundung", "hirnhaut"]
    assert join_words(("au", "ge"), known.__contains__) == ()
    assert join_words((), known.__contains__) == ()


@given(LETTERS, st.sets(LETTERS, max_size=12), st.sampled_from(LANGUAGES))
def test_parts_are_known_and_stand_in_the_word(
    word: str, known: set[str], language: str
) -> None:
    parts = split_compound(word, known.__contains__, language)

    assert not parts or 2 <= len(parts) <= MAX_PARTS
    assert set(parts) <= known
    assert all(len(part) >= MIN_PART for part in parts)
    place = 0
    for part in parts:
        place = word.index(part[:MIN_PART], place) + MIN_PART


@given(st.lists(st.sampled_from(fold(WORDS["de"]).split()), min_size=2, max_size=4))
def test_what_was_put_together_is_taken_apart(parts: list[str]) -> None:
    known = frozenset(fold(WORDS["de"]).split())
    parts = [part for part in parts if part != "ein"]  # a small word
    word = "".join(parts)
    assume(len(parts) > 1 and len(word) <= 40)

    found = split_compound(word, known.__contains__, "de")

    assert 2 <= len(found) <= len(parts)


def test_a_hostile_word_asks_few_questions() -> None:
    asked = []

    def known(part: str) -> bool:
        asked.append(part)
        return True

    split_compound("n" * 40, known, "de")

    assert len(asked) < 6_000
