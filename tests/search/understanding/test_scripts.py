import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.understanding.layouts import wrong_layout
from medagora.search.domain.understanding.scripts import (
    LANGUAGES,
    MAX_READINGS,
    readings,
)


@pytest.mark.parametrize(
    ("typed", "native"),
    [
        ("diabet", "диабет"),
        ("astma", "астма"),
        ("rak legkih", "рак легких"),
        ("davlenie", "давление"),
        ("vysokoe davlenie", "высокое давление"),
        ("golovnaya bol", "головная боль"),
        ("golovnaja bol'", "головная боль"),
        ("epilepsiya", "эпилепсия"),
        ("ekzema", "экзема"),
        ("insult", "инсульт"),
        ("serdechnyj pristup", "сердечный приступ"),
        ("pohudenie", "похудение"),
        ("shchitovidnaya zheleza", "щитовидная железа"),
        ("serdce", "сердце"),
        ("beremennost", "беременность"),
        ("ya el ryby mnogo", "я ел рыбы много"),
    ],
)
def test_russian_is_read_from_latin_letters(typed: str, native: str) -> None:
    assert native in readings(typed, ("ru",))


@pytest.mark.parametrize(
    ("typed", "native"),
    [
        ("diabet", "діабет"),
        ("vysokyi tysk", "високий тиск"),
        ("hryp", "грип"),
        ("holovnyi bil", "головний біль"),
        ("yizha", "їжа"),
    ],
)
def test_ukrainian_is_read_from_latin_letters(typed: str, native: str) -> None:
    assert native in readings(typed, ("uk",))


@pytest.mark.parametrize(
    ("typed", "native"),
    [
        ("sukkari", "سكري"),
        ("alsukkari", "السكري"),
        ("daght al dam", "ضغط الدم"),
        ("daght al-dam", "ضغط الدم"),
        ("saratan", "سرطان"),
        ("suda3", "صداع"),
        ("iltihab", "التهاب"),
        ("7aml", "حمل"),
        ("qalb", "قلب"),
        ("rabu", "ربو"),
        ("kolesterol", "كولسترول"),
    ],
)
def test_arabic_is_read_from_latin_letters_and_digits(typed: str, native: str) -> None:
    assert native in readings(typed, ("ar",))


@pytest.mark.parametrize(
    ("typed", "latin"),
    [
        ("диабет", "diabet"),
        ("астма", "asthma"),
        ("инфаркт", "infarkt"),
        ("Эпилепсия", "epilepsia"),
        ("артрит", "arthrit"),
        ("діабет", "diabet"),
    ],
)
def test_cyrillic_is_read_as_latin(typed: str, latin: str) -> None:
    assert latin in readings(typed, limit=4)


def test_only_latin_and_cyrillic_letters_have_readings() -> None:
    assert readings("сахар 5 ml") == readings("سكري") == readings("köszvény") == []
    assert readings("") == readings("120") == readings("a" * 61) == []


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("fcnvf", "ru", "астма"),
        ("lbf,tn", "ru", "диабет"),
        ("Ujkjdyfz ,jkm", "ru", "головная боль"),
        ("lsf,tn", "uk", "діабет"),
        ("фыерьф", "ru", "asthma"),
        ("pain", "ru", ""),
        ("астма", "ru", ""),
        ("migraine", "en", ""),
        ("syiv", "hu", "sziv"),
        ("vérnzomás", "hu", "vérnyomás"),
        ("Zzste", "de", "Yyste"),
        ("asthma", "de", ""),
        ("", "ru", ""),
        ("x", "layout", ""),
        ("x", "latin", ""),
    ],
)
def test_the_wrong_keyboard_is_noticed(typed: str, language: str, meant: str) -> None:
    assert wrong_layout(typed, language) == meant


@given(
    st.text(max_size=30) | st.text("abcdeghijklmnoqstuwxyz2357' -", max_size=30),
    st.integers(1, MAX_READINGS),
)
def test_there_are_few_readings_and_each_once(text: str, limit: int) -> None:
    found = readings(text, limit=limit)

    assert len(found) <= limit * len(LANGUAGES)
    assert len(found) == len(set(found))
    for language in LANGUAGES:
        assert set(readings(text, (language,), limit)) <= set(found)


@given(st.text(max_size=30), st.sampled_from(["ru", "uk", "hu", "de", "en", ""]))
def test_no_text_is_too_strange_for_another_keyboard(text: str, language: str) -> None:
    meant = wrong_layout(text, language)

    assert meant == "" or meant != text
